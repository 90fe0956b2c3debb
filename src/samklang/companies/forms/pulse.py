"""What a company answers when it is asked how it went, and which figures somebody wants to see."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samklang.access.queries.person import names_somebody
from samklang.companies.enums import Understood
from samklang.web.word_fields import WordsField

LOWEST, HIGHEST = 1, 10
_SCORES = [
    (LOWEST, _("1 – not at all likely")), *((one, str(one)) for one in range(LOWEST + 1, HIGHEST)),
    (HIGHEST, _("10 – very likely")),
]  # fmt: skip


class PulseForm(forms.Form):
    """One question, and two that may be left out."""

    score = forms.TypedChoiceField(
        label=_("How likely is it that you would recommend us to another company?"), choices=_SCORES, coerce=int,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose a number from 1 to 10.")),
    )  # fmt: skip
    understood = forms.ChoiceField(
        label=_("Did we understand what you need?"), choices=Understood.choices, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    words = WordsField(
        label=_("What should we know?"),
        required=False,
        max_length=300,
        help_text=_("One line. It is shown to our staff without your name. Name nobody."),
    )

    def __init__(self, *args: Any, municipality_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.municipality_id = municipality_id

    def clean_words(self) -> str:
        """The line, which names none of our staff. Raises ValidationError."""
        words = str(self.cleaned_data["words"])
        if words and names_somebody(words, self.municipality_id):
            raise ValidationError(_("There is a name in it. Say it without names: it is about us all."))
        return words
