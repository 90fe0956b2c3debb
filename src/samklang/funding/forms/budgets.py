"""One line of a budget."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.core.grants.budget import Line, line_ore
from samklang.core.grants.shares import share_of
from samklang.core.grants.terms import Heading as Reckoned
from samklang.core.grants.terms import Terms
from samklang.funding.enums import Heading, VatTreatment
from samklang.funding.forms.applications import NumberWanted
from samklang.funding.forms.schemes import LISTED
from samklang.funding.given import LineGiven
from samklang.funding.models import BudgetLine
from samklang.web.kind_fields import KronerField
from samklang.web.word_fields import WordsField

_MOST_ORE = 10**12
"""No line comes to as much; it fits every database."""


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
    activity = WordsField(label=_("Activity"), max_length=120, required=False)
    why = WordsField(label=_("Why it is needed"), max_length=500, rows=2, required=False)

    def __init__(self, data: Any, *, terms: Terms, year: int, line: BudgetLine | None = None) -> None:
        self.terms = terms
        initial: dict[str, Any] = {"year": year, "vat": VatTreatment.REFUNDED}
        if line is not None:
            initial = {name: getattr(line, name) for name in self.base_fields}
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        """Amounts are not below nought, and what we pay is not more than the line."""
        given = super().clean() or {}
        quantity, price, own = given.get("quantity"), given.get("unit_price_ore"), given.get("own_ore")
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

    def _sum(self) -> int:
        given = self.cleaned_data
        heading = Reckoned(given["heading"])
        return line_ore(
            Line("", heading, given["year"], given["text"], given["unit"], given["quantity"], given["unit_price_ore"])
        )

    def given(self) -> LineGiven:
        """What was written, with what the funder is asked for."""
        said, whole = self.cleaned_data, self._sum()
        own = said["own_ore"]
        if own is None:
            paid = self.terms.pays(Reckoned(said["heading"]))
            own = whole - (share_of(whole, self.terms.funder_share_bp) if paid else 0)
        return LineGiven(**{**said, "own_ore": own, "funder_ore": whole - own})
