"""The figures of evidence itself, each with what it means. Pure."""

from collections.abc import Mapping

from samklang.core.effects.answers import FEWEST_CLUSTERS
from samklang.core.metric import PER_CENT, Metric, Rung, Seen, by_key
from samklang.core.words import say
from samklang.method.shares import LEAST

SPREAD, RELIABILITY = "spread", "spread-reliability"
EFFECT, DETECTABLE, PUBLIC = "effect", "smallest-effect-seen", "public-figure"
SHOWS_REACHED, DOES_REACHED = "shows-reached", "does-reached"

_SPREAD = (Seen(say("Spread"), "evidence:spread"),)
_STUDIES = (Seen(say("Studies"), "evidence:studies"),)
_OWN_UNIT = say("the outcome's own unit, such as percentage points")

_LADDER = (Seen(say("Ladder"), "evidence:ladders"),)
_REACHED = say(
    "Those whose newest observed level of every indicator that was looked at, and that their role asks for,"
    " reaches what the role asks for."
)

METRICS: Mapping[str, Metric] = by_key(
    Metric(
        key=SHOWS_REACHED, area="evidence", label=say("Can show it in a role-play"),
        definition=say("How many of those observed in a role-play by a licensed colleague reach what their role asks"
                       " for."),
        unit=PER_CENT, numerator=_REACHED,
        denominator=say("Those employed on the day who were observed in a role-play within the year before it."),
        source=say("Observations that were announced, agreed to and handed in by an observer with a licence."),
        caveat=say("Whoever agrees to be observed may be surer than others. A role-play is not the work itself."),
        n=say("people observed"), least=LEAST, owner="programme-lead", rung=Rung.SHOWS, seen=_LADDER,
    ),
    Metric(
        key=DOES_REACHED, area="evidence", label=say("Do it in real work"),
        definition=say("How many of those observed in real conversations or meetings by a licensed colleague reach"
                       " what their role asks for."),
        unit=PER_CENT, numerator=_REACHED,
        denominator=say("Those employed on the day who were observed at real work within the year before it."),
        source=say("Observations that were announced, agreed to and handed in by an observer with a licence."),
        caveat=say("One conversation is one conversation, and it was announced. Look at the course, and at how many"
                   " were observed."),
        n=say("people observed"), least=LEAST, owner="programme-lead", rung=Rung.DOES, seen=_LADDER,
    ),
    Metric(
        key=SPREAD, area="evidence", label=say("Spread between staff"),
        definition=say("How much an outcome depends on whom one meets: the standard deviation between members of"
                       " staff, once cases are made comparable and what luck alone gives is taken away."),
        unit=_OWN_UNIT,
        numerator=say("The variance between members of staff, reckoned from the count, sum and squares of each one's"
                      " cases; the spread is its square root."),
        denominator=None,
        source=say("Files of outcomes with made-up names in place of staff, by groups of comparable cases."),
        caveat=say("It tells that practice differs, not who does well. Cases that differ in what the file does not hold"
                   " look like spread."),
        n=say("members of staff with cases"), least=LEAST, owner="head", rung=Rung.DOES, seen=_SPREAD,
    ),
    Metric(
        key=RELIABILITY, area="evidence", label=say("How much of a single result is more than luck"),
        definition=say("How much of the difference that one sees between single members of staff would be seen again"
                       " with new cases."),
        unit=say("no unit: 1 is all of it, 0 is nothing but luck"),
        numerator=say("The variance between members of staff."),
        denominator=say("That variance and the one that luck gives with so many cases, added up."),
        source=say("Files of outcomes with made-up names in place of staff, by groups of comparable cases."),
        caveat=say("Where it is low nothing can be said of any single person, whatever their own figure is."),
        n=say("members of staff with cases"), least=LEAST, owner="head", seen=_SPREAD,
    ),
    Metric(
        key=EFFECT, area="evidence", label=say("What followed training"),
        definition=say("How much further an outcome went where staff had been trained than where they had not been"
                       " yet, compared with how it went before."),
        unit=_OWN_UNIT,
        numerator=say("The change in the outcome from before training to after it where staff were trained, less the"
                      " change over the same time where they were not trained yet."),
        denominator=None,
        source=say("Files of outcomes as sums or under made-up names, by the plan that was frozen before they were"
                   " read."),
        caveat=say("The word cause is used only after an order of training that was drawn and kept, or where every"
                   " check of the comparison passes. “Cannot tell” is a result."),
        n=say("teams or members of staff that are compared, for an interval by formula"), least=FEWEST_CLUSTERS,
        owner="head", rung=Rung.RESULT, seen=_STUDIES,
    ),
    Metric(
        key=DETECTABLE, area="evidence", label=say("The smallest effect that could have been seen"),
        definition=say("How large an effect must be for a study of this size to see it four times in five."),
        unit=_OWN_UNIT,
        numerator=say("The standard error of the effect times what a false alarm of 5 % and a power of 80 % ask for."),
        denominator=None,
        source=say("The plan of the study; once the data are in, the data themselves."),
        caveat=say("Where it is larger than what matters, “no effect seen” tells nothing."),
        n=say("teams or members of staff that are compared"), least=0, owner="head", seen=_STUDIES,
    ),
    Metric(
        key=PUBLIC, area="evidence", label=say("Public figures beside"),
        definition=say("What Jobindsats and StatBank Denmark publish of the municipality, beside our own figures."),
        unit=say("as the publisher states"),
        numerator=say("As the publisher counts it: the page of the table says where that is written."),
        denominator=None,
        source=say("Jobindsats and StatBank Denmark, fetched or read from a file on the day that is shown."),
        caveat=say("They tell how it goes in the municipality, for many reasons at once, and not what training did."),
        n=say("as the publisher states"), least=0, owner="programme-lead", rung=Rung.RESULT,
        seen=(Seen(say("Public figures"), "evidence:public-figures"),),
    ),
)  # fmt: skip
"""By key, in the order they are shown."""
