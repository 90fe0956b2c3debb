"""What tells who somebody is, however it is written, and what only looks like it."""

import itertools
import re
import time
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samklang.core.traces
from samklang.core.traces import Kind, masked, traces_in
from samklang.core.workbook.personal import holds_civil_registration_number

HERE = Path(samklang.core.traces.__file__).parent
CONTENT = HERE.parent.parent / "method" / "content"
NUMBER, PHONE, MAIL, NAME = (kind.value for kind in (Kind.NUMBER, Kind.PHONE, Kind.MAIL, Kind.NAME))

FOUND = [
    ("Hun har 010190-1234.", f"Hun har {NUMBER}."),
    ("0101901234", NUMBER),
    ("01.01.90.1234", NUMBER),
    ("01/01/90 1234", NUMBER),
    ("01-01-1990-1234", NUMBER),
    ("0 1 0 1 9 0 1 2 3 4", NUMBER),
    ("0,1,0,1,9,0,1,2,3,4", NUMBER),
    ("010 190 123 4", NUMBER),
    ("0101\n90\n1234", NUMBER),
    ("０１０１９０－１２３４", NUMBER),
    ("٠١٠١٩٠-١٢٣٤", NUMBER),
    ("0101\u200b90\u00ad12\u206034", NUMBER),
    ("nul et nul et ni nul en to tre fire", NUMBER),
    ("Kontor 7, 20 30 40 50 010190-1234", f"Kontor 7, {PHONE} {NUMBER}"),
    ("Ring 20304050 i dag", f"Ring {PHONE} i dag"),
    ("20 30 40 50", PHONE),
    ("2030 4050", PHONE),
    ("20.30.40.50", PHONE),
    ("20-30-40-50", PHONE),
    ("203 04 050", PHONE),
    ("+45 20 30 40 50", PHONE),
    ("+4520304050", PHONE),
    ("0045 20 30 40 50", PHONE),
    ("4520304050", PHONE),
    ("+46 70 123 45 67", PHONE),
    ("+49 (0)151 2345678", PHONE),
    ("073-912 45 67", PHONE),
    ("telefon 12 34 56 78", f"telefon {PHONE}"),
    ("2\u200b0304050", PHONE),
    ("Skriv til m.h@vejen.dk.", f"Skriv til {MAIL}."),
    ("m.h @ vejen.dk", MAIL),
    ("navn (at) domæne punktum dk", MAIL),
    ("navn[at]domæne[dot]dk", MAIL),
    ("navn snabel-a domæne punktum dk", MAIL),
    ("fornavn punktum efternavn at domæne punktum dk", MAIL),
    ("ｎａｖｎ＠vejen.dk", MAIL),
    ("Mette sagde ja.", f"{NAME} sagde ja."),
    ("Mettes mål", f"{NAME} mål"),
    ("Mette's mål", f"{NAME} mål"),
    ("talte med Karsten T. om det", f"talte med {NAME}. om det"),
    ("talte med Anne-Mette Krarupgaard Vig", f"talte med {NAME}"),
    ("talte med Bo om det", f"talte med {NAME} om det"),
    ("Bo Hansen kom", f"{NAME} kom"),
    ("f.eks. Bo kom", f"f.eks. {NAME} kom"),
    ("mette hansen kom", f"{NAME} kom"),
    ("mette_hansen", NAME),
    ("METTE HANSEN kom", f"{NAME} kom"),
    ("MetteHansen", NAME),
    ("M e t t e kom", f"{NAME} kom"),
    ("M\u200bet\u00adte kom", f"{NAME} kom"),
    ("Ｍｅｔｔｅ kom", f"{NAME} kom"),
    ("A\u030ase kom", f"{NAME} kom"),
    ("Soeren og Jorgen", f"{NAME} og {NAME}"),
    ("hr. Xerxopol kom", f"hr. {NAME} kom"),
    ("Mr Xerxopol kom", f"Mr {NAME} kom"),
    ("med Xerxina Hansen", f"med {NAME}"),
    ("med Jan van der Xerx", f"med {NAME}"),
    ("Møller Hansen, Nguyen, Yilmaz og Krasniqi", f"{NAME}, {NAME}, {NAME} og {NAME}"),
    ("hos Xerxensen", f"hos {NAME}"),
    ("jeg aftalte med mette, at hun ringer", f"jeg aftalte med {NAME}, at hun ringer"),
    ("mettes søn er syg, og hansen ringer", f"{NAME} søn er syg, og {NAME} ringer"),
    ("Borgeren, kaldet Bolle, kom", f"Borgeren, kaldet {NAME}, kom"),
    ("hun hedder xiang, og borgeren hedder sol", f"hun hedder {NAME}, og borgeren hedder {NAME}"),
    ("Met-\r\nte kom", f"{NAME} kom"),
    ("Mette\r\nHansen kom", f"{NAME} kom"),
    ("S&oslash;ren, Met&shy;te og &#77;ette kom", f"{NAME}, {NAME} og {NAME} kom"),
    ("김민준, Олександр og محمد", f"{NAME}, {NAME} og {NAME}"),
    ("@bollefar84 på nettet", f"{NAME} på nettet"),
    ("ring på 2o 3O 4o 5o", f"ring på {PHONE}"),
    ("cpr o1o19o-1234", f"cpr {NUMBER}"),
    ("tyve tredive fyrre toogtyve", PHONE),
    ("tonultrenulfirenulfemnul", PHONE),
    ("Zoë, Łukasz, Şükrü og Oleksandr", f"{NAME}, {NAME}, {NAME} og {NAME}"),
]

