"""What tables and fields are called on the page “What we hold on you”, and why each table is kept.

Named by text, since tables of the areas above stand here too; a test holds the lists against the models.
"""

from samklang.access.record_words.fields import FIELDS, PARTS
from samklang.access.record_words.tables import TABLES

__all__ = ["FIELDS", "PARTS", "TABLES"]
