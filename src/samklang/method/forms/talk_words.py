"""Words typed for an appraisal talk: short, and without a civil registration number."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samklang.core.workbook.personal import holds_civil_registration_number


class TalkWords(forms.CharField):
    """Some sentences, or with rows=1 one line. A civil registration number in them is refused."""

    def __init__(self, *, most: int, rows: int = 3, **given: Any) -> None:
        widget = forms.TextInput() if rows == 1 else forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=most, widget=widget, **given)

    def clean(self, value: Any) -> Any:
        """The text. Raises ValidationError."""
        text = super().clean(value)
        if holds_civil_registration_number(text):
            raise ValidationError(
                _("There is something that looks like a civil registration number. Take it out: Samklang holds none.")
            )
        return text
