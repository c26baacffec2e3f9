"""What a User-Agent header tells of the device behind it."""

import pytest

from accounts.services.devices import Device, describe

CHROME = "Chrome/126.0.0.0 Safari/537.36"
KIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("header", "device"),
    [
        ("", Device("other", "", "")),
        ("curl/8.5.0", Device("other", "curl 8", "")),
        (f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 {CHROME}", Device("desktop", "Chrome 126", "Linux")),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) {KIT} Version/17.5 Safari/605.1.15",
         Device("desktop", "Safari 17", "Mac OS X 14")),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) {KIT} Version/17.5 Mobile/15E148 Safari/604.1",
         Device("mobile", "Mobile Safari 17", "iOS 17")),
        (f"Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) {KIT} Version/17.5 Mobile/15E148 Safari/604.1",
         Device("tablet", "Mobile Safari 17", "iOS 17")),
        ("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36",
         Device("mobile", "Chrome Mobile 126", "Android 14")),
        ("Mozilla/5.0 (Linux; Android 13; SM-X700) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36",
         Device("tablet", "Chrome 126", "Android 13")),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", Device("bot", "Googlebot 2", "")),
    ],
)  # fmt: skip
def test_device_is_described(header, device):
    assert describe(header) == device


@pytest.mark.parametrize("header", ["\udcff" * 10, "(" * 256, "Mozilla/5.0 (" + "x" * 240, "\x01\x02", "é" * 256])
def test_any_header_fits_the_columns(header):
    device = describe(header)
    assert (len(device.device_type) <= 50, len(device.browser) <= 50, len(device.os) <= 50) == (True, True, True)
