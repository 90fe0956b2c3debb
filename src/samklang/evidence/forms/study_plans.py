"""Around a study's plan: its units, other numbers to try, why it is drawn again or stopped, training, a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Place
from samklang.core.words import render, say, say_n
from samklang.evidence.enums import Kind
from samklang.evidence.forms.study_fields import CountField, NumberField
from samklang.evidence.models import Study, StudyUnit
from samklang.evidence.queries.studies import are_people
from samklang.evidence.rules.studies import FEWEST_WAVES, FIRST_WAVE, MOST_PERIODS, MOST_WAVES, rollout_fits
from samklang.evidence.study_design import Numbers
from samklang.evidence.study_plan import label_of
from samklang.web.days import DayField
from samklang.web.language import current_language
from samklang.web.widgets import FileInput
from samklang.web.word_fields import NamelessField

MOST_MEGABYTES = 20
_LISTED = _("Choose from the list.")
_NO_STRATA, _BY_SIZE = "none", "size"


class UnitsForm(forms.Form):
    """Which teams are in the study, as they are or as where its members of staff work."""

    teams = forms.TypedMultipleChoiceField(
        label=_("Teams"), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one team."), "invalid_choice": _LISTED, "invalid_list": _LISTED,
        },
    )  # fmt: skip
    strata = forms.ChoiceField(
        label=_("The order is drawn"), widget=forms.RadioSelect, initial=_NO_STRATA,
        choices=[(_NO_STRATA, _("Among all at once")), (_BY_SIZE, _("Among large and among small teams apart"))],
        error_messages={"required": _LISTED, "invalid_choice": _LISTED},
    )  # fmt: skip
    to_train_only = forms.BooleanField(
        label=_("Only those whom the programme is to train"), required=False, initial=True
    )
    within_teams = forms.BooleanField(
        label=_("Draw within each team, so that no team sends everybody at once"), required=False, initial=True
    )

    def __init__(self, data: Any, *, study: Study, teams: Sequence[tuple[Place, int]]) -> None:
        super().__init__(data)
        self.sizes = {place.pk: size for place, size in teams}
        self.places = {place.pk: place for place, _size in teams}
        language = current_language()
        self.fields["teams"].choices = [  # type: ignore[attr-defined]  # it is a choice
            (
                place.pk,
                render(say_n("{team}: {count} person", "{team}: {count} people", size, team=place.name), language),
            )
            for place, size in teams
        ]
        if are_people(study):
            self.fields["teams"].label = _("Members of staff of these teams")
            del self.fields["strata"]
            if study.programme_id is None:
                del self.fields["to_train_only"]
        else:
            del self.fields["to_train_only"], self.fields["within_teams"]

    def chosen_teams(self) -> list[Place]:
        """The teams."""
        return [self.places[pk] for pk in self.cleaned_data["teams"]]

    def with_strata(self) -> list[tuple[Place, str]]:
        """Each team with its stratum: the larger half and the smaller half, where it was asked for."""
        teams = self.chosen_teams()
        if self.cleaned_data.get("strata") != _BY_SIZE:
            return [(one, "") for one in teams]
        in_order = sorted(teams, key=lambda one: (-self.sizes[one.pk], one.pk))
        large = {one.pk for one in in_order[: (len(in_order) + 1) // 2]}
        language = current_language()
        names = {True: render(say("Large teams"), language), False: render(say("Small teams"), language)}
        return [(one, names[one.pk in large]) for one in teams]


class TryForm(forms.Form):
    """Other numbers to try. What is left out, or cannot be read, stays as it is planned."""

    units = CountField(2, 5_000, label=_("Units"), required=False)
    periods = CountField(3, MOST_PERIODS, label=_("Periods"), required=False)
    first_wave = CountField(FIRST_WAVE, MOST_PERIODS, label=_("First wave in period"), required=False)
    waves = CountField(FEWEST_WAVES, MOST_WAVES, label=_("Waves"), required=False)
    apart = CountField(1, MOST_PERIODS, label=_("Periods between waves"), required=False)
    cases = CountField(1, 1_000_000, label=_("Cases for each unit and period"), required=False)
    level = NumberField(label=_("Share without training, per cent"), in_hundredths=True, most=99.9, required=False)
    deviation = NumberField(label=_("How far cases differ"), required=False)
    order = forms.ChoiceField(
        label=_("Order"), required=False, choices=[("drawn", _("By lot")), ("staggered", _("Otherwise"))],
        error_messages={"invalid_choice": _LISTED},
    )  # fmt: skip

    def __init__(self, data: Mapping[str, Any], *, study: Study, numbers: Numbers) -> None:
        self.numbers = numbers
        names = ("units", "periods", "first_wave", "waves", "apart", "cases", "level", "deviation")
        planned: dict[str, Any] = {name: getattr(numbers, name) for name in names}
        planned["order"] = "drawn" if numbers.drawn else "staggered"
        asked = {name for name in self.base_fields if data.get(name)}
        super().__init__(data if asked else None, initial=planned)
        del self.fields["deviation" if study.kind == Kind.SHARE else "level"]

    def clean(self) -> dict[str, Any]:
        """Waves and periods go together."""
        given = super().clean() or {}
        found = self._changed(given)
        if wrong := rollout_fits(found.periods, found.first_wave, found.waves, found.apart):
            self.add_error("waves", render(wrong, current_language()))
        elif found.units < found.waves:
            self.add_error("units", _("There must be a unit for each wave."))
        return given

    def tried(self) -> Numbers:
        """The plan's numbers with those that were sent."""
        return self._changed(self.cleaned_data) if self.is_bound and self.is_valid() else self.numbers

    def _changed(self, given: Mapping[str, Any]) -> Numbers:
        changes = {name: value for name, value in given.items() if name != "order" and value not in (None, "")}
        if order := given.get("order"):
            changes["drawn"] = order == "drawn"
        return replace(self.numbers, **changes)


