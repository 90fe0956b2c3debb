"""The figures of course plans, each with what it means. Pure."""

from collections.abc import Mapping

from samklang.core.metric import Metric, Seen, by_key
from samklang.core.words import say

SEATED, COST, CONTINUITY = "seated", "plan-cost", "conversations-to-move"
TO_SPARE, TIGHT, SHORT_IF_ILL = "to-spare-at-tightest", "half-days-tight", "half-days-short-if-ill"

_PLANS = (Seen(say("Each plan, and plans side by side"), "planning:programmes"),)
_PLAN = say("The plan, counted again by a check that shares nothing with the planner.")

METRICS: Mapping[str, Metric] = by_key(
    Metric(
        key=SEATED, area="planning", label=say("Have a seat in the plan"),
        definition=say("How many of those who are to be trained have a place in one of the plan's cohorts."),
        unit=say("people of those to be trained"),
        numerator=say("Those with a place in a cohort."),
        denominator=say("Those who are to be trained and have at least one module left."),
        source=_PLAN,
        caveat=say("A seat is not attendance: read it together with who came."),
        n=say("people"), least=0, owner="programme-lead", seen=_PLANS,
    ),
    Metric(
        key=COST, area="planning", label=say("Cost of the plan"),
        definition=say("What the plan costs in all: trainers, rooms, meals, journeys, temps and whatever else the rules"
                       " put a price on."),
        unit=say("kroner"),
        numerator=say("The sum of the plan's payments. What grants pay and what is own money add up to it."),
        denominator=None,
        source=_PLAN,
        caveat=say("It is the plan's cost by the prices given, not what has been paid: that stands in the accounts."),
        n=say("payments"), least=0, owner="programme-lead", seen=_PLANS,
    ),
    Metric(
        key=CONTINUITY, area="planning", label=say("Conversations that the plan moves"),
        definition=say("How many conversations with citizens and companies must be held at another time because whoever"
                       " holds them is on the course."),
        unit=say("conversations"),
        numerator=say("On each half-day of a session still to come the conversations that each participant has booked,"
                      " or where none is booked as many as they ordinarily have."),
        denominator=None,
        source=_PLAN,
        caveat=say("It counts conversations and not what moving one costs a citizen in the middle of a course of"
                   " contact."),
        n=say("conversations"), least=0, owner="programme-lead", seen=_PLANS,
    ),
    Metric(
        key=TO_SPARE, area="planning", label=say("To spare where the plan is tightest"),
        definition=say("How many more could be away at the counter and on the half-day where the plan leaves the"
                       " fewest."),
        unit=say("people"),
        numerator=say("The smallest number of those at work less the fewest needed, over all groups and half-days where"
                      " somebody of the group is on the course or a temp stands in."),
        denominator=None,
        source=_PLAN,
        caveat=say("Illness is not in it: see how many half-days fall short if some are ill."),
        n=say("people"), least=0, owner="head", seen=_PLANS,
    ),
    Metric(
        key=TIGHT, area="planning", label=say("Half-days with nobody left over"),
        definition=say("On how many half-days of the plan a group has exactly as many at work as it needs."),
        unit=say("half-days"),
        numerator=say("Half-days where nobody more of the group could be away, and somebody of it is on the course or a"
                      " temp stands in."),
        denominator=None,
        source=_PLAN,
        caveat=say("It counts half-days of groups: two groups on one half-day count as two."),
        n=say("half-days"), least=0, owner="head", seen=_PLANS,
    ),
    Metric(
        key=SHORT_IF_ILL, area="planning", label=say("Half-days that fall short if some are ill"),
        definition=say("How many more half-days are expected to have too few at work because of the plan, when people"
                       " fall ill by chance as often as usual."),
        unit=say("half-days, expected"),
        numerator=say("The sum over groups and half-days of the chance that too few are at work with the plan, less the"
                      " same without it."),
        denominator=None,
        source=say("The plan, and a usual share of the staff who are ill on a day, each by themselves."),
        caveat=say("Illness that many catch at once makes the bad days worse than this."),
        n=say("half-days"), least=0, owner="head", seen=_PLANS,
    ),
)  # fmt: skip
"""By key, in the order they are shown."""
