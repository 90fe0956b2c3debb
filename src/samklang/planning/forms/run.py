"""How the planner is to search, and what has happened since a plan was made."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.planning import rules
from samklang.planning.documents import Document
from samklang.planning.forms.parts import offer
from samklang.web.widgets import DateInput, FileInput


class RunForm(forms.Form):
    """How long, how wide and with which chance to search."""

    time_limit_s = forms.IntegerField(
        label=_("Seconds at most"), min_value=1, max_value=rules.MOST_SECONDS, initial=60,
        help_text=_("The search ends sooner where nothing better can be found. You can stop it at any time."),
    )  # fmt: skip
    seed = forms.IntegerField(
        label=_("Seed"), min_value=0, max_value=2_000_000_000, initial=0,
        help_text=_("The same number gives the same plan; another number searches in another way."),
    )  # fmt: skip
    threads = forms.IntegerField(
        label=_("Threads"), min_value=1, max_value=rules.MOST_THREADS, initial=2,
        help_text=_("How many of the machine's cores may be used."),
    )  # fmt: skip


class ReplanForm(RunForm):
    """What has happened: from the register, a file or typed."""

    SOURCES = (
        ("register", _("From the staff register: leave and last days as they stand there now")),
        ("file", _("From a file with absences and resignations")),
        ("typed", _("Just one person")),
    )
    source = forms.ChoiceField(label=_("What has happened?"), choices=SOURCES, widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File"), required=False, widget=FileInput(accept=".xlsx,.csv,.ods", most_megabytes=20)
    )
    person = forms.ChoiceField(label=_("Who is away"), required=False)
    first_day = forms.DateField(label=_("From"), required=False, widget=DateInput)
    last_day = forms.DateField(label=_("Until"), required=False, widget=DateInput)
    field_order = ("source", "file", "person", "first_day", "last_day", "time_limit_s", "seed", "threads")

    def __init__(self, data: Any = None, files: Any = None, *, document: Mapping[str, Any]) -> None:
        super().__init__(data, files, initial={"source": "register"})
        people = [(one["id"], one["name"]) for one in document.get("people", ())]
        offer(self, "person", [("", _("Nobody")), *people])

    def clean(self) -> dict[str, Any]:
        """What the source needs is there."""
        found: dict[str, Any] = super().clean() or {}
        source, first, last = found.get("source"), found.get("first_day"), found.get("last_day")
        if source == "file" and not found.get("file"):
            self.add_error("file", _("Choose the file first."))
        if source == "typed" and not found.get("person"):
            self.add_error("person", _("Choose who is away."))
        if source == "typed" and not first:
            self.add_error("first_day", _("Write the first day of the absence."))
        if first and last and last < first:
            self.add_error("last_day", _("The last day comes before the first. Choose a later one."))
        return found

    def typed(self, document: Mapping[str, Any]) -> Document:
        """The rules with the one absence typed."""
        days = {name: self.cleaned_data[name] for name in ("first_day", "last_day")}
        period = {name: day.isoformat() if day else None for name, day in days.items()}
        absence = {
            "person": self.cleaned_data["person"], "period": {**period, "weekdays": [], "half": None}, "kind": "other",
        }  # fmt: skip
        return {**document, "absences": [*document.get("absences", ()), absence]}
