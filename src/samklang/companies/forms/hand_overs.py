"""A hand-over as it is typed: whose and why, new owners, notes, and why one sends a company back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person
from samklang.companies.enums import HandOverReason
from samklang.companies.forms.fields import ColleagueField
from samklang.companies.models import HandOverItem
from samklang.web.days import DayField
from samklang.web.form_pages import refuse
from samklang.web.word_fields import WordsField


class TermsForm(forms.Form):
    """Why, from when, and for a leave until when."""

    reason = forms.ChoiceField(
        label=_("Why"), choices=HandOverReason.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose why.")},
    )  # fmt: skip
    first_day = DayField(label=_("From when"), help_text=_("From this day the others have the companies."))
    back_on = DayField(
        label=_("Back when"), required=False,
        help_text=_("Only for a leave: on this day the companies come back. Empty while nobody knows."),
    )  # fmt: skip


class NewHandOverForm(TermsForm):
    """Besides, whose companies they are."""

    fieldsets = [(_("Who and why"), ["giver", "reason"]), (_("When"), ["first_day", "back_on"])]
    giver = ColleagueField(label=_("Whose companies"))

    def __init__(self, *args: Any, givers: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["giver"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = givers


class OwnersForm(forms.Form):
    """The same new owner for the companies that are marked."""

    receiver = ColleagueField(label=_("New owner"))
    item = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": _("Mark the companies first.")}, widget=forms.MultipleHiddenInput
    )

    def __init__(self, *args: Any, people: QuerySet[Person], items: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, marked = self.fields["receiver"], self.fields["item"]
        if isinstance(field, forms.ModelChoiceField) and isinstance(marked, forms.ChoiceField):
            field.queryset = people
            marked.choices = [(one, one) for one in items]

    def clean(self) -> dict[str, Any]:
        """What is missing among the marks is told above the form, since each mark stands in the list."""
        given = super().clean() or {}
        if "item" in self.errors:
            refuse(self, None, str(self.errors.pop("item")[0]))
        return given


class ItemForm(forms.Form):
    """One company: new owner, note, and whether it is told."""

    receiver = ColleagueField(label=_("New owner"))
    note = WordsField(
        label=_("Note to the new owner"), required=False, rows=8, max_length=4000,
        help_text=_("What one must know: what is open, whom to ask for, what was promised."),
    )  # fmt: skip
    tell_company = forms.BooleanField(label=_("Write to the company about its new contact"), required=False)

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["receiver"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = people


class NotesForm(forms.Form):
    """Note and letter for each of some companies."""

    def __init__(self, data: Any, *, items: Sequence[HandOverItem]) -> None:
        super().__init__(data)
        self.items = items
        self.fieldsets = [(one.company.name, [f"note-{one.pk}", f"tell-{one.pk}"]) for one in items]
        for one in items:
            self.fields[f"note-{one.pk}"] = WordsField(
                label=_("Note to the new owner"), required=False, rows=7, max_length=4000, initial=one.note
            )
            self.fields[f"tell-{one.pk}"] = forms.BooleanField(
                label=_("Write to the company about its new contact"), required=False, initial=one.tell_company
            )

    def notes(self) -> dict[int, tuple[str, bool]]:
        """What a command takes."""
        given = self.cleaned_data
        return {one.pk: (given[f"note-{one.pk}"], given[f"tell-{one.pk}"]) for one in self.items}


class RefusalForm(forms.Form):
    """Why one does not take a company."""

    said = WordsField(
        label=_("Why not"), max_length=300,
        help_text=_("Whoever made the hand-over reads it, and chooses somebody else."),
        error_messages={"required": _("Write why in a few words.")},
    )  # fmt: skip


def initial_of(reason: str, first_day: date, back_on: date | None) -> dict[str, Any]:
    """The terms as the form shows them first."""
    return {"reason": reason, "first_day": first_day, "back_on": back_on}
