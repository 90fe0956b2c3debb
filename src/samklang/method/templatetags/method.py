"""Texts of the method in the language of the page."""

from django.template import Library

from samklang.method.models.worded import Worded
from samklang.web.language import current_language

register = Library()


@register.filter
def worded(row: Worded, field: str) -> str:
    """One text of a row: {{ indicator|worded:"name" }}."""
    return row.worded(field, current_language())
