"""Companies: narrowing their list, a new one, what is known of one, its owner, a note."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person
from samklang.companies.commands.companies import CompanyFacts
from samklang.companies.enums import Sector, Tongue
from samklang.companies.forms.fields import ColleagueField, CvrField, PhoneField, PostcodeField
from samklang.companies.models import Company
from samklang.companies.queries.company_list import NEVER, NOBODYS, OWN, SORTS, AskedCompanies
from samklang.people.forms.fields import LongSelect
from samklang.web.days import DayField
from samklang.web.word_fields import WordsField

LONGEST_TEXT = 80
_ALL = ("", _("All"))
_SIZES = [
    _ALL, ("1", _("0–1")), ("2-9", _("2–9")), ("10-49", _("10–49")), ("50-249", _("50–249")),
    ("250-", _("250 or more")), ("unknown", _("Not known")),
]  # fmt: skip
_QUIET = [
    _ALL, ("30", _("30 days or more ago")), ("90", _("3 months or more ago")), ("180", _("Half a year or more ago")),
    ("365", _("A year or more ago")), (NEVER, _("Never")),
]  # fmt: skip
_OPEN = [_ALL, ("enquiry", _("An enquiry that waits")), ("step", _("A next step")), ("opening", _("A job or a place"))]
_STATES = [
    ("", _("Those that work")), ("protected", _("Protected from advertising")), ("ceased", _("Those that have ceased")),
    ("all", _("All")),
]  # fmt: skip
_NAME_IT = {"required": _("Write the company's name.")}
_NUMBER = {"invalid": _("Write a whole number."), "min_value": _("Write 0 or more."),
           "max_value": _("Write a smaller number.")}  # fmt: skip


class CompanyFilter(forms.Form):
    """Search, and what to narrow the list by. What cannot be read is left out, so that an old link still answers."""

    q = forms.CharField(
        label=_("Search"), required=False,
        widget=forms.TextInput({
            "type": "search", "autocomplete": "off", "maxlength": LONGEST_TEXT,
            "placeholder": _("Name, CVR, phone, contact, town"),
        }),
    )  # fmt: skip
    sector = forms.ChoiceField(label=_("Sector"), required=False, choices=[_ALL, *Sector.choices])
    place = forms.CharField(label=_("Town or postcode"), required=False, max_length=40)
    owner = forms.ChoiceField(label=_("Owner of the contact"), required=False, widget=LongSelect)
    size = forms.ChoiceField(label=_("Size"), required=False, choices=_SIZES)
    quiet = forms.ChoiceField(label=_("Last contact"), required=False, choices=_QUIET)
    open = forms.ChoiceField(label=_("Has open"), required=False, choices=_OPEN)
    state = forms.ChoiceField(label=_("Which"), required=False, choices=_STATES)

    def __init__(self, data: Any, *, owners: QuerySet[Person]) -> None:
        super().__init__(data)
        people = [(str(one.pk), one.name) for one in owners]
        self.fields["owner"].choices = [  # type: ignore[attr-defined]
            _ALL, (OWN, _("I do")), (NOBODYS, _("Nobody yet")), *people
        ]  # fmt: skip

    def asked(self) -> AskedCompanies:
        """What is asked for."""
        self.full_clean()
        known = getattr(self, "cleaned_data", {})
        sort = str(self.data.get("sort", ""))
        chosen = {name: str(known.get(name, "")) for name in ("sector", "owner", "size", "quiet", "open", "state")}
        return AskedCompanies(
            text=str(known.get("q", ""))[:LONGEST_TEXT].replace("\0", "").strip(),
            place=str(known.get("place", "")).replace("\0", "").strip(),
            sort=sort if sort.removeprefix("-") in SORTS else "name", **chosen,
        )  # fmt: skip


class CompanyForm(forms.Form):
    """What is known of a company."""

    fieldsets = [
        (_("The company"),
         ["name", "cvr", "sector", "industry", "industry_code", "employees", "protected", "ceased_on"]),
        (_("Where it is, and how to reach it"),
         ["street", "postcode", "town", "phone", "email", "website", "language"]),
    ]  # fmt: skip
    name = WordsField(label=_("Name"), max_length=200, error_messages=_NAME_IT)
    cvr = CvrField(required=False, help_text=_("Eight digits. Leave it empty where nobody knows it yet."))
    sector = forms.ChoiceField(
        label=_("Sector"), choices=Sector.choices, initial=Sector.UNKNOWN, required=False,
        help_text=_("Left as not known, it follows from the industry code."),
    )  # fmt: skip
    industry = WordsField(label=_("Industry"), max_length=200, required=False)
    industry_code = forms.RegexField(
        "^[0-9.]*$", label=_("Industry code"), max_length=8, required=False,
        error_messages={"invalid": _("Write the six digits of the code, such as 561110.")},
    )  # fmt: skip
    employees = forms.IntegerField(
        label=_("How many work there"), required=False, min_value=0, max_value=1_000_000, error_messages=_NUMBER
    )
    protected = forms.BooleanField(
        label=_("Protected from advertising"), required=False,
        help_text=_("Says the public register. They may be answered and helped, and not be sent offers unasked."),
    )  # fmt: skip
    ceased_on = DayField(label=_("Ceased on"), required=False)
    street = WordsField(label=_("Street and number"), max_length=200, required=False)
    postcode = PostcodeField(required=False)
    town = WordsField(label=_("Town"), max_length=80, required=False)
    phone = PhoneField(label=_("Telephone"), required=False)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, required=False,
        error_messages={"invalid": _("Write an e-mail address such as navn@firma.dk.")},
    )  # fmt: skip
    website = forms.CharField(label=_("Website"), max_length=200, required=False)
    language = forms.ChoiceField(
        label=_("Wants to be met in"), choices=Tongue.choices, initial=Tongue.DANISH, required=False
    )

    def facts(self) -> CompanyFacts:
        """What a command takes."""
        given = self.cleaned_data
        code = given["industry_code"].replace(".", "")[:6]
        sector, tongue = Sector(given["sector"] or Sector.UNKNOWN), Tongue(given["language"] or Tongue.DANISH)
        return CompanyFacts(**{**given, "industry_code": code, "sector": sector, "language": tongue})


def known_of(company: Company) -> dict[str, Any]:
    """What the form begins with."""
    return {name: getattr(company, name) for name in CompanyForm.base_fields}


class AboutForm(forms.Form):
    """What a company does and is like."""

    about = WordsField(
        label=_("About the company"), rows=6, max_length=5000, required=False,
        help_text=_("What it does, what it is proud of, what it looks for in people. No names of citizens."),
    )  # fmt: skip


class CompanyOwnerForm(forms.Form):
    """Who owns the contact."""

    owner = ColleagueField(
        label=_("Who owns the contact?"), required=False, empty_label=_("Nobody"),
        help_text=_("The owner keeps the contact going. Everybody in the municipality sees the company."),
    )  # fmt: skip

    def __init__(self, data: Any, *, colleagues: QuerySet[Person], owner: Person | None) -> None:
        super().__init__(data, initial={"owner": owner})
        self.fields["owner"].queryset = colleagues  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """Something that colleagues should know."""

    what = WordsField(
        label=_("The note in one line"), max_length=300, help_text=_("No names of citizens."),
        error_messages={"required": _("Write the note in one line.")},
    )  # fmt: skip
    text = WordsField(label=_("More"), rows=5, max_length=5000, required=False)
