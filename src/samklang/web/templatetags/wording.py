"""What a page says, in its language: `{% say "Cover for each team" %}`.

The messages stand as literals in the templates and are found there, so that code and pages share one catalogue. The
language is the variable `language` where the page has one, else the one chosen. Everything said is escaped.
"""

from datetime import date, datetime
from typing import Any

from django.template import Context, Library
from django.utils import timezone
from django.utils.functional import Promise

from samklang.core import words
from samklang.core.words import Moment, Money, Share, Value
from samklang.web.language import current_language

register = Library()


def _language(context: Context) -> str:
    return str(context.get("language") or current_language())


@register.simple_tag(takes_context=True)
def say(context: Context, message: str, **values: Value) -> str:
    """The message, with the values written as the language does."""
    return tied(words.render(words.say(message, **values), _language(context)))


@register.simple_tag(takes_context=True)
def say_n(context: Context, singular: str, plural: str, count: int, **values: Value) -> str:
    """The message for one or for many; `{count}` is filled in."""
    return tied(words.render(words.say_n(singular, plural, count, **values), _language(context)))


@register.simple_tag(takes_context=True)
def write(context: Context, value: Any) -> str:
    """A value that comes from the view: a sentence, a label that is translated late, a date, a number."""
    return tied(words.written(str(value) if isinstance(value, Promise) else value, _language(context)))


@register.simple_tag(takes_context=True)
def money(context: Context, amount_ore: int) -> str:
    """«7.000 kr.»."""
    return tied(words.written(Money(amount_ore), _language(context)))


@register.filter
def kroner(amount_ore: int) -> Money:
    """Øre as a value for a sentence."""
    return Money(amount_ore)


@register.filter
def percent(part: float) -> Share:
    """A share between 0 and 1 as a value for a sentence."""
    return Share(part)


def tied(text: str) -> str:
    """The text with amounts that do not part from their unit at the end of a line."""
    return text.replace(" kr.", "\N{NO-BREAK SPACE}kr.").replace(" %", "\N{NO-BREAK SPACE}%")


@register.filter
def as_day(moment: datetime) -> date:
    """The date of a moment, in Denmark."""
    return timezone.localdate(moment)


@register.filter
def as_moment(begins: datetime, ends: datetime | None = None) -> Moment:
    """A moment with its weekday and clock, in Denmark; with the end, how long it lasts."""
    return Moment(begins, ends)
