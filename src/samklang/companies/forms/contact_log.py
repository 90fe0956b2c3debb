"""A contact written down on one screen: how, with whom, what about, and what is next."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person
from samklang.companies.commands.contact_logs import Contacted, Promised
from samklang.companies.enums import Channel
from samklang.companies.forms.fields import ColleagueField, CompanyField
from samklang.companies.models import Company, CompanyContact
from samklang.companies.queries.companies import consultants
from samklang.companies.queries.company_page import contacts_of
from samklang.web.widgets import DateInput
from samklang.web.word_fields import WordsField

_LINE = 300
_CHANNELS = [(one.value, one.label) for one in (Channel.PHONE, Channel.MAIL, Channel.VISIT, Channel.MEETING)]


class ContactChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django itself takes no arguments here
    """One of the contacts at a company."""

    def label_from_instance(self, obj: Any) -> str:
        """The name, and what they are there."""
        return f"{obj.name}, {obj.title}" if obj.title else str(obj.name)


class ContactLogForm(forms.Form):
    """One contact. Without a company the form asks for it."""

    fieldsets = [
        (_("The contact"), ["company", "channel", "contact", "with_name", "what", "text"]),
        (_("What is next"), ["step", "due", "owner", "no_step_because"]),
    ]
    company = CompanyField()
    channel = forms.ChoiceField(
        label=_("How"), choices=_CHANNELS, initial=Channel.PHONE,
        error_messages={"required": _("Choose how you were in touch.")},
    )  # fmt: skip
    contact = ContactChoice(
        CompanyContact.objects.none(), label=_("With whom"), required=False, empty_label=_("Somebody else"),
        error_messages={"invalid_choice": _("Choose one of the contacts in the list.")},
    )  # fmt: skip
    with_name = WordsField(label=_("Somebody else: their name"), max_length=120, required=False)
    what = WordsField(
        label=_("What about, in one line"), max_length=_LINE, help_text=_("No names of citizens."),
        error_messages={"required": _("Write in one line what it was about.")},
    )  # fmt: skip
    text = WordsField(label=_("More"), rows=2, max_length=5000, required=False)
    step = WordsField(label=_("Next step: what is to be done"), max_length=_LINE, required=False)
    due = forms.DateField(
        label=_("By when"), required=False, widget=DateInput, error_messages={"invalid": _("Choose a day.")}
    )
    owner = ColleagueField(label=_("Who does it"), required=False, empty_label=None)
    no_step_because = WordsField(
        label=_("Or no next step, because"), max_length=_LINE, required=False,
        help_text=_("Such as: they call us when the season begins."),
    )  # fmt: skip

    def __init__(
        self, data: Any, *, person: Person, company: Company | None, day: date, proposed: date,
        contact: CompanyContact | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial={"owner": person, "due": proposed, "contact": contact})
        self.known = company
        colleagues = consultants(person.municipality, day)
        own = Person.objects.filter(pk=person.pk)
        self.fields["owner"].queryset = colleagues if colleagues.filter(pk=person.pk).exists() else own  # type: ignore[attr-defined]
        self._ask_about(company, person)
        self.fields["what" if company is not None else "company"].widget.attrs["autofocus"] = True

    def _ask_about(self, company: Company | None, person: Person) -> None:
        if company is None:
            picker = self.fields["company"]
            assert isinstance(picker, CompanyField)  # noqa: S101 - it is declared so above
            picker.looks(person)
            del self.fields["contact"]
            self.fields["with_name"].label = _("With whom")
            return
        del self.fields["company"]
        contacts: QuerySet[CompanyContact] = contacts_of(company).filter(left_on=None)
        if contacts.exists():
            self.fields["contact"].queryset = contacts  # type: ignore[attr-defined]
        else:
            del self.fields["contact"]
            self.fields["with_name"].label = _("With whom")

    def clean(self) -> dict[str, Any]:
        """A next step with a day, or a reason why there is none; never neither."""
        given = super().clean() or {}
        step, reason = given.get("step"), given.get("no_step_because")
        if "step" in self.errors or "no_step_because" in self.errors:
            return given
        if step and reason:
            self.add_error("no_step_because", _("Write either the next step or why there is none."))
        elif not step and not reason:
            self.add_error("step", _("Write the next step, or below why there is none."))
        elif step and not given.get("due") and "due" not in self.errors:
            self.add_error("due", _("Choose a day."))
        return given

    def about(self) -> Company:
        """The company it was with."""
        company: Company = self.known or self.cleaned_data["company"]
        return company

    def contacted(self) -> Contacted:
        """What a command takes."""
        given = self.cleaned_data
        return Contacted(
            Channel(given["channel"]), given["what"], given["text"], given.get("contact"), given["with_name"]
        )

    def following(self, person: Person) -> Promised | str:
        """The next step, or why there is none."""
        given = self.cleaned_data
        if given["step"]:
            return Promised(given["step"], given["due"], given["owner"] or person)
        return str(given["no_step_because"])
