"""Long tables to fetch, sent while they are read."""

from collections.abc import Iterable, Sequence
from itertools import chain

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from samklang.web.answers import KINDS
from samklang.web.downloads import csv_lines


def csv_to_fetch(headings: Sequence[str], rows: Iterable[Sequence[str]], name: str) -> StreamingHttpResponse:
    """The rows as CSV, each sent as it comes, that nobody on the way keeps."""
    response = StreamingHttpResponse(csv_lines(chain([headings], rows)), content_type=KINDS["csv"])
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["Cache-Control"] = "no-store"
    return response
