"""What is kept of a grant: instalments, conditions, rates, commitments, changes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.core.grants.terms import Heading as Reckoned
from samklang.core.grants.terms import Terms, VatRule
from samklang.funding.enums import Heading
from samklang.funding.forms.budgets import INCOME, OtherIncomeForm
from samklang.funding.forms.schemes import LISTED
from samklang.funding.given import LineGiven
from samklang.funding.models import Budget
from samklang.web.days import DayField
from samklang.web.kind_fields import KronerField
from samklang.web.word_fields import WordsField

_ABOVE_NOUGHT = _("Write an amount above nought.")


class _AboveNought(forms.Form):
    """An amount above nought in the fields named."""

    amounts: Sequence[str] = ()

    def clean(self) -> dict[str, Any]:
        """No amount is nought or less."""
        given = super().clean() or {}
        for name in self.amounts:
            if given.get(name) is not None and not 0 < given[name] < 10**12:
                self.add_error(name, _ABOVE_NOUGHT)
        return given


class GrantForm(forms.Form):
    """The funder's number and how many were promised."""

    case_number = WordsField(label=_("The funder's case number"), max_length=60)
    promised_staff = forms.IntegerField(
        label=_("How many are to be trained"), min_value=0, max_value=100_000, required=False
    )


class InstalmentForm(_AboveNought):
    """One part of the grant that is to be paid."""

    amounts = ("amount_ore",)
    due_on = DayField(label=_("Expected"), required=False, help_text=_("Empty: when the final report is accepted."))
    amount_ore = KronerField(label=_("Amount (kr.)"))
    note = WordsField(label=_("Note"), max_length=200, required=False)


class ConditionForm(forms.Form):
    """Something the funder demands, and whether it is met."""

    text = WordsField(label=_("What the funder demands"), max_length=500, rows=3)
    due_on = DayField(label=_("By"), required=False)
    met_on = DayField(label=_("Met on"), required=False)
    met_note = WordsField(label=_("How it was met"), max_length=300, required=False)


class RateForm(_AboveNought):
    """What an hour of one's own staff counts as."""

    amounts = ("rate_ore",)
    name = WordsField(label=_("Of which staff"), max_length=80, help_text=_("A group, never one person."))
    rate_ore = KronerField(label=_("An hour (kr.)"))
    first_day = DayField(label=_("From"))
    basis = WordsField(label=_("How it was reckoned"), max_length=300, rows=2, required=False)


class CommitmentForm(_AboveNought):
    """What is agreed and will have to be paid."""

    amounts = ("ore",)
    text = WordsField(label=_("What it is"), max_length=200)
    heading = forms.ChoiceField(label=_("Heading"), choices=Heading.choices, error_messages=LISTED)
    ore = KronerField(label=_("Amount (kr.)"))
    day = DayField(label=_("Expected to be paid"), required=False)


class AnswerForm(forms.Form):
    """The funder's answer to a request."""

    approved = forms.ChoiceField(
        label=_("The funder said"), choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect,
        error_messages=LISTED,
    )  # fmt: skip
    day = DayField(label=_("Date of the letter"))
    answer = WordsField(label=_("What the letter says"), max_length=500, rows=3, required=False)


class ChangeForm(OtherIncomeForm):
    """A reasoned request: amounts moved between headings, a later end, or both."""

    what = WordsField(label=_("What is to be changed"), max_length=300)
    why = WordsField(label=_("Why"), max_length=2000, rows=4)
    new_end = DayField(label=_("New end of the grant"), required=False, help_text=_("Empty: as it is."))

    def __init__(self, data: Any, *, budget: Budget | None, terms: Terms) -> None:
        super().__init__(data, budget=budget)
        self.lines = list(budget.lines.order_by("position", "pk")) if budget is not None else []
        self.before, self.terms = budget, terms
        for heading in self._headings():
            self.fields[f"sum_{heading}"] = KronerField(
                label=str(Heading(heading).label), initial=self._sum(heading), required=False
            )
        self.fieldsets = [(_("The new budget (kr. in all under each heading)"), [
            f"sum_{heading}" for heading in self._headings()
        ]), (_("What else comes in besides the grant"), list(INCOME))]  # fmt: skip

    def _headings(self) -> list[str]:
        there = {one.heading for one in self.lines}
        return [one.value for one in Heading if one.value in there or self.terms.pays(Reckoned(one.value))]

    def _sum(self, heading: str) -> int:
        return sum(one.funder_ore + one.own_ore for one in self.lines if one.heading == heading)

    def clean(self) -> dict[str, Any]:
        """Amounts are not below nought, and other income is not more than own money of the new budget."""
        given = super().clean()
        for heading in self._headings():
            if (given.get(f"sum_{heading}") or 0) < 0:
                self.add_error(f"sum_{heading}", _("Write an amount from nought up."))
        if not self.errors:
            self.hold_against(sum(one.own_ore for one in self.new_lines() or self._kept(())))
        return given

    def sums(self) -> dict[str, int]:
        """The new sum of each heading, in øre."""
        return {heading: self.cleaned_data.get(f"sum_{heading}") or 0 for heading in self._headings()}

    def new_lines(self) -> list[LineGiven] | None:
        """The new budget: a heading that keeps its sum keeps its lines, others become one line; None: as it is."""
        changed = {heading: ore for heading, ore in self.sums().items() if ore != self._sum(heading)}
        if not changed and all(getattr(self.before, name, 0) == ore for name, ore in asdict(self.income()).items()):
            return None
        return [*self._kept(changed), *(self._line(heading, ore) for heading, ore in changed.items() if ore)]

    def _kept(self, changed: Collection[str]) -> list[LineGiven]:
        """The lines of the headings that keep their sum."""
        names = LineGiven.__dataclass_fields__
        return [
            LineGiven(**{name: getattr(one, name) for name in names})
            for one in self.lines
            if one.heading not in changed
        ]

    def _line(self, heading: str, ore: int) -> LineGiven:
        ours = [one for one in self.lines if one.heading == heading]
        before = self._sum(heading)
        funder = sum(one.funder_ore for one in ours)
        share = ore * funder // before if before else ore * self.terms.funder_share_bp // 10_000
        year = ours[-1].year if ours else max((one.year for one in self.lines), default=2000)
        text = ", ".join(one.text for one in ours)[:200] or str(Heading(heading).label)
        kept = {name: getattr(ours[-1], name) for name in ("vat", "activity", "why")} if ours else {}
        borne = sum(one.vat_ore for one in ours) if self.terms.vat is VatRule.BEARS else 0
        vat = ore * borne // before if before else 0
        return LineGiven(
            heading, year, text, Decimal(1), ore - vat, own_ore=ore - share, funder_ore=share, vat_ore=vat, **kept
        )
