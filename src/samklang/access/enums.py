"""Roles and what each may do, the kinds of places, and how each personal field is erased."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceKind(models.TextChoices):
    """A municipality holds jobcentres, which hold teams."""

    MUNICIPALITY = "municipality", _("Municipality")
    JOBCENTRE = "jobcentre", _("Jobcentre")
    TEAM = "team", _("Team")


class Right(StrEnum):
    """One thing that may be done, at a place and everything below it."""

    SEE_STAFF = "see-staff"
    EDIT_STAFF = "edit-staff"
    IMPORT_STAFF = "import-staff"
    SEE_LEAVE_KIND = "see-leave-kind"
    SEE_COVER = "see-cover"
    SEE_PLANS = "see-plans"
    MAKE_PLANS = "make-plans"
    PUBLISH_PLANS = "publish-plans"
    GIVE_ROLES = "give-roles"
    GIVE_TOKENS = "give-tokens"
    SEE_NOTICES = "see-notices"
    EDIT_NOTICES = "edit-notices"
    READ_LEDGER = "read-ledger"
    ANSWER_CORRECTIONS = "answer-corrections"
    ERASE = "erase"
    SEE_METHOD = "see-method"
    EDIT_METHOD = "edit-method"
    SEE_SKILLS = "see-skills"
    ASSESS_STAFF = "assess-staff"
    LEAD_CALIBRATION = "lead-calibration"
    SEE_AGREEMENT = "see-agreement"
    SEE_COURSES = "see-courses"
    RUN_COURSES = "run-courses"
    APPROVE_SEATS = "approve-seats"
    SEE_COMPANIES = "see-companies"
    RUN_COMPANIES = "run-companies"
    PRACTISE = "practise"
    RUN_PRACTICE = "run-practice"
    SEE_CONVERSATIONS = "see-conversations"
    SEE_EVIDENCE = "see-evidence"
    RUN_EVIDENCE = "run-evidence"
    SEE_REPORTS = "see-reports"
    SEE_GRANTS = "see-grants"
    RUN_GRANTS = "run-grants"
    RUN_REPORTS = "run-reports"
    ELEVATE = "elevate"
    SEE_ELEVATIONS = "see-elevations"
    EDIT_RETENTION = "edit-retention"


class Role(models.TextChoices):
    """What somebody is at a place, for a time."""

    ADMINISTRATOR = "administrator", _("Administrator")
    HEAD = "head", _("Head of service")
    PROGRAMME_LEAD = "programme-lead", _("Programme lead")
    TEAM_LEADER = "team-leader", _("Team leader")
    STAFF = "staff", _("Staff member")
    TRAINER = "trainer", _("Trainer")
    OBSERVER = "observer", _("Observer")
    FUNDER_READER = "funder-reader", _("Reader of funder reports")
    WORKS_COUNCIL_READER = "works-council-reader", _("Works council reader")


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.ADMINISTRATOR: frozenset(
        {
            Right.GIVE_ROLES, Right.GIVE_TOKENS, Right.READ_LEDGER, Right.SEE_NOTICES, Right.ERASE, Right.ELEVATE,
            Right.EDIT_RETENTION,
        }
    ),
    Role.HEAD: frozenset(
        {
            Right.SEE_STAFF, Right.SEE_COVER, Right.SEE_PLANS, Right.PUBLISH_PLANS, Right.GIVE_ROLES, Right.SEE_NOTICES,
            Right.EDIT_NOTICES, Right.READ_LEDGER, Right.ANSWER_CORRECTIONS, Right.SEE_REPORTS, Right.SEE_GRANTS,
            Right.SEE_ELEVATIONS, Right.EDIT_RETENTION, Right.SEE_METHOD, Right.SEE_SKILLS, Right.SEE_AGREEMENT,
            Right.SEE_COURSES, Right.APPROVE_SEATS, Right.SEE_COMPANIES, Right.RUN_COMPANIES,
            Right.SEE_CONVERSATIONS, Right.PRACTISE, Right.SEE_EVIDENCE, Right.RUN_EVIDENCE, Right.RUN_GRANTS,
            Right.RUN_REPORTS,
        }
    ),
    Role.PROGRAMME_LEAD: frozenset(
        {
            Right.SEE_STAFF, Right.EDIT_STAFF, Right.IMPORT_STAFF, Right.SEE_COVER, Right.SEE_PLANS, Right.MAKE_PLANS,
            Right.PUBLISH_PLANS, Right.SEE_NOTICES, Right.ANSWER_CORRECTIONS, Right.SEE_REPORTS, Right.SEE_GRANTS,
            Right.SEE_METHOD, Right.EDIT_METHOD, Right.SEE_SKILLS, Right.LEAD_CALIBRATION, Right.SEE_AGREEMENT,
            Right.SEE_COURSES, Right.RUN_COURSES, Right.APPROVE_SEATS, Right.SEE_COMPANIES, Right.RUN_COMPANIES,
            Right.SEE_CONVERSATIONS, Right.PRACTISE, Right.RUN_PRACTICE, Right.SEE_EVIDENCE, Right.RUN_EVIDENCE,
            Right.RUN_GRANTS, Right.RUN_REPORTS,
        }
    ),
    Role.TEAM_LEADER: frozenset(
        {
            Right.SEE_STAFF, Right.EDIT_STAFF, Right.SEE_LEAVE_KIND, Right.SEE_COVER, Right.SEE_PLANS,
            Right.SEE_NOTICES, Right.SEE_METHOD, Right.SEE_SKILLS, Right.ASSESS_STAFF, Right.SEE_AGREEMENT,
            Right.SEE_COURSES, Right.APPROVE_SEATS, Right.SEE_COMPANIES, Right.RUN_COMPANIES,
            Right.SEE_CONVERSATIONS, Right.PRACTISE, Right.SEE_EVIDENCE,
        }
    ),
    Role.STAFF: frozenset(
        {
            Right.SEE_COVER, Right.SEE_NOTICES, Right.SEE_METHOD, Right.SEE_COMPANIES, Right.PRACTISE,
            Right.SEE_EVIDENCE,
        }
    ),
    Role.TRAINER: frozenset({Right.SEE_METHOD, Right.PRACTISE}),
    Role.OBSERVER: frozenset({Right.SEE_METHOD, Right.PRACTISE}),
    Role.FUNDER_READER: frozenset({Right.SEE_REPORTS, Right.SEE_GRANTS}),
    Role.WORKS_COUNCIL_READER: frozenset(
        {Right.SEE_NOTICES, Right.SEE_REPORTS, Right.SEE_ELEVATIONS, Right.SEE_METHOD, Right.SEE_CONVERSATIONS,
            Right.SEE_EVIDENCE,
        }
    ),
}  # fmt: skip
"""What a role may do. Everybody may besides see their own page and what is held on them."""

ELEVATED: frozenset[Right] = frozenset(
    {Right.SEE_STAFF, Right.EDIT_STAFF, Right.SEE_COVER, Right.SEE_PLANS, Right.ANSWER_CORRECTIONS}
)
"""What an administrator may do besides while an elevation runs: with a stated reason, for a limited time."""


class Scope(models.TextChoices):
    """What the holder of a token is let in to do, at the token's place and everything below it."""

    SCIM = "scim", _("Keep people and teams as the municipality's directory has them (SCIM)")
    STAFF_READ = "staff-read", _("Read staff and teams")
    LEAVE_READ = "leave-read", _("Read who is away when")
    LEAVE_KIND_READ = "leave-kind-read", _("Read why somebody is away")
    COVER_READ = "cover-read", _("Read cover, as counts")
    PLANS_READ = "plans-read", _("Read course plans")


