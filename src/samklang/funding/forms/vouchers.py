"""What is entered in the books: a cost over one grant or several, a credit note, hours, money in and out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Place
from samklang.core.grants.split import by_shares
from samklang.core.grants.terms import Heading as Reckoned
from samklang.core.words import Money, written
from samklang.funding.commands.vouchers import Part
from samklang.funding.enums import Heading, VatTreatment, VoucherKind
from samklang.funding.forms.applications import FILES, offer
from samklang.funding.forms.schemes import LISTED
from samklang.funding.models import Commitment, Grant, Instalment
from samklang.web.days import DayField
from samklang.web.kind_fields import KronerField
from samklang.web.language import current_language
from samklang.web.widgets import FileInput
from samklang.web.word_fields import WordsField

MOST_GRANTS = 4
"""A cost is shared by no more than so many grants in the form."""
_ABOVE_NOUGHT = _("Write an amount above nought.")


def _kroner(ore: int) -> str:
    return written(Money(ore), current_language())


def _day(day: date | None) -> str:
    return written(day, current_language()) if day else "–"


class VoucherFilter(forms.Form):
    """What the list is narrowed by; whatever else is sent narrows nothing."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *VoucherKind.choices])
    grant = forms.ChoiceField(label=_("Grant"), required=False)
    waiting = forms.ChoiceField(label=_("Attested"), required=False, choices=[("", _("All")), ("on", _("Waits"))])

    def __init__(self, data: Any, *, grants: Sequence[Grant]) -> None:
        super().__init__(data)
        offer(self, "grant", [("", _("All")), *((str(one.pk), one.application.title) for one in grants)])

    def asked(self) -> dict[str, Any]:
        """Words, kind, grant and whether only those that wait."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in ("q", "kind", "grant", "waiting")}


class _PaperForm(forms.Form):
    """What every voucher has."""

    day = DayField(label=_("Date"))
    text = WordsField(label=_("What it is"), max_length=200)
    document = forms.FileField(
        label=_("The document"), widget=FileInput(accept=FILES, most_megabytes=10), required=False,
        help_text=_("The invoice or the letter. An accounts report asks for one with every cost."),
    )  # fmt: skip


class CostForm(_PaperForm):
    """An invoice. Where it is shared, the rest goes to the first grant."""

    supplier = WordsField(label=_("Supplier"), max_length=160)
    supplier_reference = WordsField(label=_("Number of the invoice"), max_length=80, required=False)
    net_ore = KronerField(label=_("Amount without VAT (kr.)"))
    vat_ore = KronerField(label=_("VAT (kr.)"), required=False)
    vat = forms.ChoiceField(label=_("VAT"), choices=VatTreatment.choices, error_messages=LISTED)
    heading = forms.ChoiceField(label=_("Heading"), choices=Heading.choices, error_messages=LISTED)
    activity = WordsField(label=_("Activity"), max_length=120, required=False)
    settles = forms.MultipleChoiceField(
        label=_("It pays for"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("What was agreed and is paid with it, so that it is not counted twice."),
    )  # fmt: skip
    field_order = [
        "day", "supplier", "supplier_reference", "text", "net_ore", "vat_ore", "vat", "heading", "activity",
    ]  # fmt: skip

    def __init__(
        self,
        data: Any,
        files: Any,
        *,
        jobcentres: Sequence[Place],
        grants: Sequence[Grant],
        chosen: Grant | None,
        open_ones: Sequence[Commitment],
    ) -> None:
        super().__init__(data, files, initial={"vat": VatTreatment.REFUNDED, "heading": Heading.EXTERNAL})
        self.grants = {one.pk: one for one in grants}
        self.open_ones = {str(one.pk): one for one in open_ones}
        names = [(pk, one.application.title) for pk, one in self.grants.items()]
        for number in range(1, min(MOST_GRANTS, len(names) + 1) + 1):
            first = number == 1
            self.fields[f"grant_{number}"] = forms.TypedChoiceField(
                label=_("Grant") if first else _("Grant %(number)s") % {"number": number},
                choices=[("", _("Own money, outside every grant") if first else _("None")), *names], coerce=int,
                required=False, empty_value=None, error_messages=LISTED,
                initial=chosen.pk if first and chosen else None,
            )  # fmt: skip
            if not first:
                self.fields[f"share_{number}"] = KronerField(
                    label=_("Of this (kr., without VAT)"), required=False,
                    help_text=_("Empty: grants without an amount share what is left equally."),
                )  # fmt: skip
        self._ask_for_jobcentre(jobcentres)
        if self.open_ones:
            offer(self, "settles", [(pk, f"{one.text}: {_kroner(one.ore)}") for pk, one in self.open_ones.items()])
        else:
            del self.fields["settles"]

    def _ask_for_jobcentre(self, jobcentres: Sequence[Place]) -> None:
        """Whose books it is in, where that follows from nothing else."""
        self.jobcentres = {one.pk: one for one in jobcentres}
        if len(self.jobcentres) > 1:
            self.fields["jobcentre"] = forms.TypedChoiceField(
                label=_("Jobcentre, where no grant bears it"), coerce=int, required=False, empty_value=None,
                choices=[("", _("None")), *((pk, one.name) for pk, one in self.jobcentres.items())],
                error_messages=LISTED,
            )  # fmt: skip

    def jobcentre(self) -> Place | None:
        """Of the first grant, else the one that was chosen, else the only one; None where that tells nothing."""
        given = self.cleaned_data
        bearing = (self.grants.get(given.get(f"grant_{number}") or 0) for number in self._numbers())
        grant = next((one for one in bearing if one is not None), None)
        if grant is not None:
            return grant.application.jobcentre
        only = next(iter(self.jobcentres)) if len(self.jobcentres) == 1 else 0
        return self.jobcentres.get(given.get("jobcentre") or only)

    def clean(self) -> dict[str, Any]:
        """Amounts above nought, no grant twice, and shares within the whole."""
        given = super().clean() or {}
        if given.get("net_ore") is not None and given["net_ore"] <= 0:
            self.add_error("net_ore", _ABOVE_NOUGHT)
        if (given.get("vat_ore") or 0) < 0:
            self.add_error("vat_ore", _ABOVE_NOUGHT)
        if given.get("vat_ore") and given.get("vat") == VatTreatment.NONE:
            self.add_error("vat", _("There is VAT on it: say who bears it."))
        if "jobcentre" not in self.errors and self.jobcentre() is None:
            self.add_error("jobcentre" if "jobcentre" in self.fields else None, LISTED["required"])
        chosen = [given.get(f"grant_{number}") for number in self._numbers()]
        named = [one for one in chosen if one]
        if len(set(named)) < len(named):
            self.add_error(None, _("Choose each grant once."))
        for number in self._numbers()[1:]:
            if given.get(f"share_{number}") and f"grant_{number}" not in self.errors and not given[f"grant_{number}"]:
                self.add_error(f"grant_{number}", _("Choose the grant that bears it."))
        if not self.errors and self._fixed() > given["net_ore"]:
            self.add_error(None, _("The shares are more than the whole amount."))
        return given

    def _numbers(self) -> range:
        return range(1, sum(1 for name in self.fields if name.startswith("grant_")) + 1)

    def _fixed(self) -> int:
        return sum(self.cleaned_data.get(f"share_{number}") or 0 for number in self._numbers()[1:])

    def parts(self) -> list[Part]:
        """So much to each grant; what has no amount of its own shares the rest equally, to the øre."""
        given = self.cleaned_data
        heading, rest = Reckoned(given["heading"]), given["net_ore"] - self._fixed()
        fixed: dict[int, int] = {}
        free: list[int] = []
        for number in self._numbers():
            grant, share = given.get(f"grant_{number}"), given.get(f"share_{number}")
            if number > 1 and grant is None:
                continue
            if share is not None:
                fixed[grant or 0] = share
            else:
                free.append(grant or 0)
        shared = by_shares(rest, {str(one): 1 for one in sorted(free)}) if free else {}
        amounts = fixed | {int(one): ore for one, ore in shared.items()}
        return [Part(self.grants.get(pk), heading, ore) for pk, ore in amounts.items() if ore]

    def settled(self) -> list[Commitment]:
        """The commitments that it pays."""
        return [self.open_ones[pk] for pk in self.cleaned_data.get("settles", ())]


class CreditForm(_PaperForm):
    """A credit note from the supplier."""

    ore = KronerField(label=_("Amount, VAT included (kr.)"), required=False, help_text=_("Empty: all that is left."))

    def clean(self) -> dict[str, Any]:
        """An amount above nought."""
        given = super().clean() or {}
        if given.get("ore") is not None and given["ore"] <= 0:
            self.add_error("ore", _ABOVE_NOUGHT)
        return given


class DocumentForm(forms.Form):
    """The paper of a voucher that was entered without it."""

    document = forms.FileField(
        label=_("The document"), widget=FileInput(accept=FILES, most_megabytes=10),
        error_messages={"required": _("Choose the file.")},
    )  # fmt: skip


class CounterForm(forms.Form):
    """Why a voucher is taken back, and on which day."""

    day = DayField(label=_("Date of the counter-entry"), help_text=_("A day that has not been reported."))
    why = WordsField(label=_("Why"), max_length=200, error_messages={"required": _("Say why it is taken back.")})


class MoneyForm(_PaperForm):
    """Money in from the funder, or back to it."""

    ore = KronerField(label=_("Amount (kr.)"))
    instalment = forms.TypedChoiceField(
        label=_("Which instalment"), required=False, coerce=int, empty_value=None, error_messages=LISTED
    )
    field_order = ["day", "ore", "instalment", "text", "document"]

    def __init__(self, data: Any, files: Any, *, instalments: Sequence[Instalment] | None, **initial: Any) -> None:
        super().__init__(data, files, initial=initial)
        if instalments is None:
            del self.fields["instalment"]
            return
        self.instalments = {one.pk: one for one in instalments}
        names = [(pk, f"{_day(one.due_on)}: {_kroner(one.amount_ore)}") for pk, one in self.instalments.items()]
        offer(self, "instalment", [("", _("Another")), *names])

    def clean(self) -> dict[str, Any]:
        """An amount above nought."""
        given = super().clean() or {}
        if given.get("ore") is not None and given["ore"] <= 0:
            self.add_error("ore", _ABOVE_NOUGHT)
        return given
