"""The facts of the committee page."""

from samklang.committee.models.issue import Issue
from samklang.committee.models.schedule import Recipient, Schedule

__all__ = ["Issue", "Recipient", "Schedule"]
