"""The agreements of a conversation, as they are put on paper. Nothing of it is kept."""

from collections.abc import Iterator
from typing import NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

MOST = 4


class Agreement(NamedTuple):
    """What one of the two does."""

    what: str
    who: str
    when: str


class AgreementsForm(forms.Form):
    """In the citizen's own words; up to four agreements, and where the jobs are."""

    goal = forms.CharField(
        label=_("The job I am aiming for"), required=False, max_length=200,
        help_text=_("In the citizen's own words."),
    )  # fmt: skip
    openings = forms.CharField(
        label=_("Where there are jobs to apply for"), required=False, max_length=400,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip
    next_time = forms.CharField(label=_("When we talk again"), required=False, max_length=100)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they are
        whos = [("", _("Choose")), ("me", _("I (the citizen)")), ("counsellor", _("The counsellor")),
                ("both", _("Both of us"))]  # fmt: skip
        for number in range(1, MOST + 1):
            self.fields[f"what_{number}"] = forms.CharField(
                label=_("What is to happen"), required=False, max_length=200
            )
            self.fields[f"who_{number}"] = forms.ChoiceField(label=_("Who"), required=False, choices=whos)
            self.fields[f"when_{number}"] = forms.CharField(
                label=_("When, at the latest"), required=False, max_length=60
            )

    def rows(self) -> Iterator[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The fields of each agreement."""
        for number in range(1, MOST + 1):
            yield self[f"what_{number}"], self[f"who_{number}"], self[f"when_{number}"]

    def agreements(self) -> list[Agreement]:
        """Those that were written."""
        given, whos = self.cleaned_data, dict(self.fields["who_1"].choices)  # type: ignore[attr-defined]
        return [
            Agreement(given[f"what_{n}"], str(whos[given[f"who_{n}"]]) if given[f"who_{n}"] else "", given[f"when_{n}"])
            for n in range(1, MOST + 1)
            if given[f"what_{n}"]
        ]
