"""The facts of evidence."""

from samklang.evidence.models.ladder import Baseline, RungReading
from samklang.evidence.models.metric_owner import MetricOwner
from samklang.evidence.models.public import PublicLoad, PublicTable, PublicValue
from samklang.evidence.models.spread import SpreadSum, SpreadTable
from samklang.evidence.models.study import Study, StudyAnswer, StudyFile, StudyUnit

__all__ = [
    "Baseline", "MetricOwner", "PublicLoad", "PublicTable", "PublicValue", "RungReading", "SpreadSum", "SpreadTable",
    "Study", "StudyAnswer", "StudyFile", "StudyUnit",
]  # fmt: skip
