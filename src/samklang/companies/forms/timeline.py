"""What the timeline of a company can be asked for."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Place
from samklang.companies.enums import EntryKind
from samklang.companies.queries.timeline import AskedTimeline
from samklang.people.forms.fields import LongSelect
from samklang.web.days import DayField

_LONGEST = 80
_ALL = ("", _("All"))


class TimelineFilter(forms.Form):
    """Words, kind, team and days. What cannot be read is left out, so that an old link still answers."""

    q = forms.CharField(
        label=_("Search the timeline"), required=False,
        widget=forms.TextInput({"type": "search", "autocomplete": "off", "maxlength": _LONGEST}),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("What"), required=False, choices=[_ALL, *EntryKind.choices])
    team = forms.ChoiceField(label=_("Team"), required=False, widget=LongSelect)
    first = DayField(label=_("From"), required=False)
    last = DayField(label=_("To"), required=False)

    def __init__(self, data: Any, *, teams: QuerySet[Place]) -> None:
        super().__init__(data)
        choices = [(str(one.pk), one.name) for one in teams]
        self.fields["team"].choices = [_ALL, *choices]  # type: ignore[attr-defined]

    def asked(self) -> AskedTimeline:
        """What is asked for."""
        self.full_clean()
        known = getattr(self, "cleaned_data", {})
        return AskedTimeline(
            text=str(known.get("q", ""))[:_LONGEST].replace("\0", ""), kind=str(known.get("kind", "")),
            team=str(known.get("team", "")), first=known.get("first"), last=known.get("last"),
        )  # fmt: skip
