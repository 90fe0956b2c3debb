"""What a citizen ticks. There is nothing to write: no name can come in."""

from typing import Any

from django import forms

from samklang.citizens.sheet import Sheet


class TopicsForm(forms.Form):
    """What they would like to talk about; nothing is an answer too."""

    topics = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any, *, sheet: Sheet, ticked: list[str]) -> None:
        super().__init__(data, initial={"topics": ticked})
        self.fields["topics"].label = sheet.words["topics"]
        self.fields["topics"].choices = list(sheet.topics.items())  # type: ignore[attr-defined]  # it is a choice
