"""The headers of every answer: what a page may load, and how long a file may be kept."""

from __future__ import annotations

from flask import Response, request

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_A_YEAR = "public, max-age=31536000, immutable"


def add_headers(response: Response) -> Response:
    """Set them on a response, errors included."""
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    # A static file's address changes with its content, so the same address never goes stale.
    versioned = request.endpoint == "static" and "v" in request.args
    response.headers["Cache-Control"] = (
        _A_YEAR if versioned and response.status_code == 200 else "no-cache"
    )
    return response
