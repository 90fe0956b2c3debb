"""What a company writes in the public form."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samklang.companies.commands.enquiries import Sender
from samklang.companies.enums import Need, Tongue
from samklang.companies.forms.fields import CvrField, PhoneField, PostcodeField
from samklang.companies.received import File, kept_or_refused
from samklang.delivery.material_files import MEDIA_TYPES, MOST_BYTES
from samklang.web.language import current_language
from samklang.web.widgets import FileInput
from samklang.web.word_fields import WordsField

MOST_FILES = 3
TRAP = "contact_again"
"""The field that people do not see."""


class _ManyFiles(FileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Some files, by what they hold. Cleaned to a list of File, none of them refused."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files. Raises ValidationError with a sentence for each that cannot be taken."""
        del initial
        given: Sequence[UploadedFile] = [one for one in data or [] if isinstance(one, UploadedFile)]
        if len(given) > MOST_FILES:
            raise forms.ValidationError(_("Send three files at most."), code="many")
        files = [_file(one) for one in given]
        faults = [_FAULTS[one.refused] % {"name": one.name} for one in files if one.refused]
        if faults:
            raise forms.ValidationError(faults)
        return files


def _file(given: UploadedFile) -> File:
    name = (given.name or "")[:200]
    if (given.size or 0) > MOST_BYTES:
        return File(name, given.size or 0, refused="large")
    return kept_or_refused(name, given.read())


_FAULTS = {
    "large": _("“%(name)s” is larger than 10 MB. Send the others, and write that there is more: then we find a way."),
    "kind": _("“%(name)s” is of a kind that we do not take, or it holds macros. Save it as PDF, and choose it again."),
    "empty": _("“%(name)s” is empty. Choose another file."),
}


class PublicForm(forms.Form):
    """Few fields: who it is, how one reaches them, what it is about."""

    company = WordsField(
        label=_("Company"),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "organization"}),
        error_messages={"required": _("Write what the company is called.")},
    )
    cvr = CvrField(
        required=False,
        help_text=_("Eight digits. With it we find what we have agreed with you before; you can leave it out."),
    )
    name = WordsField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": _("Write your name, so that we know whom to answer.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={"invalid": _("Look at the e-mail address once more: something is missing, such as @.")},
    )
    phone = PhoneField(label=_("Your telephone"), required=False, help_text=_("Write e-mail or telephone, or both."))
    postcode = PostcodeField(required=False, help_text=_("Where the work is."))
    need = forms.ChoiceField(
        label=_("What is it about?"),
        choices=Need.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what comes nearest. “Something else” is fine.")},
    )
    language = forms.ChoiceField(label=_("Language you want to be met in"), choices=Tongue.choices)
    text = WordsField(
        label=_("Tell us about it"),
        rows=8,
        max_length=5000,
        help_text=_(
            "A few lines are enough. Do not write civil registration numbers, or about the health of named people."
        ),
        error_messages={
            "required": _("Write a line or two about what you need."),
            "max_length": _("The text is too long. Write the most important; the rest we can talk about."),
        },
    )
    attached = _FilesField(
        label=_("Files"),
        required=False,
        widget=_ManyFiles(
            most_megabytes=MOST_BYTES // 2**20,
            accept=",".join(f".{kind}" for kind in MEDIA_TYPES),
            attrs={"multiple": True},
        ),
        help_text=_("Three at most: PDF, Word, presentation, spreadsheet or picture, such as a job advertisement."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = current_language()

    def clean(self) -> dict[str, Any]:
        """There must be a way to answer."""
        given = super().clean() or {}
        if not self.errors and not given.get("email") and not given.get("phone"):
            self.add_error("email", _("Write an e-mail address or a telephone number, so that we can answer."))
        return given

    @property
    def trapped(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(str(self.data.get(TRAP) or "").strip())

    @property
    def sender(self) -> Sender:
        """Who wrote."""
        given = self.cleaned_data
        return Sender(given["company"], given["cvr"], given["postcode"], given["name"], given["phone"], given["email"])
