"""Fields for what a person writes in their own words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samklang.core.traces import masked as without_traces
from samklang.core.traces import traces_in
from samklang.core.workbook.personal import holds_civil_registration_number, masked

NUMBER_IN_WORDS = _(
    "That looks like a civil registration number, which must not stand here. It is made unreadable below: "
    "read the text through, and send it again."
)
SOMEBODY_IN_WORDS = _(
    "That looks as if it names somebody: a name, a telephone number, an address for mail or a civil registration "
    "number. It is made unreadable below. Write it without saying who it is about, and send it again."
)


def no_civil_registration_number(text: str) -> None:
    """Refuse a text with one in it. Raises ValidationError. In a form, `WordsField` offers the text with it masked."""
    if holds_civil_registration_number(text):
        raise ValidationError(NUMBER_IN_WORDS, code="civil_registration_number")


_LONGEST_READ = 20_000


def nobody_named(text: str) -> None:
    """Refuse a text that tells who it is about. Raises ValidationError."""
    if traces_in(text):
        raise ValidationError(SOMEBODY_IN_WORDS, code="somebody_named")


class WordsField(forms.CharField):
    """What a person writes, on one line or with rows= on several. With a civil registration number in it the form is
    shown again with the number made unreadable."""

    def __init__(self, *, rows: int = 0, **options: Any) -> None:
        if rows:
            options.setdefault("widget", forms.Textarea({"rows": rows}))
        super().__init__(**options)
        self.validators.append(no_civil_registration_number)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the form shows of what was typed."""
        shown = super().bound_data(data, initial)
        return masked(shown) if isinstance(shown, str) else shown


class NamelessField(forms.CharField):
    """What somebody writes after a conversation with a citizen: nobody can be named in it.

    The form is shown again with names, telephone numbers, addresses and numbers made unreadable; nothing is kept until
    it is sent without.
    """

    def __init__(self, *, rows: int = 0, **options: Any) -> None:
        if rows:
            options.setdefault("widget", forms.Textarea({"rows": rows}))
        options.setdefault("max_length", _LONGEST_READ)
        super().__init__(**options)
        self.validators.append(self._nobody_named)

    def _nobody_named(self, text: str) -> None:
        if len(text) <= (self.max_length or _LONGEST_READ):  # a longer one is refused anyway, however long it is
            nobody_named(text)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the form shows of what was typed."""
        return self.without_names(super().bound_data(data, initial))

    def without_names(self, text: Any) -> Any:
        """The text with marks for names; of one that is far too long only so much that it can be read through."""
        return without_traces(text[: 2 * (self.max_length or _LONGEST_READ)]) if isinstance(text, str) else text
