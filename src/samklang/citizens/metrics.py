"""The figures of the citizen door, each with what it means: the words stand here once, for the page, the files and
whoever builds on them. Pure."""

from collections.abc import Mapping

from samklang.core.metric import PER_CENT, Metric, Rung, Seen, by_key
from samklang.core.words import say
from samklang.method.shares import LEAST

INVOLVED, SAME = "involved", "same"
MUCH = 4
"""From this answer on, of 1 to 5, a citizen counts as having felt involved."""
LOOKED_BACK, BELIEF, BELIEF_DIFFERENCE = "looked-back", "belief", "belief-difference"
OWN_BELIEF, OWN_SCORE = "own-belief", "own-belief-score"

_FIGURES = (Seen(say("What citizens answer"), "citizens:figures"),)
_OWN = (Seen(say("My belief against what came of it"), "citizens:belief-calibration"),)
_THEMSELVES = say("People choose themselves whether to write. Look at the course rather than at one quarter, and never"
                  " at one team against another.")  # fmt: skip
_OWN_LOG = say("One's own belief log, which nobody else reads.")

SHARES: Mapping[str, Metric] = by_key(
    Metric(
        key=INVOLVED, area="citizens", label=say("Felt involved"),
        definition=say("How many of those who answered said that they were much or fully involved in deciding."),
        unit=PER_CENT,
        numerator=say("Answers 4 and 5 of 5."),
        denominator=say("All answers in the quarter."),
        source=say("Citizens' own answers by link or code, by the team that asked."),
        caveat=say("Whoever is very satisfied or very dissatisfied answers more often. Look at how many answered, and"
                   " at the course rather than at one quarter."),
        n=say("answers"), least=LEAST, owner="head", rung=Rung.FELT, seen=_FIGURES,
    ),
    Metric(
        key=SAME, area="citizens", label=say("Met the same approach"),
        definition=say("How many of those who had talked with us before said that they were met in the same way as"
                       " last time."),
        unit=PER_CENT,
        numerator=say("Answers “yes”."),
        denominator=say("Answers “yes”, “partly” and “no” in the quarter. First conversations are left out, and those"
                        " who did not say."),
        source=say("Citizens' own answers by link or code, by the team that asked."),
        caveat=say("The last time may have been with another team, or before the method was agreed on. The same is not"
                   " the same as good: read it together with how involved they felt."),
        n=say("answers"), least=LEAST, owner="head", rung=Rung.FELT, seen=_FIGURES,
    ),
)  # fmt: skip
"""Those of the page of figures, by key, in the order they are shown."""

METRICS: Mapping[str, Metric] = by_key(
    *SHARES.values(),
    Metric(
        key=LOOKED_BACK, area="citizens", label=say("Looking back on own conversations"),
        definition=say("How far staff themselves say that they did what a question asks about, in conversations they"
                       " have just had."),
        unit=say("from 1 to 5"),
        numerator=say("The sum of each person's own mean of the levels they gave."),
        denominator=say("People who have looked back in the quarter. Each counts once, by the team they were last in."),
        source=say("Two-minute reviews that staff write after conversations, for themselves."),
        caveat=_THEMSELVES,
        n=say("people"), least=LEAST, owner="team-leader", rung=Rung.DOES, seen=_FIGURES,
    ),
    Metric(
        key=BELIEF, area="citizens", label=say("Belief in work or education"),
        definition=say("How likely staff believed it to be that the citizen comes into work or education."),
        unit=PER_CENT,
        numerator=say("The sum of each person's own mean belief."),
        denominator=say("People who have written a belief in the quarter. Each counts once, by the team they were last"
                        " in."),
        source=say("Belief logs, which are private; only means of enough people leave them."),
        caveat=_THEMSELVES,
        n=say("people"), least=LEAST, owner="team-leader", seen=_FIGURES,
    ),
    Metric(
        key=BELIEF_DIFFERENCE, area="citizens", label=say("Belief against what came of it"),
        definition=say("How much higher (+) or lower (−) staff believed than what came of it."),
        unit=say("percentage points"),
        numerator=say("The sum over people of their mean belief less the share of their citizens for whom it"
                      " happened."),
        denominator=say("People with at least three outcomes written in the quarter, yes or no."),
        source=say("Belief logs, which are private; only means of enough people leave them."),
        caveat=say("Outcomes that cannot be known are left out; if it was mostly those that went badly, the picture is"
                   " too bright."),
        n=say("people"), least=LEAST, owner="team-leader", seen=_FIGURES,
    ),
    Metric(
        key=OWN_BELIEF, area="citizens", label=say("Own belief against what came of it"),
        definition=say("How often what one believed came to be, for each band of beliefs."),
        unit=PER_CENT,
        numerator=say("Beliefs of the band whose outcome was yes."),
        denominator=say("Beliefs of the band whose outcome is known, yes or no."),
        source=_OWN_LOG,
        caveat=say("Of fewer than ten known outcomes nothing is concluded. Outcomes that cannot be known are left"
                   " out."),
        n=say("one person, who sees it"), least=0, owner="team-leader", seen=_OWN,
    ),
    Metric(
        key=OWN_SCORE, area="citizens", label=say("Brier score of own beliefs"),
        definition=say("The mean squared distance between belief and outcome, with what it is made of: reliability,"
                       " resolution and uncertainty."),
        unit=say("from 0 to 1, where 0 is best"),
        numerator=say("The sum over beliefs of the squared distance between the belief, 0 to 1, and the outcome, 0 or"
                      " 1."),
        denominator=say("Beliefs whose outcome is known, yes or no."),
        source=_OWN_LOG,
        caveat=say("It depends on how hard it was to tell as well as on who told it. With few outcomes it swings"
                   " much."),
        n=say("one person, who sees it"), least=0, owner="team-leader", seen=_OWN,
    ),
)  # fmt: skip
"""All of them, by key."""
