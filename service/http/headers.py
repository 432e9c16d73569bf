"""Headers: what browsers are told with every page and file of the service."""

from typing import Final

PERMISSIONS: Final = ", ".join(
    f"{name}=()"
    for name in (
        "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer",
        "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip
"""What no page of the service asks a browser for, and what therefore nothing that slipped into one gets."""
NOTHING: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""The Content-Security-Policy of what loads nothing."""


def guarded(policy: str = NOTHING) -> dict[str, str]:
    """Give the headers of a page or a file of one, with its Content-Security-Policy."""
    return {
        "Content-Security-Policy": policy,
        "Permissions-Policy": PERMISSIONS,
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
