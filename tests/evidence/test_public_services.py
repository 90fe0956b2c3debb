"""What is asked of Jobindsats and StatBank, what comes of it, and what is said when they fail: over real HTTP."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from tests.factories import public_server as server

from samklang.core.words import Sentence, render
from samklang.evidence.public import jobindsats, statbank
from samklang.evidence.public.catalogue import Shipped, query_of, shipped, to_jobindsats, to_statbank
from samklang.evidence.public.connection import Service
from samklang.evidence.public.faults import NoFigures
from samklang.evidence.public.series import Choice, Series

TABLES = {one.key: one for one in shipped()}
AREAS = ("Vejen", "Varde", "Hele landet")


@pytest.fixture
def source() -> Iterator[tuple[str, server.Source]]:
    with server.a_public_source() as found:
        yield found


def _choice(table: Shipped, areas: tuple[str, ...] = AREAS) -> Choice:
    return Choice(table.code, table.measure, table.unit.da, query_of(table.query).keeps, areas)


def _asked_jobindsats(at: Service, key: str = "unemployment", **changed: object) -> tuple[Series, ...]:
    table = TABLES[key]
    question = replace(to_jobindsats(table.code, query_of(table.query)), **changed)  # type: ignore[arg-type]
    return jobindsats.fetched(at, question, _choice(table))


def _asked_statbank(at: Service, areas: tuple[str, ...] = AREAS, **changed: object) -> tuple[Series, ...]:
    table = TABLES["unemployment-statbank"]
    question = replace(to_statbank(table.code, query_of(table.query)), **changed)  # type: ignore[arg-type]
    return statbank.fetched(at, question, _choice(table, areas))


def _said(fault: pytest.ExceptionInfo[NoFigures]) -> str:
    return render(fault.value.sentence, "en")


def test_jobindsats_is_asked_for_months_and_areas_with_the_key_as_a_bearer_token(source):
    url, its = source
    found = _asked_jobindsats(jobindsats.service(url, server.TOKEN))
    assert its.asked == [(
        "/v3/data/y25i01",
        {"mgroup.*": "*", "period.M": "latest:60", "hierarchy._nykom": "*", "hierarchy._ygrpi09": "/",
         "hierarchy._akassebl": "/", "format": "json"},
        f"Bearer {server.TOKEN}",
    )]  # fmt: skip
    assert [(one.table, one.area, one.unit, len(one.points)) for one in found] == [
        ("y25i01", area, "procent", 24) for area in AREAS
    ]  # fmt: skip
    assert {one.measure for one in found} == {"Ledige fuldtidspersoner i pct. af arbejdsstyrken 16-66 år"}
    assert (found[2].points[0].period, found[2].points[0].value) == ("2024M10", Decimal("2.7"))


def test_a_value_that_jobindsats_does_not_show_is_kept_as_not_shown_and_never_as_0(source):
    url, _ = source
    table = TABLES["unemployment"]
    kolding = jobindsats.fetched(
        jobindsats.service(url, server.TOKEN), to_jobindsats(table.code, query_of(table.query)),
        _choice(table, ("Kolding",)),
    )  # fmt: skip
    hidden = [one for one in kolding[0].points if one.value is None]
    assert [(one.period, one.suppressed) for one in hidden] == [("2025M01", True)]


def test_a_rolling_year_of_jobindsats_ends_with_its_quarter(source):
    url, its = source
    found = _asked_jobindsats(jobindsats.service(url, server.TOKEN), "job-after-placement")
    assert its.asked[0][1]["period.QMAT"] == "latest:20"
    last = found[0].points[-1]
    assert (last.period, last.first_day.isoformat(), last.last_day.isoformat()) == (
        "2025M07-2026M06", "2025-07-01", "2026-06-30",
    )  # fmt: skip


def test_statbank_is_first_asked_what_a_table_holds_and_then_for_the_areas_by_their_codes(source):
    url, its = source
    found = _asked_statbank(statbank.service(url), latest=3)
    assert [(path, key) for path, _, key in its.asked] == [("/v3/tableinfo", ""), ("/v3/data", "")]
    assert its.asked[1][1]["variables"] == [
        {"code": "OMRÅDE", "values": ["575", "573", "000"]}, {"code": "ALDER", "values": ["TOT"]},
        {"code": "KØN", "values": ["TOT"]}, {"code": "Tid", "values": ["2026M07", "2026M08", "2026M09"]},
    ]  # fmt: skip
    assert [(one.area, one.points[-1].period) for one in found] == [
        ("Vejen", "2026M09"), ("Varde", "2026M09"), ("Hele landet", "2026M09"),
    ]  # fmt: skip


MOODS = {
    server.DOWN: "met a fault of its own (503). Try again later.",
    server.REFUSED: "does not let Samklang in: the key is wrong or has run out.",
    server.BUSY: "has too much to do right now. Try again later.",
    server.REDIRECT: "points to another address, which Samklang does not follow. Check the address in the settings.",
    server.PACKED: "sent its answer packed, which Samklang has not asked for.",
    server.CUT: "cannot be reached right now. What was loaded before is kept; try again later.",
    server.SLOW: "did not answer in time. What was loaded before is kept; try again later.",
    server.DRIPPING: "did not answer in time. What was loaded before is kept; try again later.",
    server.HUGE: "sent more than 1 MB. Ask for fewer areas or fewer periods.",
}


@pytest.mark.parametrize("mood", MOODS)
def test_each_way_of_failing_is_one_sentence_and_no_figures(source, mood):
    url, its = source
    its.mood, its.elsewhere = mood, url
    for name, ask in ((jobindsats.NAME, _asked_jobindsats), (statbank.NAME, _asked_statbank)):
        at = Service(name, url, server.TOKEN, timeout_s=0.3, most_bytes=1_000_000)
        with pytest.raises(NoFigures) as fault:
            ask(at)
        assert _said(fault) == f"{name} {MOODS[mood]}"
    assert not any("stolen" in path for path, _, _ in its.asked)


@pytest.mark.parametrize(("mood", "jobindsats_says", "statbank_says"), [
    (server.UNKNOWN, "Jobindsats has no table y25i01. Look its number up at the source and correct it.",
     "StatBank Denmark has no table AUP02. Look its number up at the source and correct it."),
    (server.NONSENSE,
     "Jobindsats answered about table y25i01 with something that Samklang cannot read. Nothing was changed; load a "
     "file instead, and tell whoever runs Samklang.",
     "StatBank Denmark answered about table AUP02 with something that Samklang cannot read. Nothing was changed; load "
     "a file instead, and tell whoever runs Samklang."),
])  # fmt: skip
def test_an_unknown_table_and_nonsense_are_told_apart(source, mood, jobindsats_says, statbank_says):
    url, its = source
    its.mood = mood
    with pytest.raises(NoFigures) as fault:
        _asked_jobindsats(jobindsats.service(url, server.TOKEN))
    assert _said(fault) == jobindsats_says
    with pytest.raises(NoFigures) as fault:
        _asked_statbank(statbank.service(url))
    assert _said(fault) == statbank_says


@pytest.mark.parametrize("shape", server.SHAPES, ids=lambda shape: str(shape)[:40])
def test_an_answer_of_another_shape_is_nonsense_and_no_error_of_ours(source, shape):
    url, its = source
    its.mood, its.shape = server.SHAPELESS, shape
    for ask, at in (
        (_asked_jobindsats, jobindsats.service(url, server.TOKEN)),
        (_asked_statbank, statbank.service(url)),
    ):
        with pytest.raises(NoFigures, match="cannot read"):
            ask(at)


def test_without_a_key_or_an_address_nothing_is_asked(source):
    url, its = source
    for at, says in (
        (jobindsats.service(url, ""), "Jobindsats asks for a key. Set SAMKLANG_JOBINDSATS_TOKEN, or load a file."),
        (jobindsats.service("", server.TOKEN),
         "No address is set for Jobindsats. Set SAMKLANG_JOBINDSATS_URL, or load a file."),
    ):  # fmt: skip
        with pytest.raises(NoFigures) as fault:
            _asked_jobindsats(at)
        assert _said(fault) == says
    with pytest.raises(NoFigures, match="SAMKLANG_STATBANK_URL"):
        _asked_statbank(statbank.service(""))
    assert its.asked == []


def test_a_key_that_is_wrong_is_refused_and_is_never_said_aloud(source):
    url, _ = source
    with pytest.raises(NoFigures) as fault:
        _asked_jobindsats(jobindsats.service(url, "wrong-key"))
    assert _said(fault) == "Jobindsats does not let Samklang in: the key is wrong or has run out."


def test_what_jobindsats_itself_says_is_wrong_is_passed_on(source):
    url, _ = source
    with pytest.raises(NoFigures) as fault:
        _asked_jobindsats(jobindsats.service(url, server.TOKEN), hierarchies={"_unknown": "/"})
    assert _said(fault) == (
        "Jobindsats did not accept what was asked of table y25i01: Unknown hierarchies: ['hierarchy._unknown']. Look "
        "the table up and correct its settings."
    )


@pytest.mark.parametrize("table", ["", "../subjects", "y25i01?x=1", "a" * 41, "y25 i01", "http://x"])
def test_a_number_that_is_no_number_of_a_table_is_never_sent(source, table):
    url, its = source
    with pytest.raises(NoFigures, match="no number of a table at Jobindsats"):
        _asked_jobindsats(jobindsats.service(url, server.TOKEN), table=table)
    with pytest.raises(NoFigures, match="no name of a table at StatBank"):
        _asked_statbank(statbank.service(url), table=table)
    assert its.asked == []


def test_an_area_that_a_table_does_not_have_is_named_with_those_it_has(source):
    url, its = source
    with pytest.raises(NoFigures) as fault:
        _asked_statbank(statbank.service(url), ("Vejen", "Atlantis"))
    assert _said(fault).startswith("Table AUP02 has no area called “Atlantis”. It has: Hele landet, Vejen, Billund,")
    assert [path for path, _, _ in its.asked] == ["/v3/tableinfo"]
    table = TABLES["unemployment"]
    with pytest.raises(NoFigures, match="no area called “Atlantis”"):
        jobindsats.fetched(
            jobindsats.service(url, server.TOKEN), to_jobindsats(table.code, query_of(table.query)),
            _choice(table, ("Atlantis",)),
        )  # fmt: skip


def test_a_variable_of_statbank_that_the_settings_do_not_name_is_told_with_its_values(source):
    url, _ = source
    with pytest.raises(NoFigures) as fault:
        _asked_statbank(statbank.service(url), values={"ALDER": "TOT"})
    assert _said(fault) == (
        "Table AUP02 needs a value of “KØN”, and its settings name none that exists: TOT (I alt), M (Mænd)."
    )


def test_a_source_that_nobody_answers_at_cannot_be_reached():
    with pytest.raises(NoFigures, match="cannot be reached right now"):
        _asked_statbank(Service(statbank.NAME, "http://127.0.0.1:9/v1", timeout_s=1))


def test_the_catalogue_can_be_asked_for_and_says_of_each_table_that_it_shows_no_cause():
    assert len({one.key for one in shipped()}) == len(shipped()) >= 10
    for one in shipped():
        query_of(one.query)
        assert re.search(r"kan (derfor )?ikke sige|siger noget om .+, ikke om", one.caveat.da), one.key
        assert re.search(r"cannot say|not say|says something about .+, not about", one.caveat.en), one.key


def test_settings_of_a_table_that_cannot_be_understood_are_told_in_a_sentence():
    with pytest.raises(NoFigures) as fault:
        query_of({"latest": "many", "wrong": 1})
    assert isinstance(fault.value.sentence, Sentence)
    assert _said(fault).startswith("The settings of the table cannot be understood.")
