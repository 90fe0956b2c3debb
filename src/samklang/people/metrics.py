"""The figures of the staff register, each with what it means. Pure."""

from collections.abc import Mapping

from samklang.core.metric import Metric, Seen, by_key
from samklang.core.words import say

COVER, AT_RISK = "cover", "competence-at-risk"

METRICS: Mapping[str, Metric] = by_key(
    Metric(
        key=COVER, area="people", label=say("To spare on a half-day"),
        definition=say("How many more of a group could be away on a half-day before fewer are at work than are needed."
                       " Below 0 that many are missing."),
        unit=say("people"),
        numerator=say("Those of the group whose terms say that they work on the half-day and who are not on leave,"
                      " less the fewest needed then. Where several needs of the group hold, the one that began last"
                      " counts."),
        denominator=None,
        source=say("Engagements, leave, cover needs and closed days in the staff register."),
        caveat=say("It knows what the register knows: whoever is in a meeting or on a course counts as at work. Where"
                   " nothing is needed only those at work are counted."),
        n=say("people"), least=0, owner="team-leader",
        seen=(Seen(say("The page of each team"), "people:teams"),),
    ),
    Metric(
        key=AT_RISK, area="people", label=say("Left of what a team can"),
        definition=say("How many in a team hold a role, cover something or have a certificate today, and how many will"
                       " on the last day asked about, of what somebody who leaves, moves or goes on long leave takes"
                       " with them."),
        unit=say("people"),
        numerator=say("Those employed in the team on the day who have it and are not on leave of more than 30 days."),
        denominator=None,
        source=say("Engagements and leave in the staff register, and certificates of courses held here."),
        caveat=say("It counts only departures that the register knows, and nobody who will be employed but is not in"
                   " it yet."),
        n=say("people"), least=0, owner="team-leader",
        seen=(Seen(say("Competence at risk"), "people:competence-at-risk"),),
    ),
)  # fmt: skip
"""By key, in the order they are shown."""