SCOPES: dict[Scope, frozenset[Right]] = {
    Scope.SCIM: frozenset({Right.SEE_STAFF, Right.EDIT_STAFF, Right.GIVE_ROLES}),
    Scope.STAFF_READ: frozenset({Right.SEE_STAFF}),
    Scope.LEAVE_READ: frozenset({Right.SEE_STAFF}),
    Scope.LEAVE_KIND_READ: frozenset({Right.SEE_LEAVE_KIND}),
    Scope.COVER_READ: frozenset({Right.SEE_COVER}),
    Scope.PLANS_READ: frozenset({Right.SEE_PLANS}),
}
"""The rights a token has in place of its owner's: these and no others."""


class Erase(models.TextChoices):
    """What becomes of a personal field when the person it is about is erased."""

    BLANK = "blank", _("emptied")
    REPLACE = "replace", _("replaced by a number")
    ROW = "row", _("the whole row is deleted")
    KEEP = "keep", _("kept, because the law asks for it")


class Purpose(models.TextChoices):
    """What staff may be measured for. Each is off until a notice of it is in force."""

    OBSERVATION = "observation", _("Observation and feedback on conversations and meetings")
    SELF_REVIEW = "self-review", _("Own review after conversations, shown as trends of groups")
    CITIZEN_FEEDBACK = "citizen-feedback", _("Citizens' answers about conversations, shown for groups")
    COMPANY_PULSE = "company-pulse", _("Companies' answers after contact, shown for groups")
    BELIEF = "belief", _("What staff believe will become of citizens, written down by themselves and shown for groups")
    RECORDING = "recording", _("Recordings of conversations, with the consent of both")
    LANGUAGE_MODEL = "language-model", _("Practice with a language model, seen by nobody but the one who practises")
    KNOWLEDGE = "knowledge", _("Knowledge checks in courses")
    CALIBRATION = "calibration", _("Agreement between those who rate cases")
    SKILLS = "skills", _("Skills as staff and managers judge them, for the appraisal talk")
    SPREAD = "spread", _("How much the practice differs between members of staff, without names")
    OUTCOMES = "outcomes", _("Results for citizens and companies beside who was trained, without names")


class NoticeState(models.TextChoices):
    """How far a notice has come on a day."""

    DRAFT = "draft", _("Draft")
    ANNOUNCED = "announced", _("Announced")
    IN_FORCE = "in-force", _("In force")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class CorrectionState(models.TextChoices):
    """How far a request to correct what is held on somebody has come."""

    OPEN = "open", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
