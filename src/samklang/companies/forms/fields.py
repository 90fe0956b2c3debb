"""Fields that the forms at the company door share: telephone, CVR number, postcode, a company, a colleague."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person
from samklang.companies.cvr import cleaned_cvr, cleaned_p_number, is_cvr, is_p_number
from samklang.companies.found_by import looked_for
from samklang.companies.models import Company
from samklang.companies.queries.companies import companies_for
from samklang.companies.queries.search import MOST_FOUND, companies_matching
from samklang.people.forms.fields import LongSelect
from samklang.web.answers import number_in
from samklang.web.word_fields import no_civil_registration_number

_PHONE = re.compile(r"\+?[\d\s()./-]+")
_DANISH_PHONE = re.compile(r"(?:(?:\+|00)45)?(\d{2})(\d{2})(\d{2})(\d{2})")
_DANISH_POSTCODE = re.compile(r"\d{4}")
_FOREIGN_POSTCODE = re.compile(r"[A-Z]{1,3}[- ](?=.*\d)[A-Z\d][A-Z\d -]{1,7}")


class PhoneField(forms.CharField):
    """A telephone number; a Danish one is cleaned to "76 00 00 00"."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput({"type": "tel", "autocomplete": "tel"})
        super().__init__(**{"max_length": 40, "widget": widget, **options})

    def clean(self, value: Any) -> str:
        """The number. Raises ValidationError."""
        text = " ".join(super().clean(value).split())
        if not text:
            return ""
        if not text.startswith(("+", "00")):
            no_civil_registration_number(text)
        plain = re.sub(r"[\s()./-]", "", text)
        if danish_one := _DANISH_PHONE.fullmatch(plain):
            return " ".join(danish_one.groups())
        if not (_PHONE.fullmatch(text) and 6 <= len(plain.lstrip("+")) <= 15):
            raise ValidationError(_("Write a telephone number of eight digits, or one from abroad with + first."))
        return text


class CvrField(forms.CharField):
    """A company's number in the public register; cleaned to eight digits."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(**{"label": _("CVR number"), "max_length": 20, "widget": widget, **options})

    def clean(self, value: Any) -> str:
        """The number. Raises ValidationError."""
        text = cleaned_cvr(super().clean(value))
        if text and not re.fullmatch("[0-9]{8}", text):
            raise ValidationError(_("A CVR number has eight digits."))
        if text and not is_cvr(text):
            raise ValidationError(_("There is a mistake in the CVR number: look at each digit once more."))
        return text


class PNumberField(forms.CharField):
    """The number of a place in the public register; cleaned to ten digits."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(**{"label": _("P-number"), "max_length": 20, "widget": widget, **options})

    def clean(self, value: Any) -> str:
        """The number. Raises ValidationError."""
        text = cleaned_p_number(super().clean(value))
        if text and not is_p_number(text):
            raise ValidationError(_("A P-number has ten digits."))
        return text


class PostcodeField(forms.CharField):
    """A Danish postcode, or one from abroad with the country's letters."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput({"autocomplete": "postal-code"})
        super().__init__(**{"label": _("Postcode"), "max_length": 10, "widget": widget, **options})

    def clean(self, value: Any) -> str:
        """The postcode. Raises ValidationError."""
        text = re.sub(r"^DK-?\s?(?=\d{4}$)", "", " ".join(super().clean(value).upper().split()))
        if text and not (_DANISH_POSTCODE.fullmatch(text) or _FOREIGN_POSTCODE.fullmatch(text)):
            raise ValidationError(_("Write a postcode of four digits, or one from abroad as D-24937."))
        return text


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django itself takes no arguments here
    """One of the people who meet companies, by name; give it `queryset` when the form is made."""

    widget = LongSelect
    default_error_messages = {
        "required": _("Choose who."),
        "invalid_choice": _("Choose one of the people in the list."),
    }

    def __init__(self, queryset: QuerySet[Person] | None = None, **options: Any) -> None:
        people = Person.objects.none() if queryset is None else queryset
        super().__init__(people, **{"empty_label": _("Choose"), **options})

    def label_from_instance(self, obj: Any) -> str:
        """The name."""
        return str(obj.name)


class SomeOfThem(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django itself takes none here
    """Some of the people at a company, to mark."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        """The rows. A number longer than that of any row is none of them, and no database is asked for it."""
        if any(number_in(str(one)) is None for one in value or ()):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": ""})
        return super().clean(value)


class Typed(NamedTuple):
    """What came from a company picker: the company chosen, by its number, and what was typed to find it."""

    chosen: str
    text: str


class CompanyInput(forms.TextInput):
    """A line to look for a company on, with what was found below it to choose from."""

    template_name = "companies/widgets/company.html"
    input_type = "search"
    person: Person | None = None

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        """What was chosen, and what was typed."""
        del files
        return Typed(str(data.get(name) or ""), str(data.get(f"{name}_text") or "").strip())

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether the form that came had no picker."""
        del files
        return name not in data and f"{name}_text" not in data

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        """The line, and those that were found."""
        typed = value if isinstance(value, Typed) else Typed(str(getattr(value, "pk", value) or ""), "")
        chosen = chosen_company(self.person, typed)
        text = typed.text or (chosen.name if chosen else "")
        context: dict[str, Any] = super().get_context(f"{name}_text", text, dict(attrs or {}))
        found = [chosen] if chosen else list(found_companies(self.person, typed.text))
        return {**context, "picker": name, "found": found, "chosen": chosen, "looked": bool(typed.text)}

    def format_value(self, value: Any) -> str | None:
        """The line as it is typed."""
        return str(value) if value else None


class CompanyField(forms.Field):
    """A company: looked for as one types; without JavaScript one types a name or a CVR number, sends, and chooses.

    The form says who looks: `self.fields["company"].looks(person)`. Cleaned to a Company, or None.
    """

    widget = CompanyInput
    default_error_messages = {
        "required": _("Write the company's name or CVR number, and choose it."),
        "none": _("No company is known by that. Try fewer letters, or the CVR number."),
        "several": _("Choose one of the companies that were found."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"label": _("Company"), **options})
        self.person: Person | None = None

    def looks(self, person: Person) -> None:
        """Only companies that the person sees are found."""
        self.person = person
        if isinstance(self.widget, CompanyInput):
            self.widget.person = person

    def clean(self, value: Any) -> Company | None:
        """The company that was chosen, or the only one that what was typed leads to. Raises ValidationError."""
        typed = value if isinstance(value, Typed) else Typed("", "")
        if chosen := chosen_company(self.person, typed):
            return chosen
        if not typed.text:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        found = list(found_companies(self.person, typed.text))
        if len(found) != 1:
            code = "several" if found else "none"
            raise ValidationError(self.error_messages[code], code=code)
        return found[0]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another company is chosen."""
        return str(getattr(initial, "pk", initial) or "") != getattr(data, "chosen", "")


def chosen_company(person: Person | None, typed: Typed) -> Company | None:
    """The company that was chosen; None where something else was typed after that."""
    if person is None or not re.fullmatch("[0-9]{1,18}", typed.chosen):
        return None
    found = companies_for(person).filter(pk=typed.chosen).first()
    if found is None or all(word in found.found_by for word in looked_for(typed.text)):
        return found
    return None


def found_companies(person: Person | None, text: str) -> QuerySet[Company]:
    """Those to choose from."""
    return companies_matching(person, text)[:MOST_FOUND] if person is not None else Company.objects.none()
