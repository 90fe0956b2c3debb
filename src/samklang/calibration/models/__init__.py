"""The facts of calibration: one file for each noun."""

from samklang.calibration.models.case import Case, CaseKey, CaseLine
from samklang.calibration.models.licence import Licence, LicenceTerms
from samklang.calibration.models.machine import Machine
from samklang.calibration.models.point import Point
from samklang.calibration.models.rating import LineMark, Rating
from samklang.calibration.models.round import Rater, Result, Round, RoundCase, RoundIndicator

__all__ = [
    "Case", "CaseKey", "CaseLine", "Licence", "LicenceTerms", "LineMark", "Machine", "Point", "Rater", "Rating",
    "Result", "Round", "RoundCase", "RoundIndicator",
]  # fmt: skip
