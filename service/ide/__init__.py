"""The GraphQL explorer in the browser: GraphiQL, served from the package, without the internet."""

from importlib import resources
from pathlib import Path

FOLDER = Path(str(resources.files("service.ide")))
"""Where the explorer's files lie."""

PAGE = (FOLDER / "page.html").read_text("utf-8")
"""The explorer's page."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "font-src 'self' data:",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
"""The page's Content-Security-Policy: nothing from outside, no inline script. The editor needs inline styles."""
