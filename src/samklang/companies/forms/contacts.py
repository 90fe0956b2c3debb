"""Contacts at a company, and its sites."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.companies.commands.contacts import ContactFacts
from samklang.companies.commands.sites import SiteFacts
from samklang.companies.enums import Tongue
from samklang.companies.forms.fields import PhoneField, PNumberField, PostcodeField
from samklang.companies.models import CompanyContact, Site
from samklang.web.days import DayField
from samklang.web.word_fields import WordsField

_NUMBER = {"invalid": _("Write a whole number."), "min_value": _("Write 0 or more."),
           "max_value": _("Write a smaller number.")}  # fmt: skip


class SiteField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django itself takes no arguments here
    """One of the sites of a company, by name and place; give it `queryset` when the form is made."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Site.objects.none(), **{"label": _("Site"), "required": False, **options})
        self.empty_label = str(_("The company as a whole"))


class ContactForm(forms.Form):
    """Somebody one talks to."""

    name = WordsField(label=_("Name"), max_length=120, error_messages={"required": _("Write their name.")})
    title = WordsField(
        label=_("What they are there"), max_length=120, required=False, help_text=_("Such as: owner, foreman.")
    )
    phone = PhoneField(label=_("Telephone"), required=False)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, required=False,
        error_messages={"invalid": _("Write an e-mail address such as navn@firma.dk.")},
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Wants to be met in"), choices=Tongue.choices, initial=Tongue.DANISH, required=False
    )
    site = SiteField()

    def __init__(self, data: Any, *, sites: QuerySet[Site], contact: CompanyContact | None = None) -> None:
        known = {name: getattr(contact, name) for name in ContactForm.base_fields} if contact else {}
        super().__init__(data, initial=known)
        if sites.exists():
            self.fields["site"].queryset = sites  # type: ignore[attr-defined]
        else:
            del self.fields["site"]

    def facts(self) -> ContactFacts:
        """What a command takes."""
        given = {"site": None, **self.cleaned_data}
        return ContactFacts(**{**given, "language": Tongue(given["language"] or Tongue.DANISH)})


class LeftForm(forms.Form):
    """From when on they are not there."""

    left_on = DayField(label=_("Since when"))


class ErasureForm(forms.Form):
    """Are you sure?"""

    sure = forms.BooleanField(
        label=_("I have read what happens, and the person wants it or we need them no longer"),
        error_messages={"required": _("Tick that it is meant.")},
    )  # fmt: skip


class SiteForm(forms.Form):
    """A place where a company works."""

    name = WordsField(label=_("Name of the site"), max_length=200, required=False)
    p_number = PNumberField(required=False, help_text=_("Ten digits. Leave it empty where nobody knows it."))
    street = WordsField(label=_("Street and number"), max_length=200, required=False)
    postcode = PostcodeField(required=False)
    town = WordsField(label=_("Town"), max_length=80, required=False)
    employees = forms.IntegerField(
        label=_("How many work there"), required=False, min_value=0, max_value=1_000_000, error_messages=_NUMBER
    )
    ceased_on = DayField(label=_("Closed on"), required=False)

    def clean(self) -> dict[str, Any]:
        """A site is told by something."""
        given = super().clean() or {}
        if not self.errors and not any(given.get(name) for name in ("name", "p_number", "street", "town")):
            self.add_error("name", _("Write a name, a P-number or an address, so that one knows which site it is."))
        return given

    def facts(self) -> SiteFacts:
        """What a command takes."""
        return SiteFacts(**self.cleaned_data)
