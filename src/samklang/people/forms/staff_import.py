"""A file of staff: what is sent, what its columns and teams are, and what one says before it is applied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Place
from samklang.core.words import render, say, say_n
from samklang.core.workbook.labels import folded
from samklang.core.workbook.matching import Heading
from samklang.core.workbook.sheets.register import STAFF_FILE
from samklang.people.models import StaffImport
from samklang.people.queries.staff_import.teams import UnknownTeam
from samklang.web.days import DayField
from samklang.web.language import current_language
from samklang.web.widgets import FileInput

MEGABYTE = 1_000_000
_NEW_TEAM = 0


def most_megabytes() -> int:
    """How much can be sent at once."""
    return int(settings.UPLOAD_MOST_BYTES) // MEGABYTE


class ImportTerms(forms.Form):
    """From which day the file holds, and whether it is everybody."""

    first_day = DayField(
        label=_("Valid from"),
        help_text=_("New and changed terms hold from this day. What held before stays in the register."),
    )
    is_whole_list = forms.BooleanField(
        label=_("The file is the full list of staff"),
        required=False,
        help_text=_("Whoever is missing in the file then ends the day before. Leave it empty for a part of the staff."),
    )


class NewImport(ImportTerms):
    """A file to import."""

    field_order = ("file", "jobcentre", "first_day", "is_whole_list")
    file = forms.FileField(
        label=_("File"),
        help_text=_("The planning workbook, or an export from the personnel system: Excel (.xlsx) or CSV."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty. Save it again from the spreadsheet program."),
            "max_length": _("The file's name is too long. Give it a shorter one."),
        },
    )
    jobcentre = forms.ModelChoiceField(
        label=_("Jobcentre"), queryset=Place.objects.none(), error_messages={"required": _("Choose a jobcentre.")}
    )

    def __init__(self, *given: Any, jobcentres: Sequence[Place], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["file"].widget = FileInput(accept=".xlsx,.xlsm,.csv,.txt", most_megabytes=most_megabytes())
        field = self.fields["jobcentre"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Place.objects.filter(pk__in=[one.pk for one in jobcentres])
            field.empty_label = None
        if len(jobcentres) == 1:
            self.fields["jobcentre"].widget = forms.HiddenInput()
            self.fields["jobcentre"].initial = jobcentres[0].pk

    def clean_file(self) -> UploadedFile:
        """A file that is not too large."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > settings.UPLOAD_MOST_BYTES:
            text = render(say("The file is larger than {count} MB.", count=most_megabytes()), current_language())
            raise forms.ValidationError(text)
        return file


class Columns(forms.Form):
    """What each column of the file is."""

    def __init__(self, data: Any, *, headings: Iterable[Heading], keys: dict[int, str], every: bool) -> None:
        super().__init__(data)
        self.headings = list(headings)
        self.keys = keys
        language = current_language()
        choices = [("", _("Not used"))] + [(one.key, one.heading.in_(language)) for one in STAFF_FILE.columns]
        for heading in self.headings:
            if every or not heading.sure:
                self.fields[f"column_{heading.place}"] = forms.ChoiceField(
                    label=heading.text or render(say("Column {number}", number=heading.place + 1), language),
                    choices=choices, required=False, initial=keys.get(heading.place, heading.key),
                    help_text=self._samples(heading, language),
                )  # fmt: skip

    @staticmethod
    def _samples(heading: Heading, language: str) -> str:
        if not heading.samples:
            return render(say("Nothing stands below it."), language)
        quoted = tuple(say("“{heading}”", heading=one) for one in heading.samples)
        return render(say("Below it stands for example {samples}.", samples=quoted), language)

    def chosen(self) -> dict[int, str]:
        """What every column is, also those that were not asked about."""
        asked = {int(name.removeprefix("column_")): key for name, key in self.cleaned_data.items()}
        return {
            heading.place: asked.get(heading.place, heading.key if heading.sure else "") for heading in self.headings
        }

    def clean(self) -> dict[str, Any]:
        """Each is one column's, and one of them is the employee number."""
        chosen = self.chosen()
        used = [key for key in chosen.values() if key]
        language = current_language()
        for key in sorted({key for key in used if used.count(key) > 1}):
            name = STAFF_FILE.by_key[key].heading.in_(language)
            self._refuse(key, chosen, render(say("“{name}” is chosen for two columns. Keep one.", name=name), language))
        if "id" not in used:
            name = STAFF_FILE.by_key["id"].heading.in_(language)
            self.add_error(None, render(say("Say which column holds “{name}”.", name=name), language))
        return self.cleaned_data

    def _refuse(self, key: str, chosen: dict[int, str], text: str) -> None:
        places = [f"column_{place}" for place, one in chosen.items() if one == key]
        named = [name for name in places if name in self.fields]
        self.add_error(named[-1] if named else None, text)


class Teams(forms.Form):
    """Which team each unknown name is."""

    def __init__(self, data: Any, *, unknown: Iterable[UnknownTeam], teams: Sequence[tuple[int, str]]) -> None:
        super().__init__(data)
        self.unknown = list(unknown)
        language = current_language()
        for number, team in enumerate(self.unknown):
            new = render(say("New team: {name}", name=team.name), language)
            rows = say_n("One row has this team.", "{count} rows have this team.", team.rows)
            self.fields[f"team_{number}"] = forms.TypedChoiceField(
                label=team.name, coerce=int, choices=[(_NEW_TEAM, new), *teams], initial=team.likely,
                help_text=render(rows, language) if team.rows else "",
            )  # fmt: skip

    def chosen(self) -> dict[str, int]:
        """By folded name the team's number, 0 for a new one."""
        return {folded(team.name): self.cleaned_data[f"team_{number}"] for number, team in enumerate(self.unknown)}


class Application(forms.Form):
    """What one says before an import is applied: only what there is to say."""

    leave_out = forms.BooleanField(required=False)
    end_missing = forms.BooleanField(required=False)

    def __init__(self, data: Any, *, staff_import: StaffImport) -> None:
        super().__init__(data)
        language = current_language()
        problems, ended = staff_import.count_of("problem-rows"), staff_import.count_of("ended")
        self.fields["leave_out"].label = render(
            say_n(
                "Leave out the row that is to be corrected, and import the rest",
                "Leave out the {count} rows that are to be corrected, and import the rest",
                problems,
            ),
            language,
        )
        self.fields["end_missing"].label = render(
            say_n("It is right that one person ends", "It is right that {count} people end", ended), language
        )
        for name, count in (("leave_out", problems), ("end_missing", ended)):
            if not count:
                del self.fields[name]

    def said(self, name: str) -> bool:
        """Whether the box is ticked; False where there was none."""
        return bool(self.cleaned_data.get(name))
