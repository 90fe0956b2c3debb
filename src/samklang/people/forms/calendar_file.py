"""A calendar file with leave: the file, and which kind of leave each word means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.core.workbook.labels import folded
from samklang.people.enums import LeaveKind
from samklang.web.widgets import FileInput

MOST_BYTES = 5_000_000


class LeaveFileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("Calendar file"),
        help_text=_("Exported from Outlook or another calendar, with the ending .ics."),
        widget=FileInput(accept=".ics,text/calendar", most_megabytes=MOST_BYTES // 1_000_000),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty. Export the calendar again."),
            "max_length": _("The file's name is too long. Give it a shorter one."),
        },
    )

    def clean_file(self) -> Any:
        """A file that is not too large."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 5 MB. Export a shorter period."))
        return file


class KindsOfLeave(forms.Form):
    """Which kind of leave each word in the titles means."""

    def __init__(self, data: Any, *, words: Mapping[str, str]) -> None:
        super().__init__(data)
        self.words = sorted(words)
        for number, word in enumerate(self.words):
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=f"“{word}”", choices=LeaveKind.choices, initial=words[word]
            )

    def told(self) -> dict[str, str]:
        """By folded word the kind."""
        return {folded(word): self.cleaned_data[f"kind_{number}"] for number, word in enumerate(self.words)}
