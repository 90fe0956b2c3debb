"""The facts of planning: one file for each noun."""

from samklang.planning.models.adjustment import Adjustment
from samklang.planning.models.programme import Programme, Version
from samklang.planning.models.publication import Publication, PublishedSession
from samklang.planning.models.run import Run
from samklang.planning.models.variant import Variant

__all__ = ["Adjustment", "Programme", "Publication", "PublishedSession", "Run", "Variant", "Version"]
