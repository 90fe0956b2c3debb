"""Which company another one is, which of two is kept, and what of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person
from samklang.companies.forms.fields import CompanyField
from samklang.companies.models import Company
from samklang.companies.queries.merges import Choice
from samklang.core.words import render
from samklang.web.language import current_language


class OtherCompany(forms.Form):
    """The company that this one may be the same as."""

    company = CompanyField(label=_("The other company"))

    def __init__(self, *given: Any, person: Person, company: Company, **named: Any) -> None:
        super().__init__(*given, **named)
        self.this = company
        field = self.fields["company"]
        if isinstance(field, CompanyField):
            field.looks(person)

    def clean_company(self) -> Company | None:
        """Another one than this."""
        found: Company | None = self.cleaned_data["company"]
        if found == self.this:
            raise forms.ValidationError(_("That is the same company. Choose another one."))
        return found


class MergeForm(forms.Form):
    """What the company that is kept says from now on."""

    def __init__(self, data: Any, *, choices: Sequence[Choice], shown: Callable[[Choice, bool], str]) -> None:
        super().__init__(data)
        self.choices, language = list(choices), current_language()
        for choice in self.choices:
            options = [("first", shown(choice, True)), ("second", shown(choice, False))]
            if choice.field.key == "about":
                options.append(("both", str(_("Both texts"))))
            self.fields[choice.field.key] = forms.ChoiceField(
                label=render(choice.field.label, language), choices=options, initial=choice.proposal,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose one of them."), "invalid_choice": _("Choose one of them.")},
            )  # fmt: skip
