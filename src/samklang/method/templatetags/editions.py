"""Texts of an edition's document in the language of the page."""

from typing import Any

from django.template import Library

from samklang.web.language import current_language

register = Library()


@register.filter
def said(text: Any) -> str:
    """One text of a document, a pair of Danish and English: {{ row.name|said }}. Where there is no English, Danish."""
    return str(getattr(text, current_language()) or text.da or text.en)
