"""The figures of the company door, each with what it means: the words stand here once, for the page, the files and
whoever builds on them. Pure."""

from collections.abc import Mapping

from samklang.core.metric import PER_CENT, Metric, Rung, Seen, by_key
from samklang.core.words import say
from samklang.method.shares import LEAST

ANSWER_KEPT, NEXT_STEP, SPARED, COOPERATING, PAID = "answer-kept", "next-step", "spared", "cooperating", "paid"
ANSWER_HOURS, RECOMMEND, PULSE_ANSWERED, SOONER = "answer-hours", "recommend", "pulse-answered", "sooner-recommend"

_FIGURES = (Seen(say("Company figures"), "companies:figures"),)
_PULSE = (Seen(say("What companies answer"), "companies:pulse"),)
_ANSWERS = say("Companies' own answers to one question by the link in their mail, without names.")
_THEIR_OWN = say("Whoever is very satisfied or very dissatisfied answers more often. Look at how many answered, and at"
                 " the course rather than at one quarter.")  # fmt: skip

SHARES: Mapping[str, Metric] = by_key(
    Metric(
        key=ANSWER_KEPT, area="companies", label=say("Answered within the promise"),
        definition=say("How many enquiries had their first answer from a person before the promise ran out."),
        unit=PER_CENT,
        numerator=say("Enquiries that were answered by then."),
        denominator=say("Enquiries whose promise ran out in the period, pauses taken into account. One that still"
                        " waits, or was closed without an answer, counts as not answered."),
        source=say("The enquiries of the entrance, by the team they lie with now."),
        caveat=say("It tells how quick the first answer is, not how good it is: read it together with the pulse."),
        n=say("enquiries"), least=LEAST, owner="head", rung=Rung.DOES, seen=_FIGURES,
    ),
    Metric(
        key=NEXT_STEP, area="companies", label=say("Meetings that end with a next step"),
        definition=say("How many meetings that were written down have a next step with an owner and a day."),
        unit=PER_CENT,
        numerator=say("Meetings with at least one next step."),
        denominator=say("Meetings held whose minutes were written in the period."),
        source=say("Meetings and next steps, by the holder's team when the meeting was planned."),
        caveat=say("A meeting may well end without one: what counts is that it is said, and why."),
        apart=say("No step, with the reason written down"),
        n=say("meetings"), least=LEAST, owner="head", rung=Rung.DOES, seen=_FIGURES,
    ),
    Metric(
        key=SPARED, area="companies", label=say("Double contacts avoided"),
        definition=say("How often a colleague who was warned that others were in touch with the company let it be."),
        unit=PER_CENT,
        numerator=say("Times the colleague did not go on."),
        denominator=say("Times the contact guard had something to say in the period."),
        source=say("The contact guard, by the team of whoever looked. Who it was is not kept."),
        caveat=say("Going on can be right: the guard warns and never blocks. The share is no target."),
        n=say("warnings"), least=LEAST, owner="head", rung=Rung.DOES, seen=_FIGURES,
    ),
    Metric(
        key=COOPERATING, area="companies", label=say("Companies that cooperate"),
        definition=say("How many companies had a placement, a wage subsidy, a flexi-job or ordinary hours running at"
                       " some time in the period. A company counts once."),
        unit=PER_CENT,
        numerator=say("Companies with at least one of them running."),
        denominator=say("The municipality's companies that Samklang knew and that had not ceased before the period"
                        " ended."),
        source=say("Openings, by their team; companies, as loaded from the public register."),
        caveat=say("It rewards counting placements, not method: it is shown together with the path to paid hours. A"
                   " company may cooperate with several teams, so the teams do not add up."),
        n=say("companies"), least=LEAST, owner="head", rung=Rung.RESULT, parts=False, seen=_FIGURES,
    ),
    Metric(
        key=PAID, area="companies", label=say("Path to paid hours"),
        definition=say("How many placements and wage subsidies that ended led to ordinary paid hours."),
        unit=PER_CENT,
        numerator=say("Those that ended with ordinary paid hours."),
        denominator=say("Placements and wage subsidies that ended in the period and whose result is known."),
        source=say("Openings, by their team."),
        caveat=say("Where many results are not known the share is worth little: find them out first."),
        apart=say("Ended, result not known"),
        n=say("placements and wage subsidies"), least=LEAST, owner="head", rung=Rung.RESULT, seen=_FIGURES,
    ),
)  # fmt: skip
"""Those of the page of figures, by key, in the order they are shown."""

METRICS: Mapping[str, Metric] = by_key(
    *SHARES.values(),
    Metric(
        key=ANSWER_HOURS, area="companies", label=say("Working hours to the first answer"),
        definition=say("Half of the enquiries that were answered had their first answer within so many working hours."),
        unit=say("working hours"),
        numerator=say("The middle one of the times from an enquiry to its first answer from a person, pauses left"
                      " out."),
        denominator=None,
        source=say("The enquiries whose promise ran out in the period and that were answered, by the opening times of"
                   " now."),
        caveat=say("Those never answered are not in it: read it together with the share answered within the promise."),
        n=say("enquiries answered"), least=LEAST, owner="head", rung=Rung.DOES, seen=_FIGURES,
    ),
    Metric(
        key=RECOMMEND, area="companies", label=say("Would recommend us to another company"),
        definition=say("How likely companies that had contact say it is that they would recommend us, as a mean, with"
                       " the shares that gave 9 or 10 and 1 to 6."),
        unit=say("from 1 to 10"),
        numerator=say("The sum of the answers; for the shares the answers of 9 or 10, and of 1 to 6."),
        denominator=say("Answers of those asked in the quarter, once the time to answer is out."),
        source=_ANSWERS,
        caveat=_THEIR_OWN,
        n=say("answers"), least=LEAST, owner="head", rung=Rung.FELT, seen=_PULSE,
    ),
    Metric(
        key=PULSE_ANSWERED, area="companies", label=say("Companies that answered the pulse"),
        definition=say("How many of the companies asked after contact have answered."),
        unit=PER_CENT,
        numerator=say("Those that answered."),
        denominator=say("Those asked in the quarter, once the time to answer is out."),
        source=_ANSWERS,
        caveat=say("Where few answer, the answers say little of the others."),
        n=say("companies asked"), least=LEAST, owner="head", seen=_PULSE,
    ),
    Metric(
        key=SOONER, area="companies", label=say("Recommend us more where answered in time"),
        definition=say("How much larger the share of 9 and 10 is among companies answered within the promise than among"
                       " those answered later."),
        unit=say("percentage points"),
        numerator=say("The share among those answered within the promise less the share among those answered later."),
        denominator=None,
        source=_ANSWERS,
        caveat=say("It does not tell that the one comes from the other: easy enquiries are both answered sooner and"
                   " ended well."),
        n=say("answers in the smaller group"), least=LEAST, owner="head", rung=Rung.FELT, seen=_PULSE,
    ),
)  # fmt: skip
"""All of them, by key."""
