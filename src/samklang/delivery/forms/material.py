"""Material put into a course: a file or a link."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from samklang.core.words import say, written
from samklang.delivery.material_files import MEDIA_TYPES, MOST_BYTES, kind_of
from samklang.delivery.models import Course
from samklang.web.language import current_language
from samklang.web.widgets import FileInput


class VersionForm(forms.Form):
    """A file or a link, and what is new in it."""

    file = forms.FileField(
        label=_("File"), required=False, widget=FileInput(accept=",".join(f".{kind}" for kind in MEDIA_TYPES),
                                                          most_megabytes=MOST_BYTES // 2**20),
        help_text=_("PDF, Word, presentation, spreadsheet or picture; without macros."),
        error_messages={"empty": _("The file is empty. Choose another one.")},
    )  # fmt: skip
    link = forms.URLField(
        label=_("Link"), required=False, max_length=500, assume_scheme="https",
        help_text=_("Instead of a file; begins with https://."),
        validators=[URLValidator(schemes=["https"], message=_("Write an address that begins with https://."))],
        error_messages={"invalid": _("Write an address that begins with https://.")},
    )  # fmt: skip
    note = forms.CharField(label=_("What is new"), required=False, max_length=300)
    field_order = ["module", "title", "file", "link", "note"]

    def clean_file(self) -> dict[str, Any] | None:
        """The content with its kind."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return None
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 10 MB. Make it smaller, or put it elsewhere and link.")
            )
        content = file.read()
        kind = kind_of(content)
        if kind is None:
            raise forms.ValidationError(
                _("The file is none of the kinds that can be put here, or it holds macros. Save it as PDF.")
            )
        return {"content": content, "kind": kind, "name": (file.name or "")[:200]}

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        given = super().clean() or {}
        if not self.errors and bool(given.get("file")) == bool(given.get("link")):
            self.add_error("file", written(say("Choose a file, or write a link: one of the two."), current_language()))
        return given

    def version(self) -> dict[str, Any]:
        """What a command takes."""
        file = self.cleaned_data["file"]
        made = {"kind": "link", "link": self.cleaned_data["link"], "file_name": "", "content": None, "size": 0}
        if file:
            made = {"kind": file["kind"], "link": "", "file_name": file["name"], "content": file["content"],
                    "size": len(file["content"])}  # fmt: skip
        return {**made, "note": self.cleaned_data["note"].strip()}


class MaterialForm(VersionForm):
    """New material, with its title and the module it belongs to."""

    module = forms.ChoiceField(label=_("Belongs to"), required=False)
    title = forms.CharField(
        label=_("Title"), max_length=200, error_messages={"required": _("Write what it is called.")}
    )

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["module"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("The whole course")), *((one["id"], one["name"]) for one in course.modules)]
