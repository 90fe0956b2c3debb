"""Which figures somebody wants to see: of which place, in which periods."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Place
from samklang.method.enums import Span
from samklang.method.periods import MOST, Period, around, before, between
from samklang.web.days import DayField
from samklang.web.language import current_language

_BACK = 4
"""So many periods before the one at hand are shown where nothing is asked for."""


class AskedFigures(NamedTuple):
    """The periods, at least one, and the team; None is the whole municipality."""

    periods: Sequence[Period]
    team: Place | None


class FiguresFilter(forms.Form):
    """By month, quarter or year, from and to, and one team where one may see teams."""

    span = forms.ChoiceField(label=_("Show for each"), choices=Span.choices, required=False)
    first = DayField(label=_("From"), required=False)
    last = DayField(label=_("To"), required=False)
    team = forms.ChoiceField(label=_("Team"), required=False)

    def __init__(self, data: Any, *, today: date, teams: Iterable[Place]) -> None:
        self.today, self.teams = today, {str(one.pk): one for one in teams}
        super().__init__({**{name: data.get(name, "") for name in self.base_fields}, "span": _span(data)})
        choices = [("", _("The whole municipality")), *((key, one.name) for key, one in self.teams.items())]
        if self.teams:
            self.fields["team"].choices = choices  # type: ignore[attr-defined]  # it is a choice
        else:
            del self.fields["team"]

    def clean(self) -> dict[str, Any]:
        """Not more than can be read beside each other, in order. Raises ValidationError."""
        given = dict(super().clean() or {})
        first, last = given.get("first"), given.get("last") or self.today
        if first and first > last:
            raise ValidationError({"first": _("“From” is later than “to”. Swap them.")})
        if first and len(list(zip(range(MOST + 1), between(Span(given["span"]), first, last), strict=False))) > MOST:
            raise ValidationError(
                {"first": _("That is more than 24 periods. Choose a later day, or quarters or years.")}
            )
        return given

    def asked(self) -> AskedFigures:
        """What is asked for; where that makes no sense, what is usual."""
        span, given = Span(_span(self.data)), self.cleaned_data if self.is_valid() else {}
        last = given.get("last") or self.today
        first = given.get("first") or before(around(last, span), _BACK).first_day
        return AskedFigures(list(between(span, first, last)), self.teams.get(given.get("team", "")))


def _span(data: Any) -> str:
    asked = str(data.get("span", ""))
    return asked if asked in Span.values else Span.QUARTER.value


class QuarterFilter(forms.Form):
    """Which quarter of the pulse to see."""

    quarter = forms.ChoiceField(label=_("Quarter"), required=False)

    def __init__(self, data: Any, *, quarters: Sequence[Period]) -> None:
        self.keys = [one.key for one in quarters]
        asked = str(data.get("quarter", ""))
        self.chosen = asked if asked in self.keys else next(iter(self.keys), "")
        super().__init__({"quarter": self.chosen})
        language = current_language()
        self.fields["quarter"].choices = [(one.key, one.words(language)) for one in quarters]  # type: ignore[attr-defined]  # it is a choice

    def asked(self) -> str:
        """The key of the quarter, the newest unless another one is asked for; empty where there is none."""
        return self.chosen
