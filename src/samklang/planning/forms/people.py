"""Who is to be trained: a checklist that can be searched, and one person."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.planning.documents import Document, Item
from samklang.planning.forms.parts import offer

SHOW = (("", _("All")), ("yes", _("To be trained")), ("no", _("Not to be trained")), ("done", _("Has done everything")))


class NarrowPeopleForm(forms.Form):
    """What the checklist can be narrowed by."""

    name = forms.CharField(label=_("Name"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    team = forms.ChoiceField(label=_("Team"), required=False)
    show = forms.ChoiceField(label=_("Show"), choices=SHOW, required=False)

    def __init__(self, data: Any = None, *, document: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.document = document
        offer(self, "team", [("", _("All")), *((one["id"], one["name"]) for one in document.get("teams", ()))])

    def matching(self) -> list[Item]:
        """The people who match, in the document's order."""
        found = self.cleaned_data if self.is_valid() else {}
        name, team, show = (found.get(key) or "" for key in ("name", "team", "show"))
        modules = {module["id"] for module in self.document.get("modules", ())}
        return [
            person
            for person in self.document.get("people", ())
            if name.strip().casefold() in f"{person['name']} {person['id']}".casefold()
            and team in {"", person["team"]}
            and show in {"", _state(person, modules)}
        ]


def _state(person: Item, modules: set[str]) -> str:
    if modules and modules <= set(person.get("done_modules", ())):
        return "done"
    return "yes" if person.get("to_train", True) else "no"


def with_marks(document: Mapping[str, Any], marks: Mapping[str, bool]) -> Document:
    """The document with people marked as to be trained or not; marks: by id."""
    people = [
        {**person, "to_train": marks.get(person["id"], person.get("to_train", True))}
        for person in document.get("people", ())
    ]
    return {**document, "people": people}


class PersonForm(forms.Form):
    """What the programme says of one person."""

    to_train = forms.BooleanField(label=_("To be trained"), required=False)
    done_modules = forms.MultipleChoiceField(
        label=_("Has done earlier"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("These modules are skipped."),
    )  # fmt: skip
    peer = forms.ChoiceField(
        label=_("Practises with"), required=False, help_text=_("The planner tries to keep the two in one cohort.")
    )

    def __init__(self, data: Any = None, *, document: Mapping[str, Any], person: Item) -> None:
        super().__init__(data, initial=person)
        offer(self, "done_modules", [(one["id"], one["name"]) for one in document.get("modules", ())])
        others = [(one["id"], one["name"]) for one in document.get("people", ()) if one["id"] != person["id"]]
        offer(self, "peer", [("", _("Nobody")), *others])

    def changed(self, document: Mapping[str, Any], person: Item) -> Document:
        """The document with the person as typed."""
        typed = {**self.cleaned_data, "peer": self.cleaned_data["peer"] or None}
        people = [{**one, **typed} if one["id"] == person["id"] else one for one in document["people"]]
        return {**document, "people": people}