NOT_FOUND = [
    "Mødet er 26-11-2026 kl. 14.30-15.45, eller 2026-11-26.",
    "26.11.26 14.30",
    "24.12-31.12 og 20.30-21.30",
    "12.500 kr., 12.500-15.000 kr. og 20.000.000 kr.",
    "37 timer i 6600 Vejen, 6621-6630 og 2024-2026",
    "Sag 15.20.05-G01-12-26, 15.00.00-A00-1-26",
    "CVR 20304050",
    "VITAS er nede.",
    "Danish Crown og Vejen Kommune i Ringkøbing, Skjern, Holsted, Herning, Horsens og Assens",
    "Mødet er Tirsdag i Juni, og August 2026 er fri.",
    "Bo i Vejen er dyrt.",
    "Hans mål er klart. Per dag. Tro på det. Ask first.",
    "Ydelsen er Afgørelsen.",
    "han skal bo i skoven ved en sten",
    "DET VAR EN GOD DAG",
    "En tom dag er lukket.",
    "Sagde at vejen.dk er nede.",
    "Smed, murer og Tømrer søges.",
    "Vi blev enes om en palle mel, og sid ned på kaj 2. jan.",
    "Det hedder Jobnet, og ordningen er kaldet IGU. Hun hedder noget andet.",
    "mellem tyve og tredive timer & R&D; 2 kg olie og 10 l mælk",
    "Der er en e-\nmail om vitas og AT&T;",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_what_tells_who_somebody_is_gives_way_to_a_mark(text: str, expected: str) -> None:
    assert masked(text) == expected


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert masked(text) == text


def test_a_trace_says_what_was_found_and_where_in_the_written_text() -> None:
    text = "Ring M\u200bette på 20 30 40 50"
    assert [(trace.kind, text[trace.start : trace.end]) for trace in traces_in(text)] == [
        (Kind.NAME, "M\u200bette"),
        (Kind.PHONE, "20 30 40 50"),
    ]


PIECES = st.sampled_from(
    [
        *"  .,-@'\n/+(1234567890aAsSæ", "\u200b", "\u0301", "Bo", "Per", "Mette", "hansen", "HANSEN", "hr. ", "van ",
        " at ", "(at)", " punktum ", "0101", "90", "1234", "20", "30", "+45", "00", "0",
        "August", "en ", "to ", "nul ", "T. ", NAME, NUMBER, MAIL, "Hej ", ". ", "kr", "dk", "ﷺ",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.characters(), max_size=40).map("".join))
def test_a_masked_text_holds_no_traces_and_they_come_in_order(text: str) -> None:
    traces = traces_in(text)
    assert all(0 <= one.start < one.end <= len(text) for one in traces)
    assert all(before.end <= after.start for before, after in itertools.pairwise(traces))
    result = masked(text)
    assert traces_in(result) == []
    assert masked(result) == result
    assert len(result) <= 4 * len(text)


@settings(max_examples=200, deadline=None)
@given(st.from_regex(r"[0-9]{0,3}[ a.-]?[0-3][0-9][01][0-9]{3}[- \u2013]{0,3}[0-9]{4}[ .-]?[0-9]{0,4}", fullmatch=True))
def test_each_number_that_a_spreadsheet_may_not_hold_is_found(text: str) -> None:
    if holds_civil_registration_number(text):
        assert traces_in(text)


TEMPLATES = ["Jeg talte med {} i dag.", "{} Hansen kom forbi.", "Så kom {}s mor.", "Aftalt med {}-Xe Hvidovre."]


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_letter_of_any_given_name_survives_in_a_sentence(template: str) -> None:
    names = [line for line in (HERE / "given_names.txt").read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    assert len(names) > 1500
    months = {"April", "August", "June", "May", "Mai", "Maj", "Juni"}
    before, after = (re.sub(r"^(s|-Xe Hvidovre)(?!\w)| Hansen", "", part) for part in template.split("{}"))
    missed = [
        name
        for name in names
        for written in (name, unicodedata.normalize("NFD", name))
        if name not in months and masked(template.format(written)) != f"{before}{NAME}{after}"
    ]
    assert missed == []


def _sentences(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from re.split(r"(?<=[.!?])\s+", value)
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _sentences(one)


def test_the_method_keeps_its_words_but_for_the_people_in_its_examples() -> None:
    """Birthe, Jens, Karen, Lene, Lis and Birgit are people in the method's examples: rightly found."""
    sentences = [
        one for file in sorted(CONTENT.glob("*.toml")) for one in _sentences(tomllib.loads(file.read_text("utf-8")))
    ]
    found = {one[trace.start : trace.end] for one in sentences for trace in traces_in(one)}
    assert len(sentences) > 1500
    assert sum(bool(traces_in(one)) for one in sentences) <= len(sentences) * 0.01
    assert found <= {"Birthe", "Jens", "Karen", "Lene", "Lis", "Birgit"}


@pytest.mark.parametrize(
    "piece",
    ["a", "a ", "1 ", "a@", "Bo ", "000 ", "00 ", "(at)", "a\u0301", "\u0301\u0323", "a.dot ", "A.B ", "ﷺ", "Mette "],
)
def test_time_grows_with_the_length_and_no_more(piece: str) -> None:
    def cost(length: int) -> float:
        text = (piece * length)[:length]
        before = time.process_time()
        masked(text)
        return time.process_time() - before

    cost(100)
    assert cost(20_000) <= 40 * max(cost(2_000), 0.01)


def test_a_text_in_which_each_mark_lays_another_name_bare_gives_way_whole() -> None:
    assert masked("Mette, Mette", stays=lambda _text, trace: trace.start > 0) == f"{NAME}, Mette"
    assert masked("Mette, " * 40, stays=lambda text, trace: trace.start > text.index("M")) == NAME
