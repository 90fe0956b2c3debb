"""One line of a budget, how own money is paid, and what is asked for one person."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person
from samklang.core.grants.budget import Line, cost_ore
from samklang.core.grants.shares import half_up, share_of
from samklang.core.grants.terms import Heading as Reckoned
from samklang.core.grants.terms import Terms
from samklang.funding.enums import Heading, VatTreatment
from samklang.funding.forms.applications import NumberWanted
from samklang.funding.forms.schemes import LISTED
from samklang.funding.given import LineGiven, OtherIncome, PersonGiven
from samklang.funding.models import Budget, BudgetLine, PersonAsked
from samklang.web.days import DayField
from samklang.web.kind_fields import KronerField
from samklang.web.word_fields import WordsField

INCOME = tuple(OtherIncome.__dataclass_fields__)
"""The names of what comes in besides the grant and co-funding."""
_MOST_ORE = 10**12
"""No line comes to as much; it fits every database."""


def _quarter(quantity: Decimal, price_ore: int) -> int:
    """VAT as it is in Denmark: a quarter of the price."""
    return half_up(Fraction(quantity) * price_ore / 4)


class LineForm(forms.Form):
    """So many of something at a price. What the funder is asked for follows from the terms unless it is written."""

    heading = forms.ChoiceField(label=_("Heading"), choices=Heading.choices, error_messages=LISTED)
    text = WordsField(label=_("What it is"), max_length=200)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    quantity = NumberWanted(label=_("How many"))
    unit = WordsField(label=_("Unit"), max_length=40, required=False, help_text=_("Hours, days, seats."))
    unit_price_ore = KronerField(label=_("Price of one (kr., without VAT)"))
    own_ore = KronerField(
        label=_("Of this we pay ourselves (kr.)"), required=False,
        help_text=_("Empty: what the scheme does not pay. Own hours are paid by ourselves in full."),
    )  # fmt: skip
    vat = forms.ChoiceField(label=_("VAT"), choices=VatTreatment.choices, error_messages=LISTED)
    vat_ore = KronerField(
        label=_("VAT of the whole line (kr.)"), required=False,
        help_text=_("Only where we bear it finally. Empty: a quarter of the price."),
    )  # fmt: skip
    activity = WordsField(label=_("Activity"), max_length=120, required=False)
    why = WordsField(label=_("Why it is needed"), max_length=500, rows=2, required=False)

    def __init__(self, data: Any, *, terms: Terms, year: int, line: BudgetLine | None = None) -> None:
        self.terms = terms
        initial: dict[str, Any] = {"year": year, "vat": VatTreatment.REFUNDED}
        if line is not None:
            initial = {name: getattr(line, name) for name in self.base_fields}
            if line.vat_ore in {0, _quarter(line.quantity, line.unit_price_ore)}:
                initial["vat_ore"] = None  # it follows the price
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        """Amounts are not below nought, and what we pay is not more than the line."""
        given = super().clean() or {}
        quantity, price, own = given.get("quantity"), given.get("unit_price_ore"), given.get("own_ore")
        if not 0 <= (given.get("vat_ore") or 0) < _MOST_ORE:
            self.add_error("vat_ore", _("Write an amount from nought up."))
        if quantity is not None and not 0 <= quantity < 10**7:
            self.add_error("quantity", _("Write a number from nought up."))
        if price is not None and not 0 <= price < _MOST_ORE:
            self.add_error("unit_price_ore", _("Write an amount from nought up."))
        if self.errors or quantity is None or price is None:
            return given
        if self._sum() >= _MOST_ORE:
            self.add_error("quantity", _("Number times price is more than any budget. Look at both."))
        elif own is not None and not 0 <= own <= self._sum():
            self.add_error("own_ore", _("We cannot pay more than the whole line, or less than nothing."))
        return given

    def _line(self) -> Line:
        given = self.cleaned_data
        heading = Reckoned(given["heading"])
        return Line(
            "", heading, given["year"], given["text"], given["unit"], given["quantity"], given["unit_price_ore"],
            vat_ore=self._vat(),
        )  # fmt: skip

    def _vat(self) -> int:
        """VAT of the line: what was written, else a quarter of the price; none where it is not borne."""
        given = self.cleaned_data
        if given["vat"] != VatTreatment.BORNE:
            return 0
        written: int | None = given["vat_ore"]
        return _quarter(given["quantity"], given["unit_price_ore"]) if written is None else written

    def _sum(self) -> int:
        return cost_ore(self.terms, self._line())

    def given(self) -> LineGiven:
        """What was written, with what the funder is asked for."""
        said, whole = self.cleaned_data, self._sum()
        own = said["own_ore"]
        if own is None:
            paid = self.terms.pays(Reckoned(said["heading"]))
            own = whole - (share_of(whole, self.terms.funder_share_bp) if paid else 0)
        return LineGiven(**{**said, "vat_ore": self._vat(), "own_ore": own, "funder_ore": whole - own})


class OtherIncomeForm(forms.Form):
    """What comes in besides the grant and co-funding: never more than what the funder does not pay."""

    other_grants_ore = KronerField(label=_("Grants from others (kr.)"), required=False)
    vat_back_ore = KronerField(label=_("VAT got back (kr.)"), required=False)
    depreciation_ore = KronerField(label=_("Depreciation (kr.)"), required=False)

    def __init__(self, data: Any, *, budget: Budget | None) -> None:
        super().__init__(data, initial={name: getattr(budget, name, None) or None for name in INCOME})

    def clean(self) -> dict[str, Any]:
        """Amounts are not below nought."""
        given = super().clean() or {}
        for name in INCOME:
            if (given.get(name) or 0) < 0:
                self.add_error(name, _("Write an amount from nought up."))
        return given

    def hold_against(self, own_ore: int) -> None:
        """Together they are not more than own money. own_ore: what the funder does not pay."""
        if self.income().whole_ore > own_ore:
            self.add_error(None, _("Other income is more than what the funder does not pay. Look at the income side."))

    def income(self) -> OtherIncome:
        """What was written."""
        return OtherIncome(**{name: self.cleaned_data.get(name) or 0 for name in INCOME})


class IncomeForm(OtherIncomeForm):
    """The income side of a draft. own_ore: what the funder does not pay of its budget."""

    def __init__(self, data: Any, *, budget: Budget | None, own_ore: int) -> None:
        self.own_ore = own_ore
        super().__init__(data, budget=budget)

    def clean(self) -> dict[str, Any]:
        """And not more than own money."""
        given = super().clean()
        if not self.errors:
            self.hold_against(self.own_ore)
        return given


class PersonForm(forms.Form):
    """What is asked for one person, and what they had of the same purse before."""

    person = forms.TypedChoiceField(label=_("Who"), coerce=int, error_messages=LISTED)
    starts_on = DayField(label=_("The course begins"))
    ore = KronerField(label=_("Asked for (kr.)"))
    had_ore = KronerField(
        label=_("Had before (kr.)"), required=False,
        help_text=_("From the same purse, besides what has been applied for here."),
    )  # fmt: skip
    had_on = DayField(label=_("Had on"), required=False, help_text=_("The first day of that course."))

    def __init__(self, data: Any, *, people: Sequence[Person], row: PersonAsked | None, begins: Any) -> None:
        initial: dict[str, Any] = {"starts_on": begins}
        if row is not None:
            people = [row.person]
            initial = {name: getattr(row, name) for name in ("starts_on", "ore", "had_on")}
            initial |= {"person": row.person_id, "had_ore": row.had_ore or None}
        super().__init__(data, initial=initial)
        self.people = {one.pk: one for one in people}
        self.fields["person"].choices = [(pk, one.name) for pk, one in self.people.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Amounts are not below nought, and what was had was had on a day."""
        given = super().clean() or {}
        for name, least in (("ore", 1), ("had_ore", 0)):
            ore = given.get(name)
            if ore is not None and not least <= ore < _MOST_ORE:
                self.add_error(
                    name, _("Write an amount above nought.") if least else _("Write an amount from nought up.")
                )
        if given.get("had_ore") and not given.get("had_on"):
            self.add_error("had_on", _("Say which day that course began."))
        return given

    def given(self) -> PersonGiven:
        """What was written."""
        said = self.cleaned_data
        had = said["had_ore"] or 0
        return PersonGiven(
            self.people[said["person"]], said["ore"], said["starts_on"], had, said["had_on"] if had else None
        )
