"""What a User-Agent header tells of the device behind it."""

import hashlib
from functools import lru_cache
from typing import NamedTuple

from ua_parser import parse


class Device(NamedTuple):
    device_type: str
    browser: str
    os: str


@lru_cache(maxsize=1024)
def describe(user_agent: str) -> Device:
    """Return device type (mobile, tablet, desktop, bot, other), browser and system; empty strings where unknown."""
    if not user_agent:
        return Device("other", "", "")
    found = parse(user_agent)
    browser = " ".join(filter(None, (found.user_agent.family, found.user_agent.major))) if found.user_agent else ""
    system = " ".join(filter(None, (found.os.family, found.os.major))) if found.os else ""
    return Device(
        _device_type(user_agent, found.device.family if found.device else "", system), browser[:50], system[:50]
    )


def fingerprint(device: Device) -> str:
    """Return a digest of what stays the same while a device lives: its kind, browser and system without versions."""
    stays = (device.device_type, *(name.rstrip("0123456789 ") for name in (device.browser, device.os)))
    return hashlib.sha256("|".join(stays).encode()).hexdigest()


def _device_type(user_agent: str, family: str, system: str) -> str:
    if family == "Spider":
        return "bot"
    if "iPad" in user_agent or ("Android" in user_agent and "Mobile" not in user_agent):
        return "tablet"
    if "Mobi" in user_agent:
        return "mobile"
    return "desktop" if system.startswith(("Windows", "Mac", "Linux", "Ubuntu", "Chrome OS")) else "other"
