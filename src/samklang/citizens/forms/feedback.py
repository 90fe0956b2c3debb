"""What citizens answer, how many are asked, and where a code hangs."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Place
from samklang.citizens.content import FeedbackWords
from samklang.citizens.enums import Involved, SameWay
from samklang.citizens.rules.feedback import MOST_SLIPS
from samklang.method.periods import Period
from samklang.web.language import current_language
from samklang.web.word_fields import NamelessField


class FeedbackForm(forms.Form):
    """Two questions with answers to choose from. There is nothing to write: no name can come in."""

    involved = forms.TypedChoiceField(
        choices=Involved.choices, coerce=lambda value: Involved(int(value)), widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose one of the answers.")),
    )  # fmt: skip
    same = forms.TypedChoiceField(
        choices=SameWay.choices, coerce=SameWay, empty_value="", required=False, widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the answers.")},
    )  # fmt: skip

    def __init__(self, data: Any, *, words: FeedbackWords, language: str) -> None:
        super().__init__(data)
        involved, same = self.fields["involved"], self.fields["same"]
        involved.label, same.label = words.involved.worded(language), words.same.worded(language)
        involved.choices = [(one.key, one.words.worded(language)) for one in words.involved_answers]  # type: ignore[attr-defined]  # it is a choice
        same.choices = [(one.key, one.words.worded(language)) for one in words.same_answers]  # type: ignore[attr-defined]  # it is a choice


class SlipsForm(forms.Form):
    """How many slips to print."""

    count = forms.IntegerField(
        label=_("How many slips"), min_value=1, max_value=MOST_SLIPS, initial=10,
        help_text=_("Ten fit on a sheet of paper. Each is used once."),
    )  # fmt: skip


class CodeForm(forms.Form):
    """A code on the wall: whose, and where."""

    team = forms.ChoiceField(label=_("Team"))
    title = NamelessField(
        label=_("Where it hangs"), max_length=80, help_text=_("Such as: the waiting room on the second floor.")
    )

    def __init__(self, data: Any, *, teams: Iterable[Place]) -> None:
        super().__init__(data)
        self.teams = {str(one.pk): one for one in teams}
        self.fields["team"].choices = [(key, one.name) for key, one in self.teams.items()]  # type: ignore[attr-defined]  # it is a choice

    def clean_team(self) -> Place:
        """The team itself."""
        return self.teams[self.cleaned_data["team"]]


class CitizenFiguresFilter(forms.Form):
    """Which jobcentre, and which quarter its teams are shown for."""

    place = forms.ChoiceField(label=_("Jobcentre"), required=False)
    quarter = forms.ChoiceField(label=_("Quarter"), required=False)

    def __init__(self, *, places: Sequence[Place], place: Place, quarters: Sequence[Period], quarter: Period) -> None:
        super().__init__({"place": str(place.pk), "quarter": quarter.key})
        language = current_language()
        self.fields["quarter"].choices = [(one.key, one.words(language)) for one in quarters]  # type: ignore[attr-defined]  # it is a choice
        if len(places) > 1:
            self.fields["place"].choices = [(str(one.pk), one.name) for one in places]  # type: ignore[attr-defined]  # it is a choice
        else:
            del self.fields["place"]
