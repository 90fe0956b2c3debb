"""Public figures: what one looks for, whom they stand beside, a file, and the settings of a table."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samklang.core.words import render, say
from samklang.evidence.enums import TableStatus
from samklang.evidence.models import PublicTable
from samklang.evidence.public.catalogue import query_of
from samklang.evidence.public.faults import NoFigures
from samklang.evidence.public.series import COUNTRY, area_key
from samklang.web.language import current_language
from samklang.web.widgets import FileInput

_MEGABYTE = 1_000_000
_MOST_BYTES = 20 * _MEGABYTE
_MOST_QUERY = 4_000


class PublicFiguresFilter(forms.Form):
    """What one looks for."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)

    def __init__(self, data: Any) -> None:
        super().__init__({"q": data.get("q", "")})

    def asked(self) -> str:
        """The words."""
        return str(self.data["q"])[:100]


class AreasForm(forms.Form):
    """Whom the figures stand beside."""

    neighbours = forms.CharField(
        label=_("Municipalities to stand beside"), required=False, max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One on each line, as the sources write them: Varde. Your own and the whole country are always "
                    "shown."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, areas: list[str]) -> None:
        own = areas[:1]
        others = [one for one in areas[1:] if area_key(one) != area_key(COUNTRY)]
        super().__init__(data, initial={"neighbours": "\n".join(others)})
        self.own = own

    def chosen(self) -> list[str]:
        """Their names."""
        return [line for line in str(self.cleaned_data["neighbours"]).splitlines() if line.strip()]


class PublicFileForm(forms.Form):
    """A file that somebody has downloaded."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or Excel (.xlsx) as it was downloaded, unchanged. One row for each figure, or a column for "
                    "each period."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty. Download it again."),
            "max_length": _("The file's name is too long. Give it a shorter one."),
        },
    )  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["file"].widget = FileInput(
            accept=".csv,.txt,.xlsx,.xlsm,.json", most_megabytes=self._most() // _MEGABYTE
        )

    @staticmethod
    def _most() -> int:
        return min(_MOST_BYTES, int(settings.UPLOAD_MOST_BYTES))

    def clean_file(self) -> UploadedFile:
        """A file that is not too large."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > self._most():
            sentence = say("The file is larger than {count} MB. Choose fewer areas or fewer periods.",
                           count=self._most() // _MEGABYTE)  # fmt: skip
            raise ValidationError(render(sentence, current_language()))
        return file


class TableForm(forms.Form):
    """What can be corrected of a table."""

    code = forms.CharField(
        label=_("The table's number at the source"), required=False, max_length=40,
        help_text=_("As y25i01 at Jobindsats, or AUP02 at StatBank Denmark."),
    )  # fmt: skip
    measure = forms.CharField(
        label=_("The column"),
        required=False,
        max_length=200,
        help_text=_("Its heading, letter by letter, as the source writes it. Blank where the table has only one."),
    )
    query = forms.CharField(
        label=_("What else the source is told"), max_length=_MOST_QUERY, widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("In the source's own names, as JSON. Change it only where the source has changed."),
        error_messages={"required": _("Write {} where there is nothing else to tell.")},
    )  # fmt: skip
    address = forms.URLField(
        label=_("Where a person reads it"), required=False, max_length=500, assume_scheme="https",
        error_messages={"invalid": _("Write a whole address, as https://jobindsats.dk/databank/.")},
    )  # fmt: skip
    status = forms.ChoiceField(label=_("How sure the number is"), choices=TableStatus.choices)
    on = forms.BooleanField(label=_("Fetch it by itself, where an address of the source is set"), required=False)

    def __init__(self, data: Any = None, *, table: PublicTable) -> None:
        super().__init__(data, initial={
            "code": table.code, "measure": table.measure, "address": table.address, "status": table.status,
            "on": table.on, "query": json.dumps(table.query, ensure_ascii=False, indent=2),
        })  # fmt: skip

    def clean_query(self) -> dict[str, Any]:
        """The settings as a source can be told them. Raises ValidationError."""
        try:
            said = json.loads(self.cleaned_data["query"])
            query_of(said)
        except (ValueError, RecursionError):
            raise ValidationError(_("This is not JSON. Look for a missing comma, quote or bracket.")) from None
        except NoFigures as wrong:
            raise ValidationError(render(wrong.sentence, current_language())) from None
        found: dict[str, Any] = said
        return found
