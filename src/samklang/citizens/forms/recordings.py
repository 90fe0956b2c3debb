"""What is decided, asked and sent when a conversation is recorded."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samklang.citizens.forms.beliefs import CaseField
from samklang.citizens.recording_files import kind_of
from samklang.citizens.rules.recordings import MOST_DAYS
from samklang.web.days import DayField
from samklang.web.widgets import FileInput
from samklang.web.word_fields import NamelessField


class SwitchForm(forms.Form):
    """Whether, for what, and for how long."""

    on = forms.BooleanField(label=_("Conversations may be recorded here"), required=False)
    purpose = NamelessField(
        label=_("What a recording may be used for"), required=False, max_length=300, rows=3,
        help_text=_("Both are told it before they agree. It may not be used for anything else."),
    )  # fmt: skip
    most_days = forms.IntegerField(
        label=_("Kept for so many days at the most"), min_value=1, max_value=MOST_DAYS, initial=14
    )


class AskToRecordForm(forms.Form):
    """Which conversation, and how long; and one's own consent."""

    reference = CaseField()
    day = DayField(label=_("Day of the conversation"))
    until = DayField(label=_("Delete it at the latest on"))
    agree = forms.BooleanField(
        label=_("I agree that I am recorded, and know that I can take it back at any time"),
        error_messages={"required": _("Without your own consent nothing can be recorded.")},
    )


class SoundForm(forms.Form):
    """A sound file, from the page's own recorder or from elsewhere."""

    sound = forms.FileField(
        label=_("Sound file"), widget=FileInput(accept="audio/*,.m4a,.mp3,.ogg,.wav,.webm"),
        help_text=_("M4A, MP3, WebM, OGG or WAV."),
        error_messages={"required": _("Choose a file, or record here."), "empty": _("There is nothing in the file.")},
    )  # fmt: skip

    def clean_sound(self) -> bytes:
        """What is in it. Raises ValidationError where that is no sound."""
        given: Any = self.cleaned_data["sound"]
        content = given.read() if isinstance(given, UploadedFile) else b""
        if kind_of(content) is None:
            raise ValidationError(
                _("That is not sound that can be played here. Choose a sound file: M4A, MP3, WebM, OGG or WAV, without"
                  " pictures."), code="no_sound",
            )  # fmt: skip
        return bytes(content)
