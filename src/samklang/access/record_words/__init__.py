"""What tables and fields are called on the page “What we hold on you”, and why each table is kept.

Named by text, since tables of the areas above stand here too; a test holds the lists against the models.
"""

from collections.abc import Mapping

from samklang.access.record_words.committee import COMMITTEE_FIELDS
from samklang.access.record_words.fields import FIELDS as COMMON_FIELDS
from samklang.access.record_words.fields import PARTS
from samklang.access.record_words.funding import FUNDING_FIELDS
from samklang.access.record_words.tables import TABLES
from samklang.core.words import Sentence

FIELDS: Mapping[str, Sentence] = {**COMMON_FIELDS, **COMMITTEE_FIELDS, **FUNDING_FIELDS}
"""By the field's name, or by table and name where the name alone would not say it."""

__all__ = ["FIELDS", "PARTS", "TABLES"]
