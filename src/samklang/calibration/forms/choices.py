"""Many boxes to tick, in groups, drawn by one template however many they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms


@dataclass(frozen=True)
class Choice:
    """One box: what it stands for, its words, and what is said beneath."""

    value: int
    label: str
    hint: str = ""


@dataclass(frozen=True)
class ChoiceGroup:
    """Boxes that belong together. folded: shown when one asks for them, or when one of them is ticked."""

    label: str
    choices: Sequence[Choice]
    folded: bool = False


class GroupedBoxes(forms.CheckboxSelectMultiple):
    """The boxes under the names of their groups."""

    template_name = "calibration/widgets/choices.html"

    def __init__(self) -> None:
        super().__init__()
        self.groups: Sequence[ChoiceGroup] = ()

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        """The groups, each with its boxes and whether any is ticked; numbered through, as links to faults expect."""
        given = dict(attrs or {})
        ticked = {str(one) for one in value or ()}
        count = 0
        shown = []
        for group in self.groups:
            boxes = []
            for one in group.choices:
                boxes.append((f"{given.get('id', name)}_{count}", one, str(one.value) in ticked))
                count += 1
            shown.append({"group": group, "boxes": boxes, "ticked": sum(box[2] for box in boxes)})
        return {"widget": {"name": name, "attrs": given}, "groups": shown}

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """None: the boxes have labels of their own."""
        del id_, index
        return ""


class GroupedChoiceField(forms.TypedMultipleChoiceField):
    """Some of the choices; cleaned to their numbers."""

    widget = GroupedBoxes

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, empty_value=[], **options)

    def offer(self, groups: Iterable[ChoiceGroup]) -> None:
        """What can be ticked."""
        found = list(groups)
        self.choices = [(one.value, one.label) for group in found for one in group.choices]
        if isinstance(self.widget, GroupedBoxes):
            self.widget.groups = found


def boxes_of(form: forms.Form, name: str) -> GroupedChoiceField:
    """A field of the form that is such boxes."""
    return cast(GroupedChoiceField, form.fields[name])
