"""A file of companies: what is sent, and which company each line is that looks like others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samklang.companies.models import Company
from samklang.companies.queries.load_difference import AS_NEW, Line
from samklang.core.words import render, say
from samklang.web.language import current_language
from samklang.web.widgets import FileInput

MEGABYTE = 1_000_000


class NewLoad(forms.Form):
    """A file to load."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("From the public register (JSON, also packed as .gz), or a spreadsheet: Excel (.xlsx) or CSV."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty. Save it again from the spreadsheet program."),
            "max_length": _("The file's name is too long. Give it a shorter one."),
        },
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        most = int(settings.UPLOAD_MOST_BYTES) // MEGABYTE
        self.fields["file"].widget = FileInput(
            accept=".json,.jsonl,.ndjson,.gz,.xlsx,.xlsm,.csv,.txt", most_megabytes=most
        )

    def clean_file(self) -> UploadedFile:
        """A file that is not too large."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > settings.UPLOAD_MOST_BYTES:
            most = int(settings.UPLOAD_MOST_BYTES) // MEGABYTE
            sentence = say("The file is larger than {count} MB. Pack it as .gz, or send it in parts.", count=most)
            raise forms.ValidationError(render(sentence, current_language()))
        return file


class Choices(forms.Form):
    """For each line that looks like others: one of them, a new company, or nothing yet."""

    def __init__(self, data: Any, *, lines: Sequence[Line], companies: Mapping[int, Company]) -> None:
        super().__init__(data)
        self.lines = list(lines)
        language = current_language()
        for line in self.lines:
            same = [
                (str(pk), render(say("The same as {name}", name=companies[pk].name), language))
                for pk, _why in line.alike
                if pk in companies
            ]
            self.fields[f"line_{line.incoming.row}"] = forms.ChoiceField(
                label=line.incoming.name, required=False, initial=line.choice,
                choices=[("", _("Leave it out")), *same, (AS_NEW, _("A new company"))],
            )  # fmt: skip

    def chosen(self) -> dict[int, str]:
        """By the line's number."""
        return {line.incoming.row: self.cleaned_data.get(f"line_{line.incoming.row}", "") for line in self.lines}
