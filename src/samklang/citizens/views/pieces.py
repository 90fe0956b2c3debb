"""A sound answered whole, or the piece that a player asks for: some play nothing that they cannot fetch in pieces."""

import re

from django.http import HttpRequest, HttpResponse

_RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")


def in_pieces(request: HttpRequest, sound: bytes, kind: str) -> HttpResponse:
    """Nobody on the way keeps it."""
    asked = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    first, last = _piece(asked[1], asked[2], len(sound)) if asked else (0, len(sound) - 1)
    if first > last:
        response = HttpResponse(status=416)
        response.headers["Content-Range"] = f"bytes */{len(sound)}"
    else:
        response = HttpResponse(sound[first : last + 1], content_type=kind, status=206 if asked else 200)
        if asked:
            response.headers["Content-Range"] = f"bytes {first}-{last}/{len(sound)}"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Disposition"] = "inline"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _piece(first: str, last: str, size: int) -> tuple[int, int]:
    """The first and last byte asked for; the first after the last where there is no such piece."""
    if first:
        return int(first), min(int(last), size - 1) if last else size - 1
    return (max(0, size - int(last)), size - 1) if last and int(last) else (1, 0)
