"""What Samklang brings to practise with: it is whole, it hangs together, and it is there in both languages."""

import re
from collections.abc import Iterator

import pytest

from samklang.practice.content import Card, Exercise, shipped_cards, shipped_cases, shipped_document, shipped_exercises
from samklang.practice.enums import EndingKind, Shown
from samklang.practice.script import Script, Text, lines_of
from samklang.practice.script_faults import faults_in
from samklang.practice.script_map import good_ways, ways_through

DOMAINS = ("company-meeting", "conversation")
CASES = [pytest.param(domain, script, id=script.key) for domain in DOMAINS for script in shipped_cases(domain)]


def _indicators(domain: str) -> set[str]:
    return {one.key for one in shipped_document(domain).indicators if one.scale == "level"}


def _texts_of(row: Script | Card | Exercise) -> Iterator[Text]:
    yield from (value for value in vars(row).values() if isinstance(value, Text))
    if isinstance(row, Script):
        for turn in row.turns:
            yield turn.says
            for line in turn.lines:
                yield line.says
                yield line.answer
                yield from (said.why for said in line.feedback)
        yield from (one.text for one in row.endings)


def _end(text: str) -> str:
    return (re.sub(r"[»«“”\"')\]]+$", "", text.strip()) or " ")[-1] if text else ""


def _unlike(row: Script | Card | Exercise) -> list[str]:
    """The texts that lack a language, are the same in both, or end differently."""
    names = {"Dansk", "other"}
    found = []
    for text in _texts_of(row):
        if bool(text.da) != bool(text.en):
            found.append(f"one language only: {text}")
        marks = {_end(text.da), _end(text.en)} & set(".?!…:")
        if (text.da and len(marks) > 1) or bool(_end(text.da) in ".?!…:") != bool(_end(text.en) in ".?!…:"):
            found.append(f"ends differently: {text}")
        if text.da == text.en and len(text.da) > 20 and text.da not in names:
            found.append(f"the same: {text}")
    return found


@pytest.mark.parametrize("domain", DOMAINS)
def test_there_are_at_least_eight_cases_of_every_difficulty_in_each_domain(domain):
    cases = shipped_cases(domain)
    assert len(cases) >= 8
    assert {one.difficulty for one in cases} == {1, 2, 3}
    assert len({one.key for one in cases}) == len({one.title.da for one in cases}) == len(cases)


@pytest.mark.parametrize(("domain", "script"), CASES)
def test_nothing_is_missing_in_a_case_before_anybody_practises_on_it(domain, script):
    phases = {one.key for one in shipped_document(domain).phases}
    assert [str(one.what) for one in faults_in(script, _indicators(domain), phases)] == []
    assert _unlike(script) == []


@pytest.mark.parametrize(("domain", "script"), CASES)
def test_a_case_has_several_good_ways_several_turns_and_ways_that_are_not_good(domain, script):
    assert good_ways(script) >= 3
    lengths = {len(way) for way, _ in ways_through(script)}
    assert {True} == {5 <= one <= 7 for one in lengths}, lengths
    kinds = {one.kind for one in script.endings}
    assert EndingKind.GOOD in kinds
    assert kinds - {EndingKind.GOOD}
    assert len(script.indicators) >= 6


@pytest.mark.parametrize(("domain", "script"), CASES)
def test_every_line_of_a_case_gets_feedback_with_a_reason_in_words(domain, script):
    for _, line in lines_of(script):
        assert line.feedback, line.key
        assert len({one.indicator for one in line.feedback}) == len(line.feedback), line.key
        for said in line.feedback:
            assert 8 <= len(said.why.da.split()) <= 45, said.why.da


@pytest.mark.parametrize(("domain", "script"), CASES)
def test_a_turn_offers_a_line_that_shows_something_and_one_that_misses_something(domain, script):
    for turn in script.turns:
        shown = [{said.shown for said in line.feedback} for line in turn.lines]
        assert any(Shown.NO not in one for one in shown), turn.key
        assert any(one != {Shown.YES} for one in shown), turn.key


@pytest.mark.parametrize("domain", DOMAINS)
def test_cards_and_exercises_are_about_indicators_that_the_framework_has(domain):
    cards, exercises, known = shipped_cards(domain), shipped_exercises(domain), _indicators(domain)
    assert {key for card in cards for key in card.indicators} <= known
    assert {one.indicator for one in exercises} == known
    assert {card.people for card in cards} == {2, 3}
    for rows in (cards, exercises):
        assert len({one.key for one in rows}) == len(rows)
        assert [fault for one in rows for fault in _unlike(one)] == []
        assert all(text.da for one in rows for text in _texts_of(one))


def test_keys_are_used_once_over_all_domains():
    every = [one.key for domain in DOMAINS for rows in (shipped_cases(domain), shipped_cards(domain),
                                                       shipped_exercises(domain)) for one in rows]  # fmt: skip
    assert len(every) == len(set(every))


def test_a_framework_that_samklang_does_not_bring_has_nothing_to_practise_with():
    assert (shipped_cases("own-thing"), shipped_cards("own-thing"), shipped_exercises("own-thing")) == ((), (), ())
    assert (shipped_cases("../cases"), shipped_cards("..")) == ((), ())
