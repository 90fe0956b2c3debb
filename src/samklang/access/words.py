"""What roles and rights are called where people read about them, and a choice's label as a sentence."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils import translation

from samklang.access.enums import Right, Role
from samklang.core.words import Sentence, say


def said(choice: TextChoices) -> Sentence:
    """The label of a choice as a sentence, which gets its language last."""
    with translation.override("en"):
        return Sentence(str(choice.label))


RIGHTS_IN_WORDS: Mapping[Right, Sentence] = {
    Right.SEE_STAFF: say("See who works here, and each person's page"),
    Right.EDIT_STAFF: say("Keep the staff register: engagements, working hours, leave"),
    Right.IMPORT_STAFF: say("Import staff from a spreadsheet"),
    Right.SEE_LEAVE_KIND: say("See why somebody is away; others see only that they are"),
    Right.SEE_COVER: say("See how the teams are manned"),
    Right.SEE_PLANS: say("See course plans"),
    Right.MAKE_PLANS: say("Make course plans"),
    Right.PUBLISH_PLANS: say("Publish course plans"),
    Right.GIVE_ROLES: say("Give and end roles"),
    Right.GIVE_TOKENS: say("Give other systems access to the API"),
    Right.SEE_NOTICES: say("Read notices of measuring"),
    Right.EDIT_NOTICES: say("Write and announce notices of measuring"),
    Right.READ_LEDGER: say("Search the ledger of who did and read what"),
    Right.ANSWER_CORRECTIONS: say("Answer requests to correct what is held on somebody"),
    Right.ERASE: say("Erase people who have left"),
    Right.SEE_METHOD: say("Read the shared method: concepts, indicators, role profiles"),
    Right.EDIT_METHOD: say("Write the shared method and publish it"),
    Right.SEE_SKILLS: say("See how many reach what their role demands, without names"),
    Right.ASSESS_STAFF: say("Judge the skills of those one manages, for the appraisal talk"),
    Right.LEAD_CALIBRATION: say("Lead calibration: cases, rounds, what was agreed, raters' licences"),
    Right.SEE_AGREEMENT: say("See how far raters agree, without names"),
    Right.SEE_COURSES: say("See courses under way: sessions, seats and attendance of one's people"),
    Right.RUN_COURSES: say("Run courses: seats, attendance, letters, follow-up and certificates"),
    Right.APPROVE_SEATS: say("Approve, refuse and move the seats of one's people, within the cover"),
    Right.SEE_COMPANIES: say("See the companies of the municipality, answer them, and write down what is agreed"),
    Right.RUN_COMPANIES: say("Run the entrance for companies: rules, files, hand-overs, mail, figures by team"),
    Right.PRACTISE: say("Practise in private, get sparring, and use the guide and the links for conversations"),
    Right.RUN_PRACTICE: say("Run practice: pair colleagues, write cases and texts, keep the rules of conversations"),
    Right.SEE_CONVERSATIONS: say("See how conversations go, as figures of groups, and that sparring took place"),
    Right.SEE_EVIDENCE: say("See whether it works: the ladder, the spread, studies and public figures, without names"),
    Right.RUN_EVIDENCE: say("Set up studies, load outcomes, and answer for what figures mean"),
    Right.SEE_REPORTS: say("See reports, without names"),
    Right.SEE_GRANTS: say("See grants and accounts"),
    Right.RUN_GRANTS: say("Apply for grants, enter what they are spent on, and report to the funder"),
    Right.RUN_REPORTS: say("Make and send the page for the political committee"),
    Right.ELEVATE: say("Open records for some hours, with a reason that the head and the works council can read"),
    Right.SEE_ELEVATIONS: say("See which administrators have opened records, and why"),
    Right.EDIT_RETENTION: say("Set how long data are kept"),
}
"""What each right lets somebody do."""

ROLES_IN_WORDS: Mapping[Role, Sentence] = {
    Role.ADMINISTRATOR: say(
        "Runs the access to Samklang, and sees no staff records without opening them with a reason."
    ),
    Role.HEAD: say("Answers for the service: sees whether it works, and announces what staff are measured on."),
    Role.PROGRAMME_LEAD: say("Plans the courses and keeps the staff register true."),
    Role.TEAM_LEADER: say("Leads a team: its people, their leave, and that the counter is manned."),
    Role.STAFF: say("Takes part. Sees their own page and how the teams are manned."),
    Role.TRAINER: say("Teaches. Sees their own sessions and nothing else."),
    Role.OBSERVER: say("Observes and gives feedback. Sees their own observations and nothing else."),
    Role.FUNDER_READER: say(
        "Reads the reports, accounts and vouchers of a grant. Those who keep the books stand by role, not by name."
    ),
    Role.WORKS_COUNCIL_READER: say("Reads for the works council what staff are told, and who has opened records."),
}
"""What each role is for."""
