"""What somebody chooses about themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person


class LanguageForm(forms.Form):
    """The language of pages and mail."""

    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("Of every page here, and of the mail you get."),
        choices=[("da", "Dansk"), ("en", "English")],
        error_messages={"required": _("Choose a language."), "invalid_choice": _("Choose Danish or English.")},
    )

    def __init__(self, data: Any, *, person: Person) -> None:
        super().__init__(data, initial={"language": person.language})
