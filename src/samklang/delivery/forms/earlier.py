"""Training from before: one at a time, or a file."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samklang.delivery.rules.earlier import MOST_BYTES
from samklang.web.widgets import DateInput, FileInput


class ProofForm(forms.Form):
    """Who has been through what, when, and from whom it is known."""

    person = forms.ChoiceField(
        label=_("Who"), error_messages={"required": _("Choose who."), "invalid_choice": _("Choose from the list.")}
    )
    module = forms.ChoiceField(
        label=_("Module it counts as"),
        error_messages={"required": _("Choose a module."), "invalid_choice": _("Choose from the list.")},
    )
    day = forms.DateField(
        label=_("When it was done"), widget=DateInput, error_messages={"required": _("Choose the day.")}
    )
    source = forms.CharField(
        label=_("From whom you know it"), max_length=300,
        help_text=_("For example the course provider, or a course certificate you have seen."),
        error_messages={"required": _("Write from whom you know it: it is what others can ask.")},
    )  # fmt: skip
    document = forms.FileField(
        label=_("A copy of the proof"), required=False,
        widget=FileInput(accept=".pdf,.png,.jpg,.jpeg", most_megabytes=MOST_BYTES // 1_000_000),
        help_text=_("A PDF, PNG or JPEG. Only the person and whoever runs the course can fetch it."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, people: Iterable[tuple[int, str]], modules: Iterable[tuple[str, str]], **given: Any
    ) -> None:
        super().__init__(*args, **given)
        self.fields["person"].choices = [("", "–"), *people]  # type: ignore[attr-defined]
        self.fields["module"].choices = [("", "–"), *modules]  # type: ignore[attr-defined]


class ProofFileForm(forms.Form):
    """A list as a file."""

    file = forms.FileField(
        label=_("List of training from before"), widget=FileInput(accept=".xlsx,.csv,.json", most_megabytes=5),
        help_text=_("A spreadsheet or CSV file, or statements from a store of learning (xAPI) as JSON."),
        error_messages={
            "required": _("Choose the file."), "empty": _("The file is empty. Save it again, and choose it anew."),
        },
    )  # fmt: skip

    def clean_file(self) -> UploadedFile:
        """Not larger than a list is."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 5 MB. Keep only the columns that are asked for."))
        return file
