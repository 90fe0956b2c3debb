"""What one narrows the list of concepts by."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Place
from samklang.web.answers import number_in


class ConceptFilter(forms.Form):
    """Words, a framework, and the jobcentre where there are several. Whatever else is sent narrows nothing."""

    q = forms.CharField(label=_("Word"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    framework = forms.ChoiceField(label=_("Framework"), required=False)
    place = forms.ChoiceField(label=_("Jobcentre"), required=False)

    def __init__(self, data: Any, *, jobcentres: Sequence[Place]) -> None:
        super().__init__(data)
        self.jobcentres = {one.pk: one for one in jobcentres}
        self.offered: set[str] = set()
        if len(self.jobcentres) > 1:
            self.fields["place"] = forms.ChoiceField(
                label=self.fields["place"].label,
                choices=[(str(one.pk), one.name) for one in jobcentres],
                required=False,
            )
        else:
            del self.fields["place"]

    def offer(self, frameworks: Sequence[tuple[str, str]]) -> None:
        """Let a framework be chosen, where there are several."""
        self.offered = {key for key, _name in frameworks}
        if len(frameworks) > 1:
            label = self.fields["framework"].label
            choices = [("", _("All")), *frameworks]
            self.fields["framework"] = forms.ChoiceField(label=label, choices=choices, required=False)
        else:
            del self.fields["framework"]

    def chosen_jobcentre(self) -> Place | None:
        """The one asked for; else the first by name."""
        wanted = number_in(str(self.data.get("place", "")))
        return self.jobcentres.get(wanted or 0) or next(iter(self.jobcentres.values()), None)

    def chosen_framework(self) -> str:
        """The key of the one asked for; "" for all of them."""
        wanted = str(self.data.get("framework", ""))
        return wanted if wanted in self.offered else ""

    def chosen_text(self) -> str:
        """The words."""
        return str(self.data.get("q", "")).strip()[:200]
