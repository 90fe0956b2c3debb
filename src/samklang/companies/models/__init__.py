"""Facts of the company door."""

from samklang.companies.models.company import Company, CompanyContact, Site
from samklang.companies.models.different import DifferentCompanies
from samklang.companies.models.enquiry import (
    Assignment,
    Attachment,
    CompanyMail,
    Enquiry,
    FormSent,
    Pause,
    ReceivedMail,
)
from samklang.companies.models.entrance import Entrance, RoutingRule
from samklang.companies.models.entry import Entry
from samklang.companies.models.guard import Claim, GuardOutcome
from samklang.companies.models.hand_over import HandOver, HandOverItem
from samklang.companies.models.load import Load
from samklang.companies.models.meeting import Meeting, MeetingContact, ObserverAsked, SelfReview
from samklang.companies.models.merge import Merge
from samklang.companies.models.opening import NextStep, Opening
from samklang.companies.models.pulse import PulseAnswer, PulseAsked

__all__ = [
    "Assignment",
    "Attachment",
    "Claim",
    "Company",
    "CompanyContact",
    "CompanyMail",
    "DifferentCompanies",
    "Enquiry",
    "Entrance",
    "Entry",
    "FormSent",
    "GuardOutcome",
    "HandOver",
    "HandOverItem",
    "Load",
    "Meeting",
    "MeetingContact",
    "Merge",
    "NextStep",
    "ObserverAsked",
    "Opening",
    "Pause",
    "PulseAnswer",
    "PulseAsked",
    "ReceivedMail",
    "RoutingRule",
    "SelfReview",
    "Site",
]
