"""Dates and look-ups for the templates of planning."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.template import Library

register = Library()


@register.filter
def as_date(text: str) -> date:
    """A date of a document."""
    return date.fromisoformat(text)


@register.filter
def at(table: Mapping[Any, Any], key: Any) -> Any:
    """What stands in a table under a key; the key itself where there is nothing."""
    return table.get(key, key)
