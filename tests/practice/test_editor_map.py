"""The map of a case: every turn and ending gets a place of its own, however the draft hangs together."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories.practice_cases import a_line, a_small_document

from samklang.practice.editor_map import drawn
from samklang.practice.enums import EndingKind
from samklang.practice.script import Ending, Feedback, Line, Script, Shown, Text, Turn, from_document
from samklang.practice.script_map import figures_of, good_ways, map_of, ways_through

_KEYS = [f"t{number}" for number in range(14)] + ["e0", "e1", "e2", "gone", ""]


@st.composite
def scripts(draw) -> Script:
    """Anything that a draft can be: rings, lines that lead nowhere, turns that none leads to, no start."""
    turns = []
    for number in range(draw(st.integers(0, 14))):
        lines = [
            Line(f"l{at}", to=draw(st.sampled_from(_KEYS)),
                 feedback=tuple(Feedback("i", one) for one in draw(st.lists(st.sampled_from(Shown), max_size=2))))
            for at in range(draw(st.integers(0, 8)))
        ]  # fmt: skip
        turns.append(Turn(f"t{number}", lines=tuple(lines)))
    endings = tuple(Ending(f"e{at}", draw(st.sampled_from(EndingKind))) for at in range(draw(st.integers(0, 3))))
    return Script(key="k", title=Text(da="T"), start=draw(st.sampled_from(_KEYS)), turns=tuple(turns), endings=endings)


@settings(max_examples=120, deadline=None)
@given(scripts())
def test_every_turn_and_ending_has_a_place_and_no_two_boxes_overlap(script):
    picture = drawn(script)
    assert [one.key for one in picture.boxes] == [one.key for one in (*script.turns, *script.endings)]
    for at, one in enumerate(picture.boxes):
        assert 0 <= one.x <= one.x + one.width <= picture.width
        assert 0 <= one.y <= one.y + one.height <= picture.height
        for other in picture.boxes[at + 1 :]:
            apart = (
                one.x + one.width <= other.x or other.x + other.width <= one.x
                or one.y + one.height <= other.y or other.y + other.height <= one.y
            )  # fmt: skip
            assert apart, (one, other)
    assert len(picture.arrows) == sum(len(turn.lines) for turn in script.turns)
    assert {(one.turn, one.line) for one in picture.arrows if one.end} == set(map_of(script).loose)


@settings(max_examples=80, deadline=None)
@given(scripts())
def test_the_ways_are_counted_as_walking_every_one_of_them_does(script):
    found = figures_of(script)
    if found.ways < 5_000:
        lengths = [len(way) for way, _ in ways_through(script)]
        assert (found.ways, found.longest, found.shortest) == (
            len(lengths), max(lengths, default=None), min(lengths, default=None),
        )  # fmt: skip
    assert found.good_ways == good_ways(script) <= found.ways


def test_ways_beyond_counting_one_by_one_are_counted_at_once():
    turns = [
        {"key": f"t{at}", "lines": [a_line(f"l{line}", f"t{at + 1}" if at < 59 else "met") for line in range(8)]}
        for at in range(60)
    ]  # fmt: skip
    script = from_document(a_small_document(turns=turns, start="t0"))
    assert figures_of(script).ways == 8**60
    assert len(drawn(script).arrows) == 480
