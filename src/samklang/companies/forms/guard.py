"""On the way to contacting a company: why, where somebody is told something first."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.web.word_fields import WordsField


class GuardForm(forms.Form):
    """In one line, what one contacts them about; colleagues see it."""

    why = WordsField(
        label=_("What do you contact them about?"), max_length=200,
        help_text=_("In one line. Colleagues who look at the company see it. No names of citizens."),
        error_messages={"required": _("Write in one line why you contact them all the same.")},
    )  # fmt: skip

    def __init__(self, *args: Any, warns: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].required = warns
        if warns:
            self.fields["why"].label = _("Why do you contact them all the same?")
