"""The order of the wishes, and how much of each may be given up for those after it."""

from collections.abc import Mapping
from typing import Any

from django import forms

from samklang.core.planner.problem import DEFAULT_WISHES, Wish
from samklang.planning import documents
from samklang.planning.documents import Document
from samklang.web.kind_fields import PercentField


class WishesForm(forms.Form):
    """A percentage for each wish, in their order; which buttons moved one is said by `move`."""

    def __init__(self, data: Any = None, *, document: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.document = document
        given = {level["wish"]: level.get("give_percent", 0.0) for level in document.get("wishes", ())}
        offered = [wish.value for wish in Wish if wish is not Wish.ORDER or documents.is_drawn(document)]
        known = [*given, *(one for one in offered if one not in given)]
        sent = [one for one in str((data or {}).get("order", "")).split(",") if one in known]
        self.order = [*sent, *(one for one in known if one not in sent)] if sent else known
        self.counting = set(given) or {level.wish.value for level in DEFAULT_WISHES}
        for wish in self.order:
            self.fields[f"counts_{wish}"] = forms.BooleanField(required=False, initial=wish in self.counting)
            self.fields[f"give_{wish}"] = PercentField(required=False, initial=given.get(wish, 0.0))

    def move(self, wish: str, steps: int) -> None:
        """One wish up (-1) or down (1)."""
        if wish not in self.order:
            return
        place = self.order.index(wish)
        other = min(max(place + steps, 0), len(self.order) - 1)
        self.order[place], self.order[other] = self.order[other], self.order[place]

    def rows(self) -> list[dict[str, Any]]:
        """For the page: each wish with its two fields, in order."""
        return [
            {"wish": Wish(one), "counts": self[f"counts_{one}"], "give": self[f"give_{one}"], "place": place}
            for place, one in enumerate(self.order, start=1)
        ]

    def changed(self) -> Document:
        """The document with the wishes that count, in order."""
        wishes = [
            {"wish": one, "give_percent": float(self.cleaned_data[f"give_{one}"] or 0)}
            for one in self.order
            if self.cleaned_data[f"counts_{one}"]
        ]
        return {**self.document, "wishes": wishes}
