"""The figures of practice, each with what it means. Pure."""

from collections.abc import Mapping

from samklang.core.metric import Metric, Rung, Seen, by_key
from samklang.core.words import say
from samklang.method.shares import LEAST

SPARRED, SPARRINGS = "had-a-sparring", "sparrings"

METRICS: Mapping[str, Metric] = by_key(
    Metric(
        key=SPARRED, area="practice", label=say("Have had a sparring within a year"),
        definition=say("How many of a team have had a sparring on a conversation of their own in the last year."),
        unit=say("people of those in the team"),
        numerator=say("Those employed in the team today whose sparring was held within 365 days, as the one whose"
                      " conversation it was about."),
        denominator=say("Those employed in the team today."),
        source=say("Sparrings that the two said were held. What was noted is theirs and is not read."),
        caveat=say("It tells that sparring takes place, not what came of it."),
        n=say("people in the team"), least=LEAST, owner="team-leader", rung=Rung.DOES,
        seen=(Seen(say("Sparring held"), "practice:sparring-overview"),),
    ),
    Metric(
        key=SPARRINGS, area="practice", label=say("Sparrings by month"),
        definition=say("How many sparrings of a team are agreed, held and called off in each month or round."),
        unit=say("sparrings"),
        numerator=say("Sparrings that begin in the month, by the team of the one whose conversation it is about."),
        denominator=None,
        source=say("Sparrings as the two have booked them and said that they were held."),
        caveat=say("Sparring that nobody booked here is not in it."),
        n=say("people in the team"), least=LEAST, owner="team-leader", rung=Rung.DOES,
        seen=(Seen(say("Sparring held"), "practice:sparring-overview"),
              Seen(say("Each round of pairs"), "practice:pairings")),
    ),
)  # fmt: skip
"""By key, in the order they are shown."""
