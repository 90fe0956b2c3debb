"""A word with one agreed meaning."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.method.models.edition import Edition
from samklang.method.models.worded import Worded, line, prose


class Concept(Worded):
    """A term, what it means, what is an example of it, and what is easily mistaken for it."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="concepts")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    term_da = line()
    term_en = line()
    definition_da = prose()
    definition_en = prose()
    example_da = prose()
    example_en = prose()
    counter_example_da = prose()
    counter_example_en = prose()
    esco = models.URLField(max_length=200, blank=True)

    class Privacy:
        """Text of the method."""

        personal: dict[str, Erase] = {}
        plain = {
            "id", "edition", "key", "position", "term_da", "term_en", "definition_da", "definition_en", "example_da",
            "example_en", "counter_example_da", "counter_example_en", "esco",
        }  # fmt: skip

    class Meta:
        db_table = "method_concept"
        ordering = ["edition_id", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="concept_key_once_in_an_edition")]

    def __str__(self) -> str:
        return self.term_da
