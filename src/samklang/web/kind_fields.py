"""Fields that are read as a cell of a workbook is: kroner, shares."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from samklang.core.words import render
from samklang.core.workbook.issues import Misread
from samklang.core.workbook.kinds import Money, Percent
from samklang.core.workbook.kinds.base import Kind
from samklang.web.language import current_language


def in_words(misread: Misread) -> ValidationError:
    """What is wrong and what to write instead, in the language of the page."""
    language = current_language()
    return ValidationError(f"{render(misread.what, language)} {render(misread.instead, language)}")


class KindField(forms.CharField):
    """A text that is understood as a cell of the workbook is."""

    kind: Kind

    def __init__(self, **given: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"widget": widget, **given})

    def to_python(self, value: Any) -> Any:
        """The value; None where nothing was written. Raises ValidationError."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return self.kind.read(text).value
        except Misread as misread:
            raise in_words(misread) from None


class KronerField(KindField):
    """Kroner as people write them, whole øre in the document."""

    kind = Money()

    def prepare_value(self, value: Any) -> Any:
        """Øre as kroner: «12.500» in Danish, «12500» in English, with two decimals only where they are needed."""
        if not isinstance(value, int) or isinstance(value, bool):
            return value
        kroner, ore = divmod(value, 100)
        grouped = f"{kroner:,}".replace(",", ".") if current_language() == "da" else str(kroner)
        return f"{grouped},{ore:02}" if ore else grouped


class PercentField(KindField):
    """A share from 0 to 100."""

    kind = Percent()

    def prepare_value(self, value: Any) -> Any:
        """«12,5»."""
        return f"{value:g}".replace(".", ",") if isinstance(value, int | float) else value
