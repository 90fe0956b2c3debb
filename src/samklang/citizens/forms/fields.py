"""Fields that the forms of the citizen door share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samklang.access.case_reference import MOST, fault_of
from samklang.core.words import render
from samklang.web.language import current_language


class CaseReferenceField(forms.CharField):
    """The number of a case in the case system. It is never kept, and what is refused is not shown again."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("The case's number in the case system"))
        options.setdefault(
            "help_text", _("Such as 15.20.05-G01-12-26. It is scrambled at once, and cannot be read again.")
        )
        options.setdefault(
            "widget", forms.TextInput({"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"})
        )
        super().__init__(max_length=2 * MOST, **options)

    def validate(self, value: Any) -> None:
        """A number, and nobody's. Raises ValidationError."""
        super().validate(value)
        fault = fault_of(value)
        if fault is not None:
            raise ValidationError(render(fault, current_language()), code="not_a_case")

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the form shows of what was typed: nothing, where it may tell who somebody is."""
        shown = super().bound_data(data, initial)
        return "" if isinstance(shown, str) and fault_of(shown.strip()) is not None else shown
