"""The figures of the method, each with what it means. Pure."""

from collections.abc import Mapping

from samklang.core.metric import Metric, Rung, Seen, by_key
from samklang.core.words import say
from samklang.method.shares import LEAST

REACHED, TO_GO = "level-reached", "levels-to-go"

METRICS: Mapping[str, Metric] = by_key(
    Metric(
        key=REACHED, area="method", label=say("Reach the level their role asks"),
        definition=say("How many of a group reach the level of an indicator that their role profile demands, of those"
                       " whom others have judged on it."),
        unit=say("people of those judged"),
        numerator=say("Those whose newest level is at least the one demanded. A licensed observer's level goes before a"
                      " leader's."),
        denominator=say("Those in the group whose role went with the profile on the day, and who have a shared"
                        " judgement by a leader or a licensed observer from that day or before."),
        source=say("Judgements by leaders and observations by licensed colleagues. Own judgements are not counted."),
        caveat=say("Those whom nobody has judged are not in it, so it tells of those judged and not of all. A group"
                   " that could be found by subtracting the others is kept back too."),
        n=say("people judged"), least=LEAST, owner="programme-lead", rung=Rung.SHOWS,
        seen=(Seen(say("Skills of groups"), "method:skills"),),
    ),
    Metric(
        key=TO_GO, area="method", label=say("Levels to go"),
        definition=say("How many levels lie between what others have seen of one person on an indicator and what their"
                       " role profile demands."),
        unit=say("levels"),
        numerator=say("The level demanded less the newest level that a leader or a licensed observer has given; never"
                      " below 0."),
        denominator=None,
        source=say("Judgements by leaders and observations by licensed colleagues, against the role profile."),
        caveat=say("Only the person and their leader see it, for the appraisal talk and the development plan. It never"
                   " stands in a list of people."),
        n=say("one person, who sees it"), least=0, owner="team-leader", rung=Rung.SHOWS,
        seen=(Seen(say("My skills"), "method:own-skills"),),
    ),
)  # fmt: skip
"""By key, in the order they are shown."""
