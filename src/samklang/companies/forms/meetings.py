"""When, where and with whom a meeting is to be; which meetings a list shows; why one is cancelled."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person
from samklang.companies.commands.meetings import Plan
from samklang.companies.enums import Channel
from samklang.companies.forms.fields import ColleagueField, SomeOfThem
from samklang.companies.models import Company, CompanyContact, Meeting, Site
from samklang.companies.queries.meetings import ALL, CANCELLED, COMING, HELD, MINE, TEAM, UNWRITTEN, Wanted
from samklang.core.calendar import COPENHAGEN
from samklang.web.widgets import DateInput, TimeInput
from samklang.web.word_fields import WordsField

CHANNELS = [(one.value, one.label) for one in (Channel.VISIT, Channel.MEETING, Channel.PHONE)]
_MINUTES = 60


class MeetingFilter(forms.Form):
    """Which meetings to show."""

    q = forms.CharField(label=_("Company, town or colleague"), required=False, max_length=100)
    whose = forms.ChoiceField(
        label=_("Whose meetings"), required=False, initial=MINE,
        choices=[(MINE, _("Mine")), (TEAM, _("My team's")), (ALL, _("Everybody's"))],
    )  # fmt: skip
    which = forms.ChoiceField(
        label=_("How far"), required=False, initial=COMING,
        choices=[
            (COMING, _("Coming")), (UNWRITTEN, _("To be written down")), (HELD, _("Held")),
            (CANCELLED, _("Called off")),
        ],
    )  # fmt: skip
    channel = forms.ChoiceField(label=_("How"), required=False, choices=[("", _("All")), *CHANNELS])

    def wanted(self) -> Wanted:
        """What was chosen; one's own to come where nothing was, or what does not exist."""
        given = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return Wanted(
            given.get("whose") or MINE, given.get("which") or COMING, given.get("channel", ""), given.get("q", "")
        )


class _ContactsField(SomeOfThem):
    """Each with what they are there."""

    def label_from_instance(self, obj: Any) -> str:
        """The name, and what they are there."""
        return f"{obj.name}, {obj.title}" if obj.title else str(obj.name)


class MeetingForm(forms.Form):
    """Who meets whom, when, how and where. What speaks against the time is said, and can be set aside."""

    day = forms.DateField(
        label=_("Day"), widget=DateInput,
        error_messages={"required": _("Choose a day."), "invalid": _("Write a date, such as 31-12-2026.")},
    )  # fmt: skip
    begins = forms.TimeField(
        label=_("Begins"), widget=TimeInput,
        error_messages={"required": _("Write a time, such as 08:30."), "invalid": _("Write a time, such as 08:30.")},
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=5, max_value=480, initial=_MINUTES,
        error_messages={"required": _("Write how many minutes.")},
    )  # fmt: skip
    channel = forms.ChoiceField(label=_("How"), choices=CHANNELS, initial=Channel.VISIT)
    contacts = _ContactsField(
        CompanyContact.objects.none(), label=_("With whom"), required=False,
        error_messages={"invalid_choice": _("Choose some of the people on the list.")},
    )  # fmt: skip
    site = forms.ModelChoiceField(
        Site.objects.none(), label=_("At which of their sites"), required=False, empty_label=_("The company itself"),
        error_messages={"invalid_choice": _("Choose one of the sites on the list.")},
    )  # fmt: skip
    where = WordsField(
        label=_("Where"), required=False, max_length=200,
        help_text=_("The address, the room, or a link to a video call."),
    )  # fmt: skip
    title = WordsField(label=_("About"), max_length=200, error_messages={"required": _("Write what it is about.")})
    holder = ColleagueField(label=_("Who holds it"))
    anyway = forms.BooleanField(label=_("Keep the time all the same"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, company: Company, colleagues: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = CompanyContact.objects.filter(company=company, left_on=None).order_by("name", "pk")
        sites = Site.objects.filter(company=company, ceased_on=None).order_by("name", "pk")
        for name, rows in (("holder", colleagues), ("contacts", there), ("site", sites)):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows
        for name, rows in (("contacts", there), ("site", sites)):
            if not rows.exists():
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A time that there is: when the clock is put forward an hour of the night is missing."""
        given = super().clean() or {}
        if given.get("day") and given.get("begins"):
            begins = datetime.combine(given["day"], given["begins"], COPENHAGEN)
            if begins.astimezone(UTC).astimezone(COPENHAGEN).time() != begins.time():
                self.add_error("begins", _("The clock is put forward then, so that time is not there. Choose another."))
        return given

    def plan(self) -> Plan:
        """What a command takes. The length is by the clock that runs on when the other is put forward or back."""
        given = self.cleaned_data
        begins = datetime.combine(given["day"], given["begins"], COPENHAGEN).astimezone(UTC)
        return Plan(
            holder=given["holder"], begins=begins, ends=begins + timedelta(minutes=given["minutes"]),
            title=given["title"].strip(), channel=Channel(given["channel"]), where=given["where"].strip(),
            site=given.get("site"), contacts=list(given.get("contacts") or ()),
        )  # fmt: skip

    def ask_anyway(self) -> None:
        """Let the person keep the time although something speaks against it."""
        self.fields["anyway"].widget = forms.CheckboxInput()


def initial_of(meeting: Meeting) -> dict[str, Any]:
    """What the form shows of a meeting that is planned."""
    begins = meeting.begins.astimezone(COPENHAGEN)
    return {
        "day": begins.date(), "begins": begins.time(), "channel": meeting.channel, "where": meeting.where,
        "minutes": round((meeting.ends - meeting.begins).total_seconds() / 60), "title": meeting.title,
        "site": meeting.site_id, "holder": meeting.holder_id,
        "contacts": list(meeting.contacts.values_list("pk", flat=True)),
    }  # fmt: skip


class CancellationForm(forms.Form):
    """Why a meeting is not held."""

    because = WordsField(
        label=_("Why"), max_length=300, help_text=_("Colleagues read it on the company's timeline."),
        error_messages={"required": _("Write why the meeting is cancelled.")},
    )  # fmt: skip
