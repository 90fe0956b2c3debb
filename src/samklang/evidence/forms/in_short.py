"""Which jobcentre the page is of."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Place


class PlaceFilter(forms.Form):
    """One of those whose evidence one sees."""

    place = forms.ChoiceField(label=_("Jobcentre"), required=False)

    def __init__(self, *, places: Sequence[Place], place: Place) -> None:
        super().__init__({"place": str(place.pk)})
        self.fields["place"].choices = [(str(one.pk), one.name) for one in places]  # type: ignore[attr-defined]  # it is a choice