class DrawForm(forms.Form):
    """Why the order is drawn again, where it is."""

    reason = NamelessField(
        label=_("Why is it drawn again?"), max_length=300, rows=2,
        error_messages={"required": _("Say why it must be drawn again. The reason is written in the ledger.")},
    )  # fmt: skip

    def __init__(self, data: Any, *, again: bool) -> None:
        super().__init__(data)
        if not again:
            del self.fields["reason"]


class OfferForm(forms.Form):
    """How firmly the planner is to keep to the order."""

    firmly = forms.ChoiceField(
        label=_("The planner takes the order"), widget=forms.RadioSelect, initial="wish",
        choices=[
            ("wish", _("As a wish: it is kept as far as the counter, leave and rooms allow")),
            ("rule", _("As a rule: no plan is made that does not keep it")),
        ],
        error_messages={"required": _LISTED, "invalid_choice": _LISTED},
    )  # fmt: skip


class StopForm(forms.Form):
    """Why a study is stopped."""

    reason = NamelessField(
        label=_("Why is it stopped?"), max_length=300, rows=2,
        error_messages={"required": _("Say why it is stopped.")},
    )  # fmt: skip


class ConfirmForm(forms.Form):
    """Nothing to write: yes, or the way back."""


class TrainingForm(forms.Form):
    """The day on which training reached each team."""

    def __init__(self, data: Any, *, units: Sequence[StudyUnit], known: Mapping[int, date]) -> None:
        super().__init__(data)
        for one in units:
            self.fields[f"day_{one.pk}"] = DayField(
                label=label_of(one), required=False, initial=one.trained_on or known.get(one.pk)
            )
        self.units = list(units)

    def days(self) -> dict[int, date | None]:
        """By the unit's number; None where training never came."""
        return {one.pk: self.cleaned_data.get(f"day_{one.pk}") for one in self.units}


class OutcomesForm(forms.Form):
    """A file of outcomes."""

    file = forms.FileField(
        label=_("File of outcomes"),
        widget=FileInput(accept=".csv,.txt,.xlsx,.parquet", most_megabytes=MOST_MEGABYTES),
        help_text=_(
            "CSV, Excel (.xlsx) or Parquet with the columns of the template and no others. Units are scrambled at "
            "once, and the file is not kept."
        ),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty. Save it again from the spreadsheet program."),
            "max_length": _("The file's name is too long. Give it a shorter one."),
        },
    )  # fmt: skip

    def clean_file(self) -> UploadedFile:
        """A file that is not too large."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_MEGABYTES * 1_000_000:
            sentence = say(
                "The file is larger than {count} MB. Send sums for each unit and period.", count=MOST_MEGABYTES
            )
            raise forms.ValidationError(render(sentence, current_language()))
        return file
