"""What the tables of practice and of the two doors are called, and why each is kept."""

from collections.abc import Mapping

from samklang.core.words import Sentence, say

DOORS: Mapping[str, tuple[Sentence, Sentence]] = {
    "companies.companymail": (
        say("Mail to companies"),
        say("Answer companies, and know what they were told."),
    ),
    "companies.company": (
        say("Companies whose contact one owns"),
        say("Show companies and colleagues whom to ask."),
    ),
    "companies.enquiry": (
        say("Enquiries of companies one has"),
        say("Show companies and colleagues who answers."),
    ),
    "companies.assignment": (
        say("Enquiries of companies one was given"),
        say("Show who had an enquiry when, and why."),
    ),
    "companies.routingrule": (
        say("Rules that give enquiries to one"),
        say("Decide who gets which enquiries of companies."),
    ),
    "companies.entry": (
        say("Lines written on companies' timelines"),
        say("Let the next colleague know what was said and agreed."),
    ),
    "companies.load": (
        say("Files of companies one has sent"),
        say("Show who loaded what, so that it can be taken back."),
    ),
    "companies.merge": (
        say("Companies one has merged"),
        say("Show who merged what, so that it can be undone."),
    ),
    "companies.differentcompanies": (
        say("Companies that look alike and are two"),
        say("Needed so that nobody is asked about the same pair twice."),
    ),
    "companies.meeting": (
        say("Meetings with companies"),
        say("Show colleagues and the company who meets whom, and what was agreed."),
    ),
    "companies.selfreview": (
        say("What one wrote for oneself about a meeting"),
        say("For one's own practice. Nobody else sees it."),
    ),
    "companies.observerasked": (
        say("Asked to come along to a meeting"),
        say("Between the two who agree on it."),
    ),
    "companies.handover": (
        say("Hand-overs of companies"),
        say("Show who had the contact with a company when."),
    ),
    "companies.handoveritem": (
        say("Companies taken over"),
        say("Show who took a company over."),
    ),
    "companies.claim": (
        say("Said to be about to contact a company"),
        say("Tell colleagues, so that a company is not called twice."),
    ),
    "companies.nextstep": (
        say("What was promised to companies"),
        say("Show who does what for a company, and by when."),
    ),
    "companies.opening": (
        say("Openings followed up"),
        say("Show who follows up an opening at a company."),
    ),
    "practice.pairinground": (
        say("Rounds of pairs one has made"),
        say("Show who prepared them."),
    ),
    "practice.pairingmember": (
        say("Rounds of sparring one is in"),
        say("Pair colleagues so that everybody gets somebody beside them."),
    ),
    "practice.proposedpair": (
        say("Pairs that are proposed"),
        say("Prepare who sits beside whom, and when."),
    ),
    "practice.sparring": (
        say("Sparring one has had or is to have"),
        say("Book it in both calendars, and see that everybody gets sparring."),
    ),
    "practice.sparringnotes": (
        say("What the two of you noted in a sparring"),
        say("For the two of you alone, until it is deleted."),
    ),
    "practice.sparringentry": (
        say("Entries in one's calendar for sparring"),
        say("Tell one's calendar when and where."),
    ),
    "practice.sparringmail": (
        say("Mail about sparring"),
        say("Tell people of it, and answer for who was told what when."),
    ),
    "practice.observation": (
        say("Observations that count"),
        say("Rest a level on what was seen, announced and agreed to."),
    ),
    "practice.branchingcase": (
        say("Cases to practise on that one has written"),
        say("Show who wrote a case."),
    ),
    "practice.walk": (
        say("Cases one has practised on"),
        say("For one's own practice. Nobody else sees it."),
    ),
    "practice.practised": (
        say("Cards and exercises one has tried"),
        say("For one's own practice. Nobody else sees it."),
    ),
    "practice.partnerswitch": (
        say("Practice with the language model, switched on or off"),
        say("Show who decided it, and why."),
    ),
    "practice.talk": (
        say("What one has said to the language model"),
        say("For one's own practice. Nobody else sees it."),
    ),
    "citizens.preparationtext": (
        say("Texts for citizens that one has written"),
        say("Show who wrote them."),
    ),
    "citizens.preparation": (
        say("Links to citizens before a conversation"),
        say("Let the citizen prepare, and show what they would like to talk about."),
    ),
    "citizens.conversationreview": (
        say("What one wrote for oneself about a conversation"),
        say("For one's own practice. Others see only how groups do."),
    ),
    "citizens.belief": (
        say("What one believed before the outcome"),
        say("For oneself. Others see only how groups do."),
    ),
    "citizens.feedbackdoor": (
        say("Codes for citizens' answers that one has put up"),
        say("Show who put them up."),
    ),
    "citizens.ruleset": (
        say("Rules of conversations one has changed"),
        say("Show who changed them."),
    ),
    "citizens.recordingswitch": (
        say("Recording of conversations, switched on or off"),
        say("Show who decided it, and for what."),
    ),
    "citizens.recording": (
        say("Recordings of conversations"),
        say("Learn from one's own conversation, with the consent of both."),
    ),
}
"""Each table: what it is, and why it is kept."""
