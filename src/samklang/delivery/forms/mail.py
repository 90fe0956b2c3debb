"""Forms about mail: narrowing the outbox, and writing a letter anew."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.core.words import Sentence, written
from samklang.delivery.enums import MailState
from samklang.delivery.letters import Kind, Text, kinds, title
from samklang.delivery.rules.letters import faults_of_body, faults_of_subject
from samklang.web.language import current_language

_MOST = 5000


class MailFilter(forms.Form):
    """Which mail of a course to show."""

    q = forms.CharField(label=_("Name or address"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *MailState.choices])
    letter = forms.ChoiceField(label=_("Letter"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = current_language()
        named = [(key, written(title(key), language)) for key in kinds()]
        self.fields["letter"].choices = [("", _("All")), *named]  # type: ignore[attr-defined]


class LetterForm(forms.Form):
    """The wording of one letter in one language."""

    subject = forms.CharField(
        label=_("Subject"), max_length=150, widget=forms.TextInput(attrs={"size": 60}),
        error_messages={"required": _("Write a subject.")},
    )  # fmt: skip
    body = forms.CharField(
        label=_("Text"), max_length=_MOST, widget=forms.Textarea(attrs={"rows": 22}), strip=True,
        help_text=_("A line with a field that is empty is left out."),
        error_messages={"required": _("Write the letter.")},
    )  # fmt: skip

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(*args, **kwargs)

    def clean_subject(self) -> str:
        """On one line, with fields that there are."""
        subject = " ".join(str(self.cleaned_data["subject"]).split())
        self._find_fault("subject", faults_of_subject(subject, self.kind.fields))
        return subject

    def clean_body(self) -> str:
        """With fields that there are, and those without which it says nothing."""
        body = str(self.cleaned_data["body"]).replace("\r\n", "\n").strip()
        self._find_fault("body", faults_of_body(body, self.kind.fields, self.kind.needed))
        return body

    def _find_fault(self, field: str, faults: Iterator[Sentence]) -> None:
        for fault in faults:
            self.add_error(field, written(fault, current_language()))

    @property
    def text(self) -> Text:
        """What was written."""
        return Text(self.cleaned_data["subject"], self.cleaned_data["body"])
