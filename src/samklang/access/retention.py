"""How long each kind of data is kept unless the municipality decides otherwise: dated rules with their ground.

What nobody has checked against a source is marked as unverified; the municipality checks it and sets its own rule.
"""

from dataclasses import dataclass
from datetime import date

from samklang.core.words import Sentence, say


@dataclass(frozen=True)
class Kind:
    """One kind of data: what it is, after what it is kept for so many days, what becomes of it then, and why.

    everywhere: the same for the whole installation, and not the municipality's to choose.
    """

    what: str
    title: Sentence
    after: Sentence
    becomes: Sentence
    days: int
    ground: Sentence
    verified: bool = False
    everywhere: bool = False
    first_day: date = date(2026, 1, 1)


KINDS = (
    Kind(
        what="leaver",
        title=say("People who have left"),
        after=say("the last day of the last employment, agreement or role"),
        becomes=say("The person is erased: the name becomes a number, and what is about them is deleted."),
        days=5 * 365,
        ground=say("What a personnel case may be needed for afterwards: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="leave-kind",
        title=say("Why somebody was away"),
        after=say("the last day of the leave"),
        becomes=say("The reason becomes “other”; the days stay, since cover was planned with them."),
        days=90,
        ground=say("May tell of health; not needed once the plan was held: GDPR, articles 5(1)(c) and 9."),
    ),
    Kind(
        what="leave",
        title=say("Leave and other absence"),
        after=say("the last day of the leave"),
        becomes=say("The leave is deleted."),
        days=2 * 365,
        ground=say("Needed to compare plans with what happened: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="import",
        title=say("Files from the personnel office"),
        after=say("the day they were sent in"),
        becomes=say("The file and its preview are deleted; an import can no longer be undone."),
        days=30,
        ground=say("Needed to undo an import: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="correction",
        title=say("Requests to correct data"),
        after=say("the day they were answered or withdrawn"),
        becomes=say("The request and its answer are deleted."),
        days=2 * 365,
        ground=say("Needed to show that it was answered in time: GDPR, articles 5(2) and 16."),
    ),
    Kind(
        what="assessment",
        title=say("Judgements of skills"),
        after=say("the day of the judgement"),
        becomes=say("The judgement is deleted, with its levels and notes."),
        days=5 * 365,
        ground=say("Needed to see a development over some appraisal talks: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="development-plan",
        title=say("Development plans"),
        after=say("the day of the appraisal talk"),
        becomes=say("The plan and its goals are deleted."),
        days=5 * 365,
        ground=say("Needed to follow up from talk to talk: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="mail",
        title=say("Mail about courses"),
        after=say("the day it was written"),
        becomes=say("The mail is deleted; the calendar entry stays until its session is over."),
        days=180,
        ground=say("Needed to answer for who was told what when: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="company-enquiry",
        title=say("What companies have written, and what they were answered"),
        after=say("the day the enquiry was closed, or answered for the last time"),
        becomes=say("Texts, senders, mails and attached files are deleted; that there was an enquiry stays."),
        days=2 * 365,
        ground=say("Needed to answer for what was said and promised: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="company-contact",
        title=say("Contacts who have left a company"),
        after=say("the day they left"),
        becomes=say("Name, telephone number and address are taken out of everything about the company."),
        days=365,
        ground=say("Needed while what was agreed with them is carried out: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="company-claim",
        title=say("Who was about to contact a company"),
        after=say("the moment it ran out"),
        becomes=say("It is deleted."),
        days=30,
        ground=say("Only says something while it holds: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="company-load",
        title=say("Files of companies"),
        after=say("the day they were sent in"),
        becomes=say("The file and its preview are deleted; it can no longer be undone."),
        days=30,
        ground=say("Needed to undo a slip: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="company-observer",
        title=say("Colleagues asked along to a meeting with a company"),
        after=say("the day of the meeting"),
        becomes=say("Who was asked, and what they were to look at, is deleted."),
        days=365,
        ground=say("Needed while one practises from it: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="company-self-review",
        title=say("One's own look back on a meeting with a company"),
        after=say("the day it was written"),
        becomes=say("It is deleted."),
        days=2 * 365,
        ground=say("Needed to see one's own development: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="pairing",
        title=say("Rounds of pairs for sparring"),
        after=say("the last day of the round"),
        becomes=say("Who was in it is deleted; the round stays without people."),
        days=365,
        ground=say("Needed so that nobody gets the same partner again and again: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="sparring-notes",
        title=say("What two colleagues noted in a sparring"),
        after=say("the sparring"),
        becomes=say("Focus, sheet, quotes and agreements are deleted; that it took place stays."),
        days=60,
        ground=say("Needed until the two have used it: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="sparring-mail",
        title=say("Mail about sparring"),
        after=say("the day it was written"),
        becomes=say("The mail is deleted."),
        days=180,
        ground=say("Needed to answer for who was told what when: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="sparring",
        title=say("That a sparring took place"),
        after=say("the day of the sparring"),
        becomes=say("It is deleted."),
        days=2 * 365,
        ground=say("Needed to see that everybody gets sparring: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="observation",
        title=say("Observations that count"),
        after=say("the day of the observation"),
        becomes=say("The observation is deleted; its levels go by the rule of judgements."),
        days=5 * 365,
        ground=say("Needed to say what a level rests on: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="practice-walk",
        title=say("What one has practised"),
        after=say("the last day it was practised"),
        becomes=say("It is deleted."),
        days=2 * 365,
        ground=say("Needed to see one's own development: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="practice-talk",
        title=say("What one has said to the language model"),
        after=say("the last line"),
        becomes=say("It is deleted."),
        days=30,
        ground=say("Needed while one practises from it: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="preparation",
        title=say("Links to citizens before a conversation"),
        after=say("the day of the conversation"),
        becomes=say("The link and what was ticked are deleted."),
        days=14,
        ground=say("Only says something until the conversation is over: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="conversation-review",
        title=say("One's own look back on a conversation"),
        after=say("the day of the conversation"),
        becomes=say("It is deleted."),
        days=2 * 365,
        ground=say("Needed to see one's own development: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="belief",
        title=say("What one believed before the outcome"),
        after=say("the day the outcome could be known"),
        becomes=say("It is deleted."),
        days=2 * 365,
        ground=say("Needed to see how far one's own belief holds: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="recording",
        title=say("That a conversation was recorded with consent"),
        after=say("the last day it could be kept"),
        becomes=say(
            "The consents are deleted; the recording itself went on its last day, or when a consent was withdrawn."
        ),
        days=365,
        ground=say("Needed to show that there was a consent: GDPR, article 7(1)."),
    ),
    Kind(
        what="spread",
        title=say("Outcomes by whom somebody met, under made-up names"),
        after=say("the last day of the period they are of"),
        becomes=say("The file's sums and what was reckoned of them are deleted."),
        days=2 * 365,
        ground=say("Needed to see whether the spread grows smaller: GDPR, article 5(1)(e)."),
    ),
    Kind(
        what="undo",
        title=say("What is kept to undo a change"),
        after=say("the change"),
        becomes=say("The change can no longer be undone."),
        days=1,
        ground=say("Needed to take a slip back: GDPR, article 5(1)(e)."),
        everywhere=True,
    ),
    Kind(
        what="session",
        title=say("Sign-ins: address and browser"),
        after=say("the last time it was used"),
        becomes=say("The sign-in is deleted."),
        days=30,
        ground=say("Needed to recognise a sign-in that was not yours: GDPR, article 32."),
        everywhere=True,
    ),
    Kind(
        what="task",
        title=say("Results of work in the background"),
        after=say("the day the work was done"),
        becomes=say("The result is deleted; what it made stays."),
        days=14,
        ground=say("Needed to find out why something failed: GDPR, article 32."),
        everywhere=True,
    ),
)  # fmt: skip
"""Every kind, in the order in which the night goes through them."""
BY_NAME = {kind.what: kind for kind in KINDS}
