"""What people choose and write about seats."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person
from samklang.core.words import render, say
from samklang.delivery.queries.seating import Room
from samklang.web.language import current_language

MOST_LETTERS = 300


def _reason(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Reason"), max_length=MOST_LETTERS, required=required, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the reason in a few words.")},
    )  # fmt: skip


class _PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # it is not generic when it runs
    def __init__(self, label: Any, people: QuerySet[Person]) -> None:
        super().__init__(
            people, label=label, empty_label=None,
            error_messages={"required": _("Choose a person."), "invalid_choice": _("Choose a person in the list.")},
        )  # fmt: skip

    def label_from_instance(self, obj: Person) -> str:
        """By name."""
        return obj.name


class _CohortField(forms.TypedChoiceField):
    def __init__(self, rooms: Iterable[Room]) -> None:
        super().__init__(
            label=_("Cohort"), coerce=int, choices=[(one.number, _told(one)) for one in rooms],
            error_messages={"required": _("Choose a cohort."), "invalid_choice": _("Choose a cohort in the list.")},
        )  # fmt: skip


def _told(room: Room) -> str:
    begins = timezone.localdate(room.begins)
    return render(
        say("{cohort}, from {day}, {free} free", cohort=room.number, day=begins, free=room.free),
        current_language(),
    )


class MoveSeatForm(forms.Form):
    """Somebody to a cohort."""

    def __init__(self, *args: Any, people: QuerySet[Person], rooms: Iterable[Room], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = _PersonField(_("Who"), people)
        self.fields["cohort"] = _CohortField(rooms)


class SwapSeatsForm(forms.Form):
    """Two who swap."""

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = _PersonField(_("Who"), people)
        self.fields["other"] = _PersonField(_("Swaps with"), people)


class OtherCohortForm(forms.Form):
    """Oneself to another cohort."""

    def __init__(self, *args: Any, rooms: Iterable[Room], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cohort"] = _CohortField(rooms)
        self.fields["reason"] = _reason(required=False)


class AskToSwapForm(forms.Form):
    """A colleague to swap with."""

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"] = _PersonField(_("Colleague"), people)
        self.fields["reason"] = _reason(required=False)


class ReasonForm(forms.Form):
    """A reason, which has to be given."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = _reason(required=True)
