"""What a browser may load and do on our pages (Content Security Policy, level 3), by kind of page."""

from typing import Any, Final

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE

# An answer of the API, a recording, an error: nothing in it is to be run, framed or sent.
DATA: Final[dict[str, Any]] = {
    "default-src": [NONE],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [NONE],
}

_PAGE: Final[dict[str, Any]] = {
    "default-src": [NONE],
    "script-src": [SELF],
    # Both pages set sizes and places by style attributes, which no nonce covers.
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}

# The API's own page: it calls the API, and posts no form.
DOCS: Final = {**_PAGE, "form-action": [NONE]}

# The back office. Its theme evaluates the expressions in its own templates (Alpine.js); scripts from elsewhere or in
# the page do not run.
BACK_OFFICE: Final = {**_PAGE, "script-src": [SELF, UNSAFE_EVAL], "media-src": [SELF], "form-action": [SELF]}

# Nothing of the product asks for these; a page of ours that was taken over shall not either.
PERMISSIONS: Final = ", ".join(
    f"{feature}=()"
    for feature in ("accelerometer", "camera", "display-capture", "fullscreen", "geolocation", "gyroscope",
                    "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get", "usb")
)  # fmt: skip
