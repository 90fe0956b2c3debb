"""Draws a piece of a template as a page would, for tests of the parts that pages are built of."""

from typing import Any

from django.template import engines
from django.test import RequestFactory
from django.utils import translation


def drawn(template: str, at: str = "/people/", language: str = "da", **context: Any) -> str:
    """The HTML, on one line, in the language, on the page at the address."""
    with translation.override(language):
        html = engines["django"].from_string(template).render(context, RequestFactory().get(at))
    return " ".join(html.split())
