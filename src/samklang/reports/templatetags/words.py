"""What a template says, in the language of the page: `{% say "Cover for each team" %}`.

The messages stand as literals in the templates and are found there by `samklang.reports.messages`, so that code and
pages share one catalogue. The language is the variable `language`. Everything said is escaped.
"""

from datetime import date

from django.template import Context, Library

from samklang.core import words
from samklang.core.planner.plan import Words
from samklang.core.words import Money, Share, Value
from samklang.reports import dates
from samklang.reports.plan_pictures import cohort_colour
from samklang.reports.plan_view import stated

register = Library()


def say(context: Context, message: str, **values: Value) -> str:
    """The message, with the values written as the language does."""
    return _tied(words.render(words.say(message, **values), context["language"]))


def say_n(context: Context, singular: str, plural: str, count: int, **values: Value) -> str:
    """The message for one or for many; `{count}` is filled in."""
    return _tied(words.render(words.say_n(singular, plural, count, **values), context["language"]))


def write(context: Context, value: Value) -> str:
    """A value that comes from the view: a sentence, a date, a number."""
    return _tied(words.written(value, context["language"]))


def money(context: Context, amount_ore: int) -> str:
    """«7.000 kr.»."""
    return _tied(words.written(Money(amount_ore), context["language"]))


def _tied(text: str) -> str:
    """The text with amounts that do not part from their unit at the end of a line."""
    return text.replace(" kr.", "\N{NO-BREAK SPACE}kr.").replace(" %", "\N{NO-BREAK SPACE}%")


def kroner(amount_ore: int) -> Money:
    """Øre as a value for a sentence."""
    return Money(amount_ore)


def percent(part: float) -> Share:
    """A share between 0 and 1 as a value for a sentence."""
    return Share(part)


def short_day(context: Context, day: date) -> str:
    """«tors. 12. sep.»."""
    return dates.short_day(day, context["language"])


def dated(context: Context, day: date) -> str:
    """«12. sep. 2026»."""
    return dates.dated(day, context["language"])


def month_name(context: Context, day: date) -> str:
    """«september 2026»."""
    return dates.month_name(day, context["language"])


def in_words(context: Context, stored: Words | None) -> str:
    """A sentence from a document, which holds it in every language."""
    return stated(stored, context["language"])


for tag in (say, say_n, write, money, short_day, dated, month_name, in_words):
    register.simple_tag(tag, takes_context=True)
register.simple_tag(cohort_colour)
for filter_ in (kroner, percent):
    register.filter(filter_)
