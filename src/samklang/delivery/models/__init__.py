"""Facts of courses under way."""

from samklang.delivery.models.assignment import Assignment
from samklang.delivery.models.attendance import AttendanceCorrection, AttendanceNote
from samklang.delivery.models.catch_up import CatchUp
from samklang.delivery.models.certificate import Certificate, CertificateRule, StatusEntry
from samklang.delivery.models.course import Course
from samklang.delivery.models.dead_address import DeadAddress
from samklang.delivery.models.earlier import EarlierProof
from samklang.delivery.models.evaluation import EvaluationAnswer, EvaluationAsked
from samklang.delivery.models.feed import FeedAddress
from samklang.delivery.models.invitation import Invitation
from samklang.delivery.models.knowledge import KnowledgeCheck, OwnQuestion
from samklang.delivery.models.letter_text import LetterText
from samklang.delivery.models.mail import Mail
from samklang.delivery.models.material import Material, MaterialVersion
from samklang.delivery.models.posted import Posted
from samklang.delivery.models.request import SeatRequest
from samklang.delivery.models.seat import Seat
from samklang.delivery.models.session import Participation, Session
from samklang.delivery.models.statement import Statement
from samklang.delivery.models.waiting import Offer, WaitingPlace

__all__ = [
    "Assignment",
    "AttendanceCorrection",
    "AttendanceNote",
    "CatchUp",
    "Certificate",
    "CertificateRule",
    "Course",
    "DeadAddress",
    "EarlierProof",
    "EvaluationAnswer",
    "EvaluationAsked",
    "FeedAddress",
    "Invitation",
    "KnowledgeCheck",
    "LetterText",
    "Mail",
    "Material",
    "MaterialVersion",
    "Offer",
    "OwnQuestion",
    "Participation",
    "Posted",
    "Seat",
    "SeatRequest",
    "Session",
    "Statement",
    "StatusEntry",
    "WaitingPlace",
]
