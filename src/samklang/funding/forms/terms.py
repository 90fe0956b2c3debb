"""What a funder demands, and what has to be looked up: the terms of a scheme, and of a grant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.core.grants.shares import WHOLE_BP
from samklang.core.grants.terms import (
    COUNTED_WORDS,
    PAYOUT_WORDS,
    REPORT_WORDS,
    STANDING_WORDS,
    TERM_WORDS,
    VAT_WORDS,
    CountedFrom,
    Heading,
    Payout,
    PayoutWhen,
    ReportDue,
    ReportKind,
    Standing,
    Terms,
    VatRule,
)
from samklang.core.words import Sentence, render
from samklang.funding.enums import Heading as Headings
from samklang.funding.forms.schemes import LISTED
from samklang.web.kind_fields import KronerField, PercentField
from samklang.web.language import current_language
from samklang.web.word_fields import WordsField

MORE = 2
"""Empty rows for reports and instalments that are not there yet."""
_MOST_ROWS = 24
_FIRST = {"report": "kind", "payout": "share"}
"""Which field of a row says that there is one."""
_YES_NO = [("", _("To be looked up")), ("yes", _("Yes")), ("no", _("No"))]


def _of(words: Mapping[Any, Sentence]) -> list[tuple[str, Any]]:
    """Choices in the words of the core."""
    return [(str(one), _(sentence.message)) for one, sentence in words.items()]


class TermsForm(forms.Form):
    """What the funder demands. What nobody has looked up is marked, and then notes instead of stopping."""

    most_per_project_ore = KronerField(label=_("The most for one project (kr.)"), required=False)
    most_per_person_ore = KronerField(label=_("The most for one person (kr.)"), required=False)
    person_window_months = forms.IntegerField(
        label=_("… within so many months"), min_value=1, max_value=60, required=False
    )
    funder_share = PercentField(label=_("The funder pays at most (per cent of each cost)"))
    net_grant = forms.BooleanField(
        label=_("Net grant: it falls when the project is cheaper, and never rises"), required=False
    )
    free_reallocation = PercentField(label=_("May be moved between headings without asking (per cent)"), required=False)
    audit_from_ore = KronerField(label=_("An auditor's statement is needed from (kr.)"), required=False)
    retention_years = forms.IntegerField(
        label=_("Papers are kept for so many years"), min_value=0, max_value=30, required=False
    )
    earliest_months_before_start = forms.IntegerField(
        label=_("Apply at the earliest so many months before the start"), min_value=0, max_value=60, required=False
    )
    latest_days_before_start = forms.IntegerField(
        label=_("Apply at the latest so many days before the start"), min_value=0, max_value=730, required=False
    )
    own_hours_count = forms.ChoiceField(label=_("Own hours count as co-funding"), choices=_YES_NO, required=False)
    vat = forms.ChoiceField(label=_("VAT"), choices=_of(VAT_WORDS), error_messages=LISTED)
    unknown = forms.MultipleChoiceField(
        label=_("Nobody has looked up yet"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("A rule that nobody has looked up is said as a note, and never stops anything."),
    )  # fmt: skip

    def __init__(self, data: Any, *, terms: Terms, notes: Mapping[str, str] | None = None) -> None:
        """notes: by the name of a term; None where there are none to write."""
        self.terms = terms
        own = {None: "", True: "yes", False: "no"}[terms.own_hours_count]
        initial = {name: getattr(terms, name) for name in self.base_fields if hasattr(terms, name)}
        bp = terms.free_reallocation_bp
        initial |= {
            "funder_share": terms.funder_share_bp / 100, "free_reallocation": None if bp is None else bp / 100,
            "own_hours_count": own, "vat": terms.vat.value, "unknown": sorted(terms.unknown),
        }  # fmt: skip
        super().__init__(data, initial=initial)
        language = current_language()
        self.fields["unknown"].choices = [  # type: ignore[attr-defined]  # it is a choice
            (name, render(words, language).capitalize()) for name, words in TERM_WORDS.items()
        ]
        self._add_headings()
        reports = self._add_rows("report", _report_fields, terms.reports)
        payouts = self._add_rows("payout", _payout_fields, terms.payouts)
        self.fieldsets = [
            (_("Headings"), [f"heading_{one.value}" for one in Heading]),
            *((_("Report %(number)s") % {"number": place}, names) for place, names in enumerate(reports, start=1)),
            *((_("Instalment %(number)s") % {"number": place}, names) for place, names in enumerate(payouts, start=1)),
        ]
        if notes is not None:
            self._add_notes(notes)

    def _add_headings(self) -> None:
        for heading in Heading:
            self.fields[f"heading_{heading.value}"] = forms.ChoiceField(
                label=Headings(heading.value).label, choices=_of(STANDING_WORDS),
                initial=self.terms.standing(heading).value, error_messages=LISTED,
            )  # fmt: skip

    def _add_rows(
        self, name: str, fields_of: Callable[[Any], Mapping[str, forms.Field]], there: Sequence[Any]
    ) -> list[list[str]]:
        """A row of fields for each, and empty ones for more. Returns the names of each row's fields."""
        rows = []
        for place in range(max(len(there) + MORE, self._sent(name))):
            row = fields_of(there[place] if place < len(there) else None)
            self.fields |= {f"{name}_{place}_{part}": field for part, field in row.items()}
            rows.append([f"{name}_{place}_{part}" for part in row])
        return rows

    def _sent(self, name: str) -> int:
        """How many rows the page had that was sent: somebody may have changed the terms since."""
        places = range(_MOST_ROWS if self.is_bound else 0)
        return max((place + 1 for place in places if self.data.get(f"{name}_{place}_{_FIRST[name]}")), default=0)

    def _add_notes(self, notes: Mapping[str, str]) -> None:
        for name, words in TERM_WORDS.items():
            label = _("Note: %(term)s") % {"term": render(words, current_language())}
            self.fields[f"note_{name}"] = WordsField(
                label=label, max_length=400, required=False, rows=2, initial=notes.get(name, "")
            )
        self.fieldsets.append((_("Notes"), [f"note_{name}" for name in TERM_WORDS]))

    def _rows(self, name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """The rows that say something, each with its place."""
        for place in range(_MOST_ROWS):
            ours = f"{name}_{place}_"
            row = {key[len(ours) :]: value for key, value in self.cleaned_data.items() if key.startswith(ours)}
            if row.get(_FIRST[name]):
                yield place, row

    def clean(self) -> dict[str, Any]:
        """The instalments are not more than the whole, and one that comes months later says how many."""
        given = super().clean() or {}
        if self.errors:
            return given
        whole, last = 0, 0
        for place, row in self._rows("payout"):
            whole, last = whole + round(row["share"] * 100), place
            if row["when"] == PayoutWhen.OFFSET and not row["months"]:
                self.add_error(f"payout_{place}_months", _("Write how many months."))
        if whole > WHOLE_BP:
            self.add_error(f"payout_{last}_share", _("The instalments come to more than the award."))
        return given

    def terms_given(self) -> Terms:
        """The terms as they were written."""
        given = self.cleaned_data
        free = given["free_reallocation"]
        return replace(
            self.terms,
            headings={one: Standing(given[f"heading_{one.value}"]) for one in Heading},
            most_per_project_ore=given["most_per_project_ore"],
            most_per_person_ore=given["most_per_person_ore"],
            person_window_months=given["person_window_months"] or self.terms.person_window_months,
            funder_share_bp=round(given["funder_share"] * 100),
            net_grant=given["net_grant"],
            free_reallocation_bp=None if free is None else round(free * 100),
            audit_from_ore=given["audit_from_ore"],
            retention_years=given["retention_years"],
            earliest_months_before_start=given["earliest_months_before_start"],
            latest_days_before_start=given["latest_days_before_start"],
            own_hours_count={"": None, "yes": True, "no": False}[given["own_hours_count"]],
            vat=VatRule(given["vat"]),
            reports=tuple(
                ReportDue(
                    ReportKind(row["kind"]),
                    row["months"] or 0,
                    row["days"] or 0,
                    CountedFrom(row["counted_from"] or "grant_end"),
                )
                for _place, row in self._rows("report")
            ),
            payouts=tuple(_payout(row) for _place, row in self._rows("payout")),
            unknown=frozenset(given["unknown"]),
        )

    def notes_given(self) -> dict[str, str]:
        """The notes that were written."""
        return {name: note for name in TERM_WORDS if (note := self.cleaned_data[f"note_{name}"].strip())}


def _report_fields(one: ReportDue | None) -> Mapping[str, forms.Field]:
    def so_many(label: Any, number: int | None, most: int) -> forms.Field:
        return forms.IntegerField(label=label, min_value=-most, max_value=most, required=False, initial=number)

    return {
        "kind": forms.ChoiceField(
            label=_("Report"), choices=[("", _("None")), *_of(REPORT_WORDS)], required=False, error_messages=LISTED,
            initial=one.kind.value if one else "",
        ),
        "months": so_many(_("Due so many months"), one.offset_months if one else None, 120),
        "days": so_many(_("… and so many days"), one.offset_days if one else None, 3660),
        "counted_from": forms.ChoiceField(
            label=_("… after"), choices=_of(COUNTED_WORDS), error_messages=LISTED, required=False,
            initial=(one.counted_from if one else CountedFrom.GRANT_END).value,
        ),
    }  # fmt: skip


def _payout_fields(one: Payout | None) -> Mapping[str, forms.Field]:
    return {
        "share": PercentField(
            label=_("Of the award (per cent)"), required=False, initial=one.share_bp / 100 if one else None
        ),
        "when": forms.ChoiceField(
            label=_("Paid"), choices=_of(PAYOUT_WORDS), error_messages=LISTED, required=False,
            initial=(one.when if one else PayoutWhen.START).value,
        ),
        "months": forms.IntegerField(
            label=_("How many months after"), min_value=0, max_value=120, required=False,
            initial=one.offset_months if one and one.when is PayoutWhen.OFFSET else None,
        ),
    }  # fmt: skip


def _payout(row: Mapping[str, Any]) -> Payout:
    when = PayoutWhen(row["when"] or PayoutWhen.START)
    return Payout(round(row["share"] * 100), when, row["months"] or 0 if when is PayoutWhen.OFFSET else 0)
