"""What the deeds of practice are called where people read the ledger."""

from collections.abc import Mapping

from samklang.core.words import Sentence, say

PRACTICE: Mapping[str, Sentence] = {
    "branching-case-begun": say("Case to practise on begun"),
    "branching-case-changed": say("Case to practise on changed"),
    "branching-case-exported": say("Case to practise on fetched as a file"),
    "branching-case-published": say("Case to practise on taken into use"),
    "branching-case-put-away": say("Case to practise on put away"),
    "branching-case-removed": say("Draft of a case to practise on deleted"),
    "branching-case-taken-back": say("Case to practise on taken back into use"),
    "branching-cases-taken-in": say("Samklang's own cases to practise on taken in"),
    "observation-announced": say("Observation that counts announced to a colleague"),
    "observation-answered": say("Answered an observation that a colleague announced"),
    "observation-rated": say("Observation that counts handed in"),
    "observation-withdrawn": say("Observation that counts withdrawn"),
    "pair-chosen": say("Pair of a round chosen by hand"),
    "pair-taken-out": say("Pair of a round taken out"),
    "pairing-begun": say("Round of pairs for sparring begun"),
    "pairing-changed": say("Round of pairs for sparring changed"),
    "pairing-dropped": say("Round of pairs for sparring dropped"),
    "pairing-member-added": say("Put in a round of pairs for sparring"),
    "pairing-member-changed": say("Part in a round of pairs for sparring changed"),
    "pairing-member-removed": say("Taken out of a round of pairs for sparring"),
    "pairing-published": say("Round of pairs for sparring published"),
    "pairing-restored": say("Dropped round of pairs for sparring taken up again"),
    "pairing-searched": say("Pairs proposed for a round of sparring"),
    "pairing-wish-chosen": say("Chose what to work on in a round of sparring"),
    "partner-switched": say("Practice with the language model switched on or off"),
    "sparring-booked": say("Sparring between two colleagues agreed"),
    "sparring-cancelled": say("Sparring between two colleagues cancelled"),
    "sparring-held": say("Sparring between two colleagues held"),
    "sparring-moved": say("Sparring between two colleagues moved"),
    "sparring-notes-deleted": say("Notes of a sparring deleted by one of the two"),
    "sparring-notes-written": say("Notes of a sparring written by one of the two"),
}
