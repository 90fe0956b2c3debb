"""A sentence that is not yet in a language: a message in English with named values, put into Danish or English last.

The cores find out *what* is to be said; whoever shows it knows in which language. `say` marks a message for the
Danish catalogue (locale/da/LC_MESSAGES/django.po), `render` looks it up and writes dates, numbers and money as the
language does.
"""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeAlias, Union

from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from samklang.core.calendar import COPENHAGEN, Half, HalfDay, Weekday

LANGUAGES = ("da", "en")
LOCALES = Path(__file__).parent.parent / "locale"
_BABEL = {"da": "da_DK", "en": "en_GB"}


@dataclass(frozen=True)
class Money:
    """An amount in øre, shown in whole kroner unless it has øre."""

    ore: int


@dataclass(frozen=True)
class Share:
    """A share between 0 and 1, shown as a percentage with at most one decimal."""

    value: float


@dataclass(frozen=True)
class Moment:
    """A time of day on a date, by the clock in Denmark; with ends, how long it lasts. Both know their time zone."""

    begins: datetime
    ends: datetime | None = None


# Spelt with Union, since a text in place of it could not be joined with others by "|" when it is read.
Value: TypeAlias = Union[
    str, int, float, Decimal, date, HalfDay, Half, Weekday, Money, Share, Moment, "Sentence", "tuple[Value, ...]"
]


@dataclass(frozen=True)
class Sentence:
    """One message with its values. `plural` and `count` choose between the singular and the plural wording."""

    message: str
    values: Mapping[str, Value] = field(default_factory=dict)
    plural: str | None = None
    count: int = 1

    def __str__(self) -> str:
        return render(self, "en")


def say(message: str, /, **values: Value) -> Sentence:
    """A sentence whose message is the catalogue's key; `{name}` in it is filled from the values."""
    return Sentence(message, values)


def say_n(singular: str, plural: str, count: int, /, **values: Value) -> Sentence:
    """A sentence that differs between one and many; `{count}` is filled in as well."""
    return Sentence(singular, {"count": count, **values}, plural, count)


def with_values(sentence: Sentence, /, **values: Value) -> Sentence:
    """A sentence that was marked elsewhere, filled in."""
    return replace(sentence, values={**sentence.values, **values})


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("django", LOCALES, languages=[language])


def render(sentence: Sentence, language: str) -> str:
    """The sentence in a language.

    language: "da" or "en".
    raises:   KeyError if the message names a value that was not given.
    """
    catalogue = _catalogue(language)
    if sentence.plural is None:
        message = catalogue.gettext(sentence.message)
    else:
        message = catalogue.ngettext(sentence.message, sentence.plural, sentence.count)
    text = message.format_map({name: written(value, language) for name, value in sentence.values.items()})
    return text.replace(" kr..", " kr.")  # an amount at the end of a sentence has its full stop already


def written(value: Value, language: str) -> str:  # noqa: PLR0911 - one line for each kind of value
    """One value as the language writes it: «12. september 2026», «1.234,5», «7.000 kr.», «12,5 %»."""
    locale = _BABEL[language]
    match value:
        case Sentence():
            return render(value, language)
        case HalfDay():
            return render(Sentence(_IN_HALF[value.half], {"date": value.date}), language)
        case Half() | Weekday():
            return _catalogue(language).gettext(_NAMES[value])
        case bool() | str():
            return str(value)
        case date():
            return format_date(value, "d. MMMM y" if language == "da" else "d MMMM y", locale=locale)
        case Moment():
            return _moment(value, language)
        case Money():
            kroner = Decimal(value.ore) / 100
            return format_decimal(kroner, "#,##0.00" if value.ore % 100 else "#,##0", locale=locale) + " kr."
        case Share():
            return format_percent(value.value, "#,##0.# %", locale=locale)
        case tuple():
            return format_list([written(one, language) for one in value], locale=locale)
        case _:
            return format_decimal(value, locale=locale)


def _moment(value: Moment, language: str) -> str:
    """«onsdag den 9. september 2026 kl. 8.30–12.00»; the end's date too where that is another day."""
    pattern, clock = ("EEEE 'den' d. MMMM y", "H.mm") if language == "da" else ("EEEE d MMMM y", "HH:mm")

    def local(at: datetime) -> tuple[str, str]:
        here = at.astimezone(COPENHAGEN)
        locale = _BABEL[language]
        return format_date(here, pattern, locale=locale), format_time(here, clock, tzinfo=COPENHAGEN, locale=locale)

    (day, begins), (last, ends) = local(value.begins), local(value.ends or value.begins)
    at = "kl." if language == "da" else "at"
    if value.ends is None:
        return f"{day} {at} {begins}"
    return f"{day} {at} {begins}–{ends}" if day == last else f"{day} {at} {begins} – {last} {at} {ends}"


def word(message: str, /) -> str:
    """The message as it is, marked for the Danish catalogue; it is looked up when it is written."""
    return message


_NAMES: dict[Half | Weekday, str] = {
    Half.MORNING: word("morning"),
    Half.AFTERNOON: word("afternoon"),
    Weekday.MONDAY: word("Monday"),
    Weekday.TUESDAY: word("Tuesday"),
    Weekday.WEDNESDAY: word("Wednesday"),
    Weekday.THURSDAY: word("Thursday"),
    Weekday.FRIDAY: word("Friday"),
}
_IN_HALF: dict[Half, str] = {
    Half.MORNING: word("{date} in the morning"),
    Half.AFTERNOON: word("{date} in the afternoon"),
}
