"""What is typed when attendance is taken, corrected, or said to be wrong."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samklang.core.words import render
from samklang.core.workbook.personal import holds_civil_registration_number
from samklang.delivery.commands.attendance import Said
from samklang.delivery.commands.corrections import Corrected
from samklang.delivery.enums import Mark
from samklang.delivery.keyed import Keyed, keyed
from samklang.delivery.models import Participation, Session
from samklang.delivery.queries.marks_file import as_written
from samklang.delivery.rules.attendance import length_of, mark_fits, opens_at
from samklang.web.language import current_language
from samklang.web.widgets import FileInput

LONGEST = 300
TAKEN = [(one.value, one.label) for one in Mark if one != Mark.EXPECTED]
"""What a mark can be corrected to."""


def no_civil_registration_number(text: str) -> None:
    """No citizen is named here by number."""
    if holds_civil_registration_number(text):
        raise ValidationError(_("The text holds a civil registration number. Delete the number, and send it again."))


class MarkForm(forms.Form):
    """One mark, as a phone sends it.

    at, sent: milliseconds since 1970 by the phone's own clock.
    after: the moment, as the house gave it, of the mark this one replaces, where the same phone had set that one too.
    """

    person = forms.IntegerField(min_value=1, max_value=2**62)
    mark = forms.ChoiceField(choices=Mark.choices)
    minutes = forms.IntegerField(required=False, min_value=1, max_value=1440)
    at = forms.IntegerField(required=False, min_value=0, max_value=2**53)
    sent = forms.IntegerField(required=False, min_value=0, max_value=2**53)
    after = forms.IntegerField(required=False, min_value=0, max_value=2**53)

    def said(self, session: Session, now: datetime) -> Said:
        """What was said and when: the phone's clock may be wrong, how long it waited is right.

        The moment is that of arrival, less what it waited on the phone. So a mark that was slow to arrive would stand
        above a quick one that corrects it, if the second did not name the first.
        """
        given = self.cleaned_data
        waited = timedelta(0)
        if given["at"] is not None and given["sent"] is not None:
            waited = timedelta(milliseconds=max(0, min(given["sent"] - given["at"], 60 * 86_400_000)))
        moment = max(now - waited, min(opens_at(session), now))
        if given["after"] is not None:
            moment = max(moment, min(moment_of(given["after"]) + timedelta(microseconds=1), now))
        return Said(given["person"], Mark(given["mark"]), given["minutes"], moment)


def moment_in(text: str) -> datetime | None:
    """The moment that stands in an address as microseconds since 1970; None where it is none."""
    if not text.isdecimal() or len(text) > 17:
        return None
    return moment_of(int(text))


def moment_of(number: int) -> datetime:
    """The moment that many microseconds after the beginning of 1970."""
    return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=number)


def number_of(moment: datetime) -> int:
    """The moment as it stands in an address."""
    return (moment - datetime.fromtimestamp(0, UTC)) // timedelta(microseconds=1)


class TextForm(forms.Form):
    """A few words to whoever runs the course."""

    text = forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, label: Any, help_text: Any = "", required: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["text"]
        field.label, field.help_text = label, help_text
        field.error_messages["required"] = required
        field.validators.append(no_civil_registration_number)


class CorrectionForm(forms.Form):
    """What a mark should say, and why."""

    mark = forms.ChoiceField(label=_("It should say"), choices=TAKEN, widget=forms.RadioSelect)
    minutes = forms.IntegerField(
        label=_("Minutes there"), required=False, min_value=1, max_value=1440,
        help_text=_("Only where they were there a part of the time."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why"), max_length=LONGEST, validators=[no_civil_registration_number],
        help_text=_("The person reads it on “My courses”."),
        error_messages={"required": _("Write why it is changed.")},
    )  # fmt: skip

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mark"].error_messages["required"] = _("Choose what it should say.")
        self.fields["minutes"].widget.attrs["max"] = length_of(session) - 1

    def corrected(self) -> Corrected:
        """As the command takes it."""
        given = self.cleaned_data
        return Corrected(Mark(given["mark"]), given["minutes"], given["reason"])


class CheckInForm(forms.Form):
    """The six digits on the screen."""

    code = forms.RegexField(
        r"^\s*[0-9]{3}\s?[0-9]{3}\s*$", label=_("The code on the screen"), max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "code-input"}),
        error_messages={
            "required": _("Type the six digits that are on the screen in the room."),
            "invalid": _("The code is six digits. Look at the screen, and type them again."),
        },
    )  # fmt: skip

    def clean_code(self) -> str:
        """Without the space that the screen shows it with."""
        return "".join(str(self.cleaned_data["code"]).split())


class MarksFileForm(forms.Form):
    """A file of marks."""

    file = forms.FileField(
        label=_("File"), widget=FileInput(accept=".xlsx,.csv,.txt", most_megabytes=2),
        error_messages={"required": _("Choose the file.")},
    )  # fmt: skip


class KeyingForm(forms.Form):
    """The paper sheet keyed in: one short field for each name."""

    def __init__(self, *args: Any, session: Session, people: Iterable[Participation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        for row in people:
            self.fields[f"person_{row.person_id}"] = forms.CharField(
                label=row.person.name, required=False, max_length=20, initial=as_written(row),
                widget=forms.TextInput(attrs={"autocomplete": "off", "class": "keying-field"}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Every field must be a mark that fits, or empty."""
        given: dict[str, Any] = super().clean() or {}
        language = current_language()
        for name, text in list(given.items()):
            mark = keyed(str(text)) if text else None
            if text and mark is None:
                self.add_error(name, _("Write t, s, f, or how many minutes they were there."))
            elif mark and (refusal := mark_fits(self.session, mark.mark, mark.minutes)):
                self.add_error(name, render(refusal.reason, language))
        return given

    def marks(self) -> dict[int, Keyed]:
        """What was keyed in, by the number of the person; nothing of whoever's field is empty."""
        found = {name: keyed(str(text)) for name, text in self.cleaned_data.items()}
        return {int(name.removeprefix("person_")): mark for name, mark in found.items() if mark is not None}
