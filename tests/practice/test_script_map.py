"""How the turns of a case hang together, and the sentences about what is missing before it can be practised on."""

import pytest
from tests.factories.practice_cases import a_line, a_small_document, the_small_script

from samklang.method.documents import DocumentFaults
from samklang.practice.script import Script, from_document, to_document
from samklang.practice.script_faults import faults_in
from samklang.practice.script_map import good_ways, map_of, ways_through

KNOWN = ({"listening", "own-words"}, {"opening", "closing"})


def _with(**turns: list[dict]) -> Script:
    """The small case with other lines in some turns."""
    document = a_small_document()
    rows = [one | {"lines": turns.get(one["key"], one["lines"])} for one in document["turns"]]
    return from_document(document | {"turns": rows})


def _said(script: Script) -> str:
    return " ".join(str(one.what) for one in faults_in(script, *KNOWN))


def test_a_case_is_the_same_when_it_is_kept_and_read_again():
    script = the_small_script()
    assert from_document(to_document(script)) == script
    assert _said(script) == ""


def test_every_way_is_found_and_those_without_a_line_that_misses_are_good():
    script = the_small_script()
    ways = list(ways_through(script))
    assert len(ways) == 6
    assert {ending for _, ending in ways} == {"met", "left"}
    assert good_ways(script) == 2
    assert map_of(script).depth == {"hello": 0, "more": 1, "left": 2, "met": 2}
    assert len(list(ways_through(script, most=2))) == 2


def test_lines_that_lead_nowhere_and_turns_that_nothing_leads_to_are_found():
    script = _with(hello=[a_line("warm", "met"), a_line("cold", "gone", "no")])
    found = map_of(script)
    assert (found.loose, found.unreached) == ((("hello", "cold"),), ("more", "left"))
    assert "leads nowhere" in _said(script)
    assert "No way leads to “more”" in _said(script)


def test_a_loop_is_found_and_nothing_runs_on():
    script = _with(more=[a_line("back", "hello"), a_line("asks", "met")])
    assert (map_of(script).loops, map_of(script).depth) == (("hello", "more"), {})
    assert (list(ways_through(script)), good_ways(script)) == ([], 0)
    assert "“hello” leads back to itself" in _said(script)


def test_a_turn_that_no_ending_can_be_reached_from_is_a_dead_end():
    script = _with(hello=[a_line("warm", "more"), a_line("cold", "met")], more=[a_line("round", "more")])
    assert map_of(script).dead_ends == ("more",)
    assert "From “more” no ending can be reached" in _said(script)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"start": "elsewhere"}, "Choose the turn that the conversation begins with"),
        ({"turns": []}, "no turn yet"),
        ({"endings": [{"key": "met", "kind": "middle"}]}, "no good ending"),
        ({"scene": {}}, "missing in Danish"),
        ({"persona": {"da": "Ring 22 33 44 55"}}, "could be somebody's"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(changes, words):
    assert words in _said(the_small_script(**changes))


def test_an_indicator_or_a_phase_that_the_framework_lacks_is_named():
    found = " ".join(str(one.what) for one in faults_in(the_small_script(), {"listening"}, {"opening"}))
    assert "no phase “closing”" in found
    assert "no indicator “own-words”" in found


def test_one_good_way_is_too_few():
    script = _with(hello=[a_line("warm", "more"), a_line("cold", "more", "no")], more=[
        a_line("asks", "met"), a_line("facts", "left"),
    ])  # fmt: skip
    assert good_ways(script) == 1
    assert "too few good ways" in _said(script)


@pytest.mark.parametrize(
    "document",
    [
        {}, {"key": "UPPER", "title": {}}, a_small_document(difficulty=9), a_small_document(unknown=1),
        a_small_document(turns="many"), a_small_document(turns=[{}] * 61), {"key": "k", "title": {"da": "x" * 2000}},
        a_small_document(start="not a key"),
    ],
)  # fmt: skip
def test_a_document_of_another_shape_is_refused_with_every_fault(document):
    with pytest.raises(DocumentFaults) as refused:
        from_document(document)
    assert refused.value.faults
