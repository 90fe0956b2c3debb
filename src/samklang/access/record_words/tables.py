"""What each table is called, and why it is kept."""

from collections.abc import Mapping

from samklang.access.record_words.committee import COMMITTEE
from samklang.access.record_words.doors import DOORS
from samklang.access.record_words.evidence import EVIDENCE
from samklang.access.record_words.funding import FUNDING
from samklang.core.words import Sentence, say

TABLES: Mapping[str, tuple[Sentence, Sentence]] = {
    "access.person": (
        say("Person and sign-in"),
        say("Needed to be known and to sign in."),
    ),
    "access.rolegrant": (
        say("Access roles"),
        say("Decide what the person may see and do."),
    ),
    "access.elevation": (
        say("Records opened as administrator"),
        say("Show that it was done with a reason."),
    ),
    "access.notice": (
        say("Notices written"),
        say("Show who answers for a notice."),
    ),
    "access.correction": (
        say("Requests to correct data"),
        say("Needed to answer in time."),
    ),
    "access.retentionrule": (
        say("Times set for how long data are kept"),
        say("Show who answers for a decision."),
    ),
    "access.directoryentry": (
        say("What the municipality's directory says"),
        say("Keeps the access true without anybody typing."),
    ),
    "access.token": (
        say("Access given to other systems"),
        say("Show who answers for them."),
    ),
    "people.employee": (
        say("Employment"),
        say("Needed to plan courses and keep the counter open."),
    ),
    "people.engagement": (
        say("Where and when the person works"),
        say("Needed to plan courses and keep the counter open."),
    ),
    "people.leave": (
        say("Leave and other absence"),
        say("So that nobody is called in while away, and somebody stands in."),
    ),
    "people.external": (
        say("Agreement as trainer or observer"),
        say("Gives access for the time agreed."),
    ),
    "people.undo": (
        say("Changes that can still be undone"),
        say("Kept for a day, so that a slip can be taken back."),
    ),
    "people.staffimport": (
        say("Files of staff sent in"),
        say("Needed to undo an import."),
    ),
    "people.staffimportline": (
        say("What files from the personnel office said"),
        say("Needed to undo an import."),
    ),
    "planning.programme": (
        say("Programmes made"),
        say("Show who made a decision."),
    ),
    "planning.version": (
        say("Versions made of a programme's rules"),
        say("Show who made a decision."),
    ),
    "planning.run": (
        say("Plans asked for"),
        say("Show who asked for a plan."),
    ),
    "planning.variant": (
        say("Plans made"),
        say("Show who made a decision."),
    ),
    "planning.adjustment": (
        say("Adjustments to a plan under way"),
        say("Kept until they are saved or dropped."),
    ),
    "planning.publication": (
        say("Plans published"),
        say("Show who made a decision."),
    ),
    "planning.publishedsession": (
        say("Course sessions"),
        say("So that everybody knows when and where."),
    ),
    "delivery.session": (
        say("Sessions taught"),
        say("So that everybody knows when and where, and with whom."),
    ),
    "delivery.participation": (
        say("Sessions taken part in"),
        say("Show who was there, for the certificate and the accounts of the grant."),
    ),
    "delivery.attendancecorrection": (
        say("Corrections of attendance"),
        say("So that a mark that was changed can be explained."),
    ),
    "delivery.attendancenote": (
        say("Notes about attendance"),
        say("So that a mark that is wrong is put right."),
    ),
    "delivery.assignment": (
        say("Tasks before and after sessions"),
        say("So that what is learnt is used. Only the person reads what they wrote."),
    ),
    "delivery.knowledgecheck": (
        say("Knowledge checks"),
        say("Show the person what has stuck. Others see counts, and a certificate may ask whether it was passed."),
    ),
    "delivery.evaluationasked": (
        say("Evaluations asked for"),
        say("So that everybody is asked once. What was answered is kept without the person."),
    ),
    "delivery.materialversion": (
        say("Material of courses"),
        say("Show who put it there."),
    ),
    "delivery.ownquestion": (
        say("Questions worded by the jobcentre"),
        say("Show who worded them."),
    ),
    "delivery.waitingplace": (
        say("Places on waiting lists"),
        say("Offer seats in the order people asked for them."),
    ),
    "delivery.offer": (
        say("Seats offered"),
        say("Let a seat that is free go to the next in line."),
    ),
    "delivery.seatrequest": (
        say("Wishes about seats"),
        say("Let people change their seat, with an answer they can read."),
    ),
    "delivery.catchup": (
        say("Plans to catch up"),
        say("Let those who came later learn what the others have learnt."),
    ),
    "delivery.seat": (
        say("Seats in courses"),
        say("Decide who is expected where."),
    ),
    "delivery.invitation": (
        say("Calendar entries"),
        say("Let the calendar be put right when something is moved."),
    ),
    "delivery.mail": (
        say("Mail about courses"),
        say("Shows what was sent, and that it was sent once."),
    ),
    "delivery.feedaddress": (
        say("Secret calendar addresses"),
        say("Let the person's own calendar fetch their sessions. The address itself is not shown."),
    ),
    "delivery.deadaddress": (
        say("Addresses where mail does not arrive"),
        say("Keep mail from being sent where nobody gets it."),
    ),
    "delivery.lettertext": (
        say("Letters written anew"),
        say("Show who made a decision."),
    ),
    "delivery.certificate": (
        say("Certificates"),
        say("Proof of what was learnt, for the person to show."),
    ),
    "delivery.certificaterule": (
        say("What a certificate asks for"),
        say("Show who answers for a decision."),
    ),
    "delivery.earlierproof": (
        say("Training from before"),
        say("Saves the person from doing the same again."),
    ),
    "delivery.statement": (
        say("Told to the municipality's store of learning"),
        say("Shows what was sent, and that it was sent once."),
    ),
    "account.emailaddress": (
        say("Addresses to sign in with"),
        say("Needed to sign in."),
    ),
    "mfa.authenticator": (
        say("Second steps of signing in"),
        say("Keep others from signing in as the person. The secret itself is not shown."),
    ),
    "usersessions.usersession": (
        say("Places of being signed in"),
        say("So that a sign-in by somebody else can be recognised."),
    ),
    "socialaccount.socialaccount": (
        say("The workplace's sign-in"),
        say("Needed to sign in with it."),
    ),
    "method.edition": (
        say("Editions of the shared method"),
        say("Show who answers for a decision."),
    ),
    "method.assessment": (
        say("Judgements of skills"),
        say("Needed for the yearly appraisal talk."),
    ),
    "method.assessedlevel": (
        say("Levels in judgements of skills"),
        say("Needed for the yearly appraisal talk."),
    ),
    "method.developmentplan": (
        say("Development plans"),
        say("Needed for the yearly appraisal talk."),
    ),
    "method.goal": (
        say("Goals in development plans"),
        say("Needed for the yearly appraisal talk."),
    ),
    "calibration.case": (
        say("Cases written"),
        say("Show who answers for a text."),
    ),
    "calibration.round": (
        say("Rounds led"),
        say("Show who answers for a decision."),
    ),
    "calibration.rater": (
        say("Rounds taken part in"),
        say("Show who has rated; others see a number only."),
    ),
    "calibration.rating": (
        say("Ratings of cases"),
        say("Needed to see how far we agree."),
    ),
    "calibration.linemark": (
        say("Lines marked in cases"),
        say("Needed to see how far we agree."),
    ),
    "calibration.licence": (
        say("Licences as a rater"),
        say("Show whose ratings count as evidence."),
    ),
    "calibration.licenceterms": (
        say("What a licence demands"),
        say("Show who answers for a decision."),
    ),
    "calibration.machine": (
        say("Machines added as raters"),
        say("Show who answers for a decision."),
    ),
    "calibration.point": (
        say("Wordings agreed"),
        say("Show who answers for a decision."),
    ),
    **COMMITTEE,
    **DOORS,
    **EVIDENCE,
    **FUNDING,
}
"""Each table: what it is, and why it is kept."""
