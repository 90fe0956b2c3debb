"""A file of outcomes by whom somebody met: what it is of, and the file itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Place
from samklang.core.words import render, say
from samklang.core.workbook.issues import Misread
from samklang.delivery.sent_table import rows_of
from samklang.evidence.commands.spread import Given
from samklang.evidence.enums import Kind, Unit
from samklang.evidence.models import SpreadTable
from samklang.evidence.spread_file import ReadSpread, read_spread
from samklang.web.language import current_language
from samklang.web.widgets import DateInput, FileInput
from samklang.web.word_fields import NamelessField

MOST_MEGABYTES = 10
_DAY = {"required": _("Choose a day."), "invalid": _("Write a date, such as 31-12-2026.")}
_NUMBER = _("Write a number above 0, such as 5.")


class SpreadForm(forms.Form):
    """What the outcome is, of when, and the file."""

    jobcentre = forms.ChoiceField(label=_("Jobcentre"))
    title = NamelessField(
        label=_("What is counted"), max_length=120,
        help_text=_("As people will read it, such as: in work or education after 26 weeks."),
    )  # fmt: skip
    definition = NamelessField(
        label=_("How it is counted"), rows=3, required=False, max_length=1000,
        help_text=_("Of which cases, what counts as yes, and from which system it was fetched."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("The outcome of one case is"), choices=Kind.choices, widget=forms.RadioSelect)
    unit = forms.ChoiceField(
        label=_("Unit"), choices=Unit.choices, help_text=_("For yes or no it is percentage points.")
    )
    higher_is_better = forms.BooleanField(label=_("More of it is better"), required=False, initial=True)
    smallest_relevant = forms.FloatField(
        label=_("The smallest difference that matters"), localize=True, min_value=0.0001, initial=10,
        help_text=_(
            "From the tenth of staff who lie lowest to the tenth who lie highest. Decide it before you see the figures;"
            " for yes or no in percentage points, such as 10."
        ),
        error_messages={"required": _NUMBER, "invalid": _NUMBER, "min_value": _NUMBER},
    )  # fmt: skip
    first_day = forms.DateField(label=_("First day"), widget=DateInput, error_messages=_DAY)
    last_day = forms.DateField(label=_("Last day"), widget=DateInput, error_messages=_DAY)
    file = forms.FileField(
        label=_("File"), widget=FileInput(accept=".xlsx,.csv", most_megabytes=MOST_MEGABYTES),
        help_text=_(
            "One row for each case, or the count and the sum of each member of staff. Employee numbers are scrambled at"
            " once, and the file is not kept."
        ),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty. Choose another.")},
    )  # fmt: skip
    fieldsets: Sequence[tuple[Any, Sequence[str]]] = [
        (_("The outcome"), ["jobcentre", "title", "definition", "kind", "unit", "higher_is_better",
                            "smallest_relevant"]),
        (_("The period and the file"), ["first_day", "last_day", "file"]),
    ]  # fmt: skip

    def __init__(self, *args: Any, jobcentres: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.jobcentres = {str(one.pk): one for one in jobcentres}
        self.fields["jobcentre"].choices = [(key, one.name) for key, one in self.jobcentres.items()]  # type: ignore[attr-defined]  # it is a choice
        if len(self.jobcentres) == 1:
            del self.fields["jobcentre"]
            (first, names), *rest = self.fieldsets
            self.fieldsets = [(first, [one for one in names if one != "jobcentre"]), *rest]
        self.read = ReadSpread()
        self.content = b""

    @property
    def place(self) -> Place:
        """The jobcentre chosen, or the only one."""
        only = next(iter(self.jobcentres))
        return self.jobcentres[self.cleaned_data.get("jobcentre", only)]

    def clean(self) -> dict[str, Any]:
        """Everything that is wrong with the file, at once."""
        given = super().clean() or {}
        if given.get("kind") == Kind.SHARE and given.get("unit") not in {None, Unit.PERCENTAGE_POINTS}:
            self.add_error("unit", _("Yes or no is told in percentage points. Choose that."))
        if given.get("kind") == Kind.MEAN and given.get("unit") == Unit.PERCENTAGE_POINTS:
            self.add_error("unit", _("A number is not told in percentage points. Choose another unit."))
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first. Change one of them."))
        if given.get("file") and given.get("kind"):
            self._read(given["file"], given["kind"])
        return given

    def _read(self, file: Any, kind: str) -> None:
        language = current_language()
        if file.size > MOST_MEGABYTES * 1_000_000:
            too_large = say("The file is larger than {most} MB. Send sums instead of rows.", most=MOST_MEGABYTES)
            self.add_error("file", render(too_large, language))
            return
        self.content = file.read()
        try:
            rows = rows_of(self.content, file.name)
        except Misread as wrong:
            said = say("{what} {instead}", what=wrong.what, instead=wrong.instead)
            self.add_error("file", render(said, language))
            return
        self.read = read_spread(rows, kind)
        if self.read.faults:
            self.add_error("file", ValidationError([render(one, language) for one in self.read.faults]))

    def given(self) -> Given:
        """What was said of the file; the form is in order."""
        cleaned = self.cleaned_data
        scale = 100 if cleaned["kind"] == Kind.SHARE else 1
        return Given(
            cleaned["title"], cleaned["definition"], cleaned["kind"], cleaned["unit"], cleaned["higher_is_better"],
            cleaned["smallest_relevant"] / scale, cleaned["first_day"], cleaned["last_day"],
        )  # fmt: skip


class SpreadFilter(forms.Form):
    """Which files are listed."""

    q = forms.CharField(label=_("Search"), required=False)


class AgainstForm(forms.Form):
    """The earlier file that one is compared with."""

    against = forms.ChoiceField(label=_("Compare with"), required=False)

    def __init__(self, *args: Any, earlier: Sequence[SpreadTable], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.pk), f"{one.title} ({one.first_day:%d-%m-%Y} – {one.last_day:%d-%m-%Y})") for one in earlier]
        self.fields["against"].choices = [("", _("Nothing")), *named]  # type: ignore[attr-defined]  # it is a choice
