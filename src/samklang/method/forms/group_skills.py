"""Which group's skills are asked for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Place
from samklang.method.models import Profile
from samklang.web.language import current_language


class GroupFilter(forms.Form):
    """A jobcentre and a role profile; what is not among those there are is taken for the first."""

    jobcentre = forms.ChoiceField(label=_("Jobcentre"), required=False)
    profile = forms.ChoiceField(label=_("Role profile"), required=False)

    def __init__(self, data: Any, *, jobcentres: Sequence[Place], profiles: Sequence[Profile]) -> None:
        super().__init__(data)
        language = current_language()
        self._offer("jobcentre", [(str(one.pk), one.name) for one in jobcentres])
        self._offer(
            "profile",
            [
                (str(one.pk), f"{one.edition.worded('name', language)}: {one.worded('name', language)}")
                for one in profiles
            ],
        )
        if len(jobcentres) < 2:
            del self.fields["jobcentre"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
