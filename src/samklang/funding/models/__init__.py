"""The facts of funding: one file for each noun."""

from samklang.funding.models.application import Application, Attachment, Criterion, PersonAsked
from samklang.funding.models.books import Commitment, Posting, Voucher
from samklang.funding.models.budget import Budget, BudgetLine
from samklang.funding.models.document import Document
from samklang.funding.models.grant import ChangeRequest, Condition, Grant, HourlyRate, Instalment
from samklang.funding.models.report import Report
from samklang.funding.models.scheme import Scheme, SchemeRound

__all__ = [
    "Application", "Attachment", "Budget", "BudgetLine", "ChangeRequest", "Commitment", "Condition", "Criterion",
    "Document", "Grant", "HourlyRate", "Instalment", "PersonAsked", "Posting", "Report", "Scheme", "SchemeRound",
    "Voucher",
]  # fmt: skip
