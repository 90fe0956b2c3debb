"""The days on which the two constructed jobcentres can be met."""

from dataclasses import dataclass
from datetime import date

from samklang.core.words import Sentence, say


@dataclass(frozen=True)
class Stage:
    """A day in the life of the two programmes, and what has happened by then."""

    name: str
    today: date
    says: Sentence


STAGES: dict[str, Stage] = {
    stage.name: stage
    for stage in (
        Stage(
            "planned",
            date(2027, 1, 18),
            say("Ringkøbing-Skjern begins in two weeks, Vejen in August; both plans are published."),
        ),
        Stage(
            "running",
            date(2027, 9, 29),
            say("Vejen is in mid-autumn. Five colleagues are away and one leaves: time to change the plan."),
        ),
        Stage("closing", date(2027, 12, 20), say("The last course of the year has been held in Vejen.")),
        Stage("proven", date(2028, 6, 5), say("Half a year after the last course in Vejen.")),
    )
}
"""In order of time; the first is the one shown where nothing is said."""
NEWS_KNOWN = date(2027, 9, 27)
"""From this day on everybody knows who is ill and who leaves in Vejen that autumn."""
