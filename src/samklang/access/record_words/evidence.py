"""What the tables of evidence are called, and why each is kept."""

from collections.abc import Mapping

from samklang.core.words import Sentence, say

EVIDENCE: Mapping[str, tuple[Sentence, Sentence]] = {
    "evidence.study": (
        say("Studies set up or frozen"),
        say("Show who answers for a study's plan, and that it was frozen before the data."),
    ),
    "evidence.studyfile": (
        say("Files of outcomes loaded for studies"),
        say("Show who loaded what a study rests on."),
    ),
    "evidence.spreadtable": (
        say("Files of outcomes loaded for the spread between staff"),
        say("Show who loaded what the spread rests on."),
    ),
    "evidence.baseline": (
        say("Baselines set for programmes"),
        say("Show who decided what a programme is compared with."),
    ),
    "evidence.publicload": (
        say("Public figures loaded"),
        say("Show who loaded what, so that it can be taken back."),
    ),
    "evidence.metricowner": (
        say("Figures one answers for"),
        say("Tell readers whom to ask about a figure."),
    ),
}
