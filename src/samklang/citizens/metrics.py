"""The figures of the citizen door, each with what it means: the words stand here once, for the page, the files and
whoever builds on them. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from samklang.core.words import Sentence, say
from samklang.method.shares import LEAST


class Metric(NamedTuple):
    """A share of answers, and what one must know to read it."""

    key: str
    label: Sentence
    definition: Sentence
    numerator: Sentence
    denominator: Sentence
    source: Sentence
    caveat: Sentence
    unit: Sentence = say("per cent")
    least: int = LEAST


INVOLVED, SAME = "involved", "same"
MUCH = 4
"""From this answer on, of 1 to 5, a citizen counts as having felt involved."""

METRICS: Mapping[str, Metric] = {
    one.key: one
    for one in (
        Metric(
            INVOLVED,
            say("Felt involved"),
            say("How many of those who answered said that they were much or fully involved in deciding."),
            say("Answers 4 and 5 of 5."),
            say("All answers in the quarter."),
            say("Citizens' own answers by link or code, by the team that asked."),
            say("Whoever is very satisfied or very dissatisfied answers more often. Look at how many answered, and at"
                " the course rather than at one quarter."),
        ),
        Metric(
            SAME,
            say("Met the same approach"),
            say("How many of those who had talked with us before said that they were met in the same way as"
                " last time."),
            say("Answers “yes”."),
            say("Answers “yes”, “partly” and “no” in the quarter. First conversations are left out, and those who did"
                " not say."),
            say("Citizens' own answers by link or code, by the team that asked."),
            say("The last time may have been with another team, or before the method was agreed on. The same is not the"
                " same as good: read it together with how involved they felt."),
        ),
    )
}  # fmt: skip
"""By key, in the order they are shown."""
