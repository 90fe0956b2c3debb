"""What is typed around the language model: whether it is on, how a talk begins, and the next line in it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.practice.rules.partner import LONGEST_LINE
from samklang.web.word_fields import WordsField

MOST_SPEECH_BYTES = 5_000_000


class SwitchForm(forms.Form):
    """Whether staff of the jobcentre may practise with the model, and why."""

    on = forms.BooleanField(
        label=_("Staff may practise with the language model"), required=False,
        help_text=_("What each of them says to it is seen by nobody else, whether it is on or off."),
    )  # fmt: skip
    reason = WordsField(
        label=_("Why"), max_length=300, rows=3,
        error_messages={"required": _("Write why: colleagues and the works council can ask.")},
    )  # fmt: skip


class NewTalkForm(forms.Form):
    """In which language."""

    language = forms.ChoiceField(
        label=_("The other speaks"), choices=[("da", _("Danish")), ("en", _("English"))], widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language."), "invalid_choice": _("Choose one of the two.")},
    )  # fmt: skip


class LineForm(forms.Form):
    """What the learner says next. It is not refused for what is personal in it: that is taken out."""

    text = forms.CharField(
        label=_("Your line"), max_length=LONGEST_LINE, widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": _("Write what you would say."),
            "max_length": _("That is long for one line. Say it in several."),
        },
    )  # fmt: skip


class SpeechForm(forms.Form):
    """A recording of one line."""

    speech = forms.FileField()

    def clean_speech(self) -> object:
        """Sound, and not too much of it."""
        found = self.cleaned_data["speech"]
        if found.size > MOST_SPEECH_BYTES or not str(found.content_type).startswith("audio/"):
            raise forms.ValidationError(_("The recording is too long. Say it in several."))
        return found
