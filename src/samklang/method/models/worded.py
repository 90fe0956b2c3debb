"""Rows whose texts are written in Danish and in English."""

from __future__ import annotations

from django.db import models


class Worded(models.Model):
    """Texts in two languages: `name_da` and `name_en`. Where the English is not written, the Danish is shown."""

    class Meta:
        abstract = True

    def worded(self, field: str, language: str) -> str:
        """One text in a language. field: "name"; language: "da" or "en"."""
        said = str(getattr(self, f"{field}_{language}"))
        return said or str(getattr(self, f"{field}_da")) or str(getattr(self, f"{field}_en"))


def line(most: int = 200) -> models.CharField[str, str]:
    """A text of one line."""
    return models.CharField(max_length=most, blank=True)


def prose(most: int = 2000) -> models.TextField[str, str]:
    """A text of some sentences."""
    return models.TextField(max_length=most, blank=True)
