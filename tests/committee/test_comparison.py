"""A figure is said to have moved only where the intervals allow it."""

from datetime import date

import pytest

from samklang.committee.claims import Claim, Figure, Raw, claim_document, figure_document
from samklang.committee.comparison import compared
from samklang.committee.enums import Measure, Question
from samklang.core.words import render, say


def kept(measure: Measure, *ends: float, n: int | None = None, day: int = 1, said: str = "før"):
    raw = Raw(measure, *ends, n=n) if len(ends) == 1 else Raw(measure, *ends, n)
    return figure_document(Figure(
        key="x", metric="trained", label="x", said=said, first_day=date(2026, 1, day), last_day=date(2026, 1, day),
        source="", raw=raw,
    ))  # fmt: skip


def said(now, earlier) -> str:
    found = compared(now, earlier, "en")
    return render(found, "en") if found else ""


@pytest.mark.parametrize(
    ("now", "earlier", "expected"),
    [
        (kept(Measure.COUNT, 60, n=80, day=2), kept(Measure.COUNT, 52, n=80), "up from før"),
        (kept(Measure.COUNT, 52, n=80, day=2), kept(Measure.COUNT, 60, n=80), "down from før"),
        (kept(Measure.COUNT, 52, n=80, day=2), kept(Measure.COUNT, 52, n=80), "unchanged from før"),
        (kept(Measure.SHARE, 0.8, 0.7, 0.9, n=100, day=2), kept(Measure.SHARE, 0.5, 0.4, 0.6, n=100), "up from før"),
        (kept(Measure.SHARE, 0.55, 0.4, 0.7, n=40, day=2), kept(Measure.SHARE, 0.5, 0.3, 0.7, n=40),
         "cannot tell; it was før"),
        (kept(Measure.SHARE, 0.5, 0.49, 0.51, n=9000, day=2), kept(Measure.SHARE, 0.501, 0.49, 0.51, n=9000),
         "unchanged from før"),
        (kept(Measure.INTERVAL, 0.8, 0.7, 0.9, day=2), kept(Measure.INTERVAL, 0.5, 0.4, 0.6), "up from før"),
        (kept(Measure.INTERVAL, 0.5, 0.4, 0.6, day=2), kept(Measure.INTERVAL, 0.8, 0.7, 0.9), "down from før"),
        (kept(Measure.INTERVAL, 0.6, 0.5, 0.7, day=2), kept(Measure.INTERVAL, 0.5, 0.4, 0.6),
         "cannot tell; it was før"),
        (kept(Measure.COUNT, 52, n=80), kept(Measure.COUNT, 52, n=80), "the same figure as last time"),
        (kept(Measure.COUNT, 52, n=80), None, "not shown last time"),
        (kept(Measure.OTHER, 1), kept(Measure.OTHER, 1), ""),
    ],
)  # fmt: skip
def test_what_is_said_of_a_figure_and_the_one_before(now, earlier, expected):
    assert said(now, earlier) == expected


def test_a_figure_that_is_not_shown_now_is_not_compared():
    few = {**kept(Measure.COUNT, 52, n=80), "raw": None}
    assert compared(few, kept(Measure.COUNT, 52, n=80), "da") is None


def test_a_claim_is_kept_in_both_languages():
    claim = Claim(question=Question.TRAINED, answer=say("nothing yet"), told=[{"da": "Egen", "en": ""}])
    document = claim_document(claim)
    assert set(document["answer"]) == {"da", "en"}
    assert document["told"] == [{"da": "Egen", "en": "Egen"}], "what was written in one language stands in both"
