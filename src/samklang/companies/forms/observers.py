"""Whom to ask along and what to look out for; and the answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.companies.enums import ObserverState
from samklang.companies.forms.fields import ColleagueField
from samklang.companies.queries.observers import Choice
from samklang.web.word_fields import WordsField

_LEADS = _("leads you")


class _ObserverField(ColleagueField):
    """A colleague; who leads the person is marked."""

    managers: frozenset[int] = frozenset()

    def label_from_instance(self, obj: Any) -> str:
        """The name, and that it is one's manager."""
        return f"{obj.name} ({_LEADS})" if obj.pk in self.managers else str(obj.name)


class ObserverForm(forms.Form):
    """Whom, and what for."""

    person = _ObserverField(
        label=_("Whom"),
        help_text=_(
            "Who leads you stands last and is never proposed: practice goes better with an equal. You may choose them."
        ),
    )  # fmt: skip
    focus = WordsField(
        label=_("What should they look out for?"), required=False, max_length=300,
        help_text=_("One thing, such as: do I ask before I offer?"),
    )  # fmt: skip

    def __init__(self, *args: Any, choice: Choice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        if isinstance(field, _ObserverField):
            field.queryset, field.managers = choice.people, choice.managers


class ObserverAnswerForm(forms.Form):
    """Yes or no, and a word with it."""

    state = forms.ChoiceField(
        label=_("Do you come along?"), widget=forms.RadioSelect,
        choices=[(ObserverState.YES.value, _("Yes, gladly")), (ObserverState.NO.value, _("No, I cannot"))],
        error_messages={"required": _("Choose yes or no.")},
    )  # fmt: skip
    answer = WordsField(label=_("A word with it"), required=False, max_length=300)
