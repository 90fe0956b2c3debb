"""What a certificate asks for, why one is issued or withdrawn, and the name on it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.web.widgets import DateInput, FileInput


class RuleForm(forms.Form):
    """What the certificate asks for, from a day on."""

    first_day = forms.DateField(
        label=_("From"), widget=DateInput, error_messages={"required": _("Choose the first day.")}
    )
    title_da = forms.CharField(
        label=_("What it is called in Danish"), max_length=200,
        error_messages={"required": _("Write what the certificate is called.")},
    )  # fmt: skip
    title_en = forms.CharField(
        label=_("What it is called in English"), max_length=200,
        error_messages={"required": _("Write what the certificate is called.")},
    )  # fmt: skip
    competences = forms.MultipleChoiceField(
        label=_("Competences it names"), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose competences from the list.")},
    )  # fmt: skip
    attended_percent = forms.IntegerField(
        label=_("Modules to have been at, per cent"), min_value=1, max_value=100,
        help_text=_("Whoever was at three quarters of a session has been at it. Make-up sessions count."),
        error_messages={"required": _("Write a whole number from 1 to 100.")},
    )  # fmt: skip
    knows = forms.BooleanField(label=_("A passed knowledge check"), required=False)
    shows_level = forms.TypedChoiceField(
        label=_("Seen by a licensed colleague"), required=False, coerce=int, empty_value=None,
        choices=[("", _("Not asked for")), *((level, str(level)) for level in range(1, 6))],
        help_text=_("The level that the newest observation must reach in each competence."),
    )  # fmt: skip
    months = forms.IntegerField(
        label=_("Months it is valid"), min_value=1, max_value=120,
        error_messages={"required": _("Write a whole number from 1 to 120.")},
    )  # fmt: skip
    renewal_touches = forms.IntegerField(
        label=_("Follow-ups to renew it"), min_value=0, max_value=20,
        error_messages={"required": _("Write a whole number from 0 to 20.")},
    )  # fmt: skip
    renewal_check = forms.BooleanField(label=_("A knowledge check passed anew to renew it"), required=False)

    def __init__(self, *args: Any, competences: Iterable[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["competences"].choices = list(competences)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What is to be shown is shown in some competence."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("shows_level") and not given.get("competences"):
            self.add_error("competences", _("Choose the competences in which it must be seen."))
        return given


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why: the person can read it.")},
    )  # fmt: skip


class NameForm(forms.Form):
    """The name as it is to stand."""

    name = forms.CharField(
        label=_("Name on the certificate"), max_length=200,
        error_messages={"required": _("Write the name as it is to stand on the certificate.")},
    )  # fmt: skip


class CheckForm(forms.Form):
    """A badge to be checked: pasted, or sent as a file."""

    text = forms.CharField(
        label=_("Paste the badge"), required=False, max_length=200_000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("The text of a badge file, or the long code that begins with eyJ."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Or choose the file"), required=False,
        widget=FileInput(accept=".json,.jwt,.svg,.txt", most_megabytes=1),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """One of the two, and not too much of it."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        file = given.get("file")
        if file is not None and file.size > 1_000_000:
            self.add_error("file", _("The file is larger than a badge. Choose the badge as it was fetched."))
        elif not given.get("text") and file is None and not self.errors:
            self.add_error("text", _("Paste a badge, or choose a file."))
        return given

    def said(self) -> str:
        """What was pasted or sent, as text."""
        file = self.cleaned_data.get("file")
        return file.read().decode("utf-8", "replace") if file is not None else str(self.cleaned_data.get("text", ""))
