"""The frame of a programme, its cohorts, its money, and the file it comes from."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.access.enums import Right
from samklang.access.models import Person, Place
from samklang.access.queries import jobcentres_for
from samklang.planning.documents import Document, is_drawn
from samklang.web.days import DayField
from samklang.web.kind_fields import KronerField
from samklang.web.widgets import FileInput

KINDS = (("conversations", _("Conversations with citizens")), ("companies", _("Conversations with companies")))
SOURCES = (
    ("workbook", _("A workbook: I have the planning workbook filled in")),
    ("register", _("The staff register: take staff, leave and cover from there")),
    ("later", _("Neither yet: I begin with the modules")),
)


class SectionForm(forms.Form):
    """A part of the rules that is one form. Its fields are named as in the document."""

    part: str = ""
    """Where in the document the fields stand; empty: at its top."""

    def __init__(self, data: Any = None, *, document: Mapping[str, Any]) -> None:
        self.document = document
        known = {**document, **(document.get(self.part, {}) if self.part else {})}
        super().__init__(data, initial={name: known[name] for name in self.base_fields if name in known})

    def changed(self) -> Document:
        """The document with what was typed in it."""
        typed = {name: _plain(value) for name, value in self.cleaned_data.items()}
        if not self.part:
            return {**self.document, **typed}
        return {**self.document, self.part: {**self.document.get(self.part, {}), **typed}}

    def places(self, path: tuple[str | int, ...]) -> bool:
        """Whether a fault at the path is about this form."""
        return path[:1] == (self.part,) if self.part else bool(path) and path[0] in self.fields


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


class FrameForm(SectionForm):
    """What the programme is called, whom it is about and when sessions may be held."""

    title = forms.CharField(label=_("Title of the programme"), max_length=200, help_text=_("Stands on every plan."))
    programme = forms.ChoiceField(label=_("Which conversations"), choices=KINDS, widget=forms.RadioSelect)
    first_day = DayField(label=_("First day"), help_text=_("The first day a session may be held."))
    last_day = DayField(label=_("Last day"), help_text=_("The last day a session may be held."))


class NewProgrammeForm(FrameForm):
    """A programme to begin with."""

    jobcentre = forms.ModelChoiceField(label=_("Jobcentre"), queryset=Place.objects.none(), empty_label=None)
    source = forms.ChoiceField(
        label=_("Where do the staff come from?"),
        choices=SOURCES,
        widget=forms.RadioSelect,
        initial="workbook",
        help_text=_("You can do the other later. Nothing is planned yet."),
    )

    def __init__(self, data: Any = None, *, by: Person) -> None:
        super().__init__(data, document={"programme": "conversations", "source": "workbook"})
        found = jobcentres_for(by, Right.MAKE_PLANS)
        field = self.fields["jobcentre"] = forms.ModelChoiceField(
            label=_("Jobcentre"), queryset=found, empty_label=None
        )
        if len(found) == 1:
            field.initial = found[0]
            field.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        found: dict[str, Any] = super().clean() or {}
        first, last = found.get("first_day"), found.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day comes before the first. Choose a later one."))
        return found


class CohortsForm(SectionForm):
    """How many cohorts, how large, and who may be together."""

    part = "cohorts"
    minimum = forms.IntegerField(label=_("Fewest cohorts"), min_value=0, max_value=200)
    maximum = forms.IntegerField(label=_("Most cohorts"), min_value=1, max_value=200)
    size_minimum = forms.IntegerField(label=_("Fewest people in a cohort"), min_value=1, max_value=500)
    size_maximum = forms.IntegerField(label=_("Most people in a cohort"), min_value=1, max_value=500)
    composition = forms.ChoiceField(
        label=_("Who may be together"),
        choices=(("mixed", _("Mixed teams")), ("whole_teams", _("Whole teams stay together"))),
        widget=forms.RadioSelect,
    )
    team_cap = forms.IntegerField(
        label=_("Most people of one team in a cohort"),
        min_value=1,
        max_value=500,
        required=False,
        help_text=_("Empty: no limit. Not used where whole teams stay together."),
    )
    everyone_must_be_trained = forms.BooleanField(
        label=_("Everybody must be trained"),
        required=False,
        help_text=_("On: a plan that leaves somebody out is no plan. Off: they are named, with the reason."),
    )

    keep_drawn_order = forms.BooleanField(
        label=_("The drawn order is a rule"),
        required=False,
        help_text=_("On: nobody begins later than somebody with a higher number in the draw. Off: it can be a wish."),
    )

    def __init__(self, data: Any = None, *, document: Mapping[str, Any]) -> None:
        super().__init__(data, document=document)
        if not (is_drawn(document) or document.get("keep_drawn_order")):
            del self.fields["keep_drawn_order"]

    def changed(self) -> Document:
        """The document; whether everybody must be trained and the draw is a rule stands beside the cohorts."""
        names = ("everyone_must_be_trained", "keep_drawn_order")
        beside = {name: self.cleaned_data.pop(name) for name in names if name in self.cleaned_data}
        return {**super().changed(), **beside}


class BudgetForm(SectionForm):
    """The municipality's own money."""

    part = "funding"
    own_budget_ore = KronerField(
        label=_("Own money (kr.)"), required=False, help_text=_("What you can pay yourselves. Empty: no limit.")
    )


class WorkbookForm(forms.Form):
    """The planning workbook."""

    file = forms.FileField(
        label=_("Planning workbook"),
        widget=FileInput(accept=".xlsx,.xlsm,.xlsb,.xls,.ods", most_megabytes=20),
        help_text=_("A spreadsheet: .xlsx, .xlsm, .xlsb, .xls or .ods."),
        error_messages={"required": _("Choose the file first."), "empty": _("The file is empty. Choose another.")},
    )

    def clean_file(self) -> Any:
        """A spreadsheet by its ending; the content is looked at when it is read."""
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")):
            raise forms.ValidationError(_("This is not a spreadsheet. Save it as .xlsx, and choose that file."))
        if file.size > 20_000_000:
            raise forms.ValidationError(_("The file is larger than 20 MB. Remove pictures from it, and try again."))
        return file
