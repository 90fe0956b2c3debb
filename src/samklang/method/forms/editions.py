"""Which editions are compared, why one is published, and the file that a draft is read from."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samklang.core.words import render, say
from samklang.method.models import Edition
from samklang.web.language import current_language
from samklang.web.widgets import FileInput

MOST_MEGABYTES = 5
_ENDINGS = (".xlsx", ".xlsm", ".json")


def edition_label(edition: Edition) -> str:
    """What an edition is called in a list of editions of one framework."""
    if edition.first_day is None:
        return render(say("The draft"), current_language())
    sentence = say("Edition {number}, from {day}", number=edition.number, day=edition.first_day)
    return render(sentence, current_language())


class ComparisonForm(forms.Form):
    """Two editions of one framework, by number."""

    before = forms.TypedChoiceField(label=_("Before"), coerce=int)
    after = forms.TypedChoiceField(label=_("After"), coerce=int)

    def __init__(self, data: Any, *, editions: Sequence[Edition]) -> None:
        super().__init__(data)
        choices = [(one.number, edition_label(one)) for one in editions]
        for name in ("before", "after"):
            self.fields[name] = forms.TypedChoiceField(label=self.fields[name].label, coerce=int, choices=choices)


class PublicationForm(forms.Form):
    """Why an edition is published. seen: the stamp of the draft that was looked through."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=_("Why is it published?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In words for colleagues: what has changed, and what it came from."),
        error_messages={"required": _("Write why it is published, so that colleagues know what has changed.")},
    )


class FrameworkFileForm(forms.Form):
    """The file of a framework."""

    file = forms.FileField(
        label=_("File"),
        widget=FileInput(accept=",".join(_ENDINGS), most_megabytes=MOST_MEGABYTES),
        help_text=_("A workbook (.xlsx) or JSON as it is fetched here. Change it, and send it again."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty. Choose another."),
            "max_length": _("The file's name is too long. Give it a shorter one."),
        },
    )

    def clean_file(self) -> UploadedFile:
        """A file of a kind and size that is read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > min(MOST_MEGABYTES * 1_000_000, settings.UPLOAD_MOST_BYTES):
            text = render(say("The file is larger than {count} MB.", count=MOST_MEGABYTES), current_language())
            raise forms.ValidationError(text)
        if not (file.name or "").lower().endswith(_ENDINGS):
            raise forms.ValidationError(_("Choose a workbook (.xlsx) or a JSON file."))
        return file


class ReadingForm(forms.Form):
    """That the file is put in the place of the draft. seen: the stamps of what was compared."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    file = forms.CharField(widget=forms.HiddenInput, required=False)
