"""The figures of the company door, each with what it means: the words stand here once, for the page, the files and
whoever builds on them. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from samklang.core.words import Sentence, say
from samklang.method.shares import LEAST


class Metric(NamedTuple):
    """A share of something, and what one must know to read it."""

    key: str
    label: Sentence
    definition: Sentence
    numerator: Sentence
    denominator: Sentence
    source: Sentence
    caveat: Sentence
    apart: Sentence | None = None
    """What is counted beside it and is in neither number."""
    parts: bool = True
    """Whether every case lies with one team, so that the teams add up to the whole."""
    unit: Sentence = say("per cent")
    least: int = LEAST


ANSWER_KEPT, NEXT_STEP, SPARED, COOPERATING, PAID = "answer-kept", "next-step", "spared", "cooperating", "paid"

METRICS: Mapping[str, Metric] = {
    one.key: one
    for one in (
        Metric(
            ANSWER_KEPT,
            say("Answered within the promise"),
            say("How many enquiries had their first answer from a person before the promise ran out."),
            say("Enquiries that were answered by then."),
            say("Enquiries whose promise ran out in the period, pauses taken into account. One that still waits, or"
                " was closed without an answer, counts as not answered."),
            say("The enquiries of the entrance, by the team they lie with now."),
            say("It tells how quick the first answer is, not how good it is: read it together with the pulse."),
        ),
        Metric(
            NEXT_STEP,
            say("Meetings that end with a next step"),
            say("How many meetings that were written down have a next step with an owner and a day."),
            say("Meetings with at least one next step."),
            say("Meetings held whose minutes were written in the period."),
            say("Meetings and next steps, by the holder's team when the meeting was planned."),
            say("A meeting may well end without one: what counts is that it is said, and why."),
            say("No step, with the reason written down"),
        ),
        Metric(
            SPARED,
            say("Double contacts avoided"),
            say("How often a colleague who was warned that others were in touch with the company let it be."),
            say("Times the colleague did not go on."),
            say("Times the contact guard had something to say in the period."),
            say("The contact guard, by the team of whoever looked. Who it was is not kept."),
            say("Going on can be right: the guard warns and never blocks. The share is no target."),
        ),
        Metric(
            COOPERATING,
            say("Companies that cooperate"),
            say("How many companies had a placement, a wage subsidy, a flexi-job or ordinary hours running at some"
                " time in the period. A company counts once."),
            say("Companies with at least one of them running."),
            say("The municipality's companies that Samklang knew and that had not ceased before the period ended."),
            say("Openings, by their team; companies, as loaded from the public register."),
            say("It rewards counting placements, not method: it is shown together with the path to paid hours. A"
                " company may cooperate with several teams, so the teams do not add up."),
            parts=False,
        ),
        Metric(
            PAID,
            say("Path to paid hours"),
            say("How many placements and wage subsidies that ended led to ordinary paid hours."),
            say("Those that ended with ordinary paid hours."),
            say("Placements and wage subsidies that ended in the period and whose result is known."),
            say("Openings, by their team."),
            say("Where many results are not known the share is worth little: find them out first."),
            say("Ended, result not known"),
        ),
    )
}  # fmt: skip
"""By key, in the order they are shown."""
