"""A report to the funder: which one, what it says, what a criterion came to; and whose plans are priced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.core.words import render, say
from samklang.funding.enums import ReportKind
from samklang.funding.forms.applications import NumberWanted
from samklang.funding.forms.schemes import LISTED
from samklang.funding.models import Criterion, Report
from samklang.planning.models import Programme
from samklang.web.answers import number_in
from samklang.web.days import DayField
from samklang.web.language import current_language
from samklang.web.word_fields import WordsField

LONGEST = 6000


class ReportForm(forms.Form):
    """Which report, and of which days."""

    which = forms.ChoiceField(label=_("Which report"), widget=forms.RadioSelect, error_messages=LISTED)
    first_day = DayField(label=_("From"))
    last_day = DayField(label=_("Until"))

    def __init__(self, data: Any, *, due: Sequence[tuple[ReportKind, date]], period: tuple[date, date]) -> None:
        """due: what the terms ask for and has not been sent, the nearest first."""
        language = current_language()
        self.due: dict[str, tuple[ReportKind, date | None]] = {
            f"{kind.value}/{day.isoformat()}": (kind, day) for kind, day in due
        } | {kind.value: (kind, None) for kind in ReportKind}
        choices = [
            (key, render(say("{report}, due {day}", report=str(kind.label), day=day), language) if day
             else render(say("{report}, without a deadline", report=str(kind.label)), language))
            for key, (kind, day) in self.due.items()
        ]  # fmt: skip
        days = {"first_day": period[0].isoformat(), "last_day": period[1].isoformat()}
        super().__init__(data, initial={"which": choices[0][0], **days})
        self.fields["which"].choices = choices  # type: ignore[attr-defined]  # it is a choice

    def given(self) -> dict[str, Any]:
        """Kind, days and deadline."""
        kind, due_on = self.due[self.cleaned_data["which"]]
        days = {name: self.cleaned_data[name] for name in ("first_day", "last_day")}
        return {"kind": kind, "due_on": due_on, **days}


class ReportWordsForm(forms.Form):
    """What no figure says. Accounts have only deviations and a signature."""

    activities = WordsField(
        label=_("What was done"), rows=8, max_length=LONGEST, required=False,
        help_text=_("The figures stand beside by themselves: write what they do not say."),
    )  # fmt: skip
    deviations = WordsField(
        label=_("What went otherwise than planned, and why"), rows=5, max_length=LONGEST, required=False
    )
    learnt = WordsField(label=_("What was learnt"), rows=5, max_length=LONGEST, required=False)
    next_steps = WordsField(label=_("What comes next"), rows=5, max_length=LONGEST, required=False)
    signed_by = WordsField(label=_("Who signs, with name and title"), max_length=160, required=False)

    def __init__(self, data: Any, *, report: Report) -> None:
        super().__init__(data, initial={name: getattr(report, name) for name in self.base_fields})
        if report.kind == ReportKind.ACCOUNTS:
            for name in ("activities", "learnt", "next_steps"):
                del self.fields[name]

    def values(self) -> Mapping[str, Any]:
        """By the names of the report's fields; lines end alike wherever they were written."""
        return {name: text.replace("\r\n", "\n") for name, text in self.cleaned_data.items()}


class MeasureForm(forms.Form):
    """What a success criterion came to."""

    reached = NumberWanted(label=_("What it came to"), required=False, help_text=_("Leave it empty to take it back."))
    reached_on = DayField(label=_("Measured on"), required=False)
    note = WordsField(label=_("How it was measured, and of how many"), rows=2, max_length=500, required=False)

    def __init__(self, data: Any, *, criterion: Criterion, today: date) -> None:
        self.today = today
        day = criterion.reached_on or today
        super().__init__(data, initial={
            "reached": criterion.reached, "reached_on": day.isoformat(), "note": criterion.reached_note,
        })  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A number has the day it was measured, which is not to come; without a number there is no day."""
        given = super().clean() or {}
        if self.errors:
            return given
        if given["reached"] is None:
            return {**given, "reached_on": None}
        if given["reached_on"] is None:
            self.add_error("reached_on", _("Choose the day it was measured."))
        elif given["reached_on"] > self.today:
            self.add_error("reached_on", _("The day is to come. Write it when it has been measured."))
        return given


class PricesForm(forms.Form):
    """Whose plans are priced; whatever else is sent chooses the first."""

    programme = forms.ChoiceField(label=_("Programme"))

    def __init__(self, data: Any, *, programmes: Sequence[Programme]) -> None:
        self.programmes = {one.pk: one for one in programmes}
        wanted = number_in(str(data.get("programme", "")))
        first = next(iter(self.programmes), None)
        self.chosen = self.programmes.get(wanted if wanted in self.programmes else first)  # type: ignore[arg-type]  # None is no key
        super().__init__(initial={"programme": self.chosen.pk if self.chosen else ""})
        self.fields["programme"].choices = [  # type: ignore[attr-defined]  # it is a choice
            (pk, f"{one.title} · {one.jobcentre.name}") for pk, one in self.programmes.items()
        ]
