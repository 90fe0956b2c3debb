"""A text in both languages, as it stands in Samklang's own content and in what was taken from it. Pure."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Text(NamedTuple):
    """The same thing said twice."""

    da: str
    en: str

    def worded(self, language: str) -> str:
        """In the language; in the other where it is said in one alone."""
        return (self.en or self.da) if language == "en" else (self.da or self.en)

    def as_document(self) -> dict[str, str]:
        """As it is stored."""
        return {"da": self.da, "en": self.en}


def text_from(document: Mapping[str, Any]) -> Text:
    """A text as it was stored; what else stands in the document is left out."""
    return Text(str(document.get("da", "")), str(document.get("en", "")))
