"""A case as a document and a dialogue as it is typed: what is read, and what is told to be put right."""

import json

import pytest

from samklang.calibration.dialogue import followed, read_lines, write_lines
from samklang.calibration.documents import Asked, SpokenLine, from_document, from_file, to_document, to_file
from samklang.calibration.enums import Speaker
from samklang.method.documents import DocumentFaults
from samklang.method.enums import Scale

ASKED = {
    "listening": Asked(Scale.LEVEL), "count": Asked(Scale.COUNT), "choice": Asked(Scale.CHOICE, frozenset({1, 2, 3})),
}  # fmt: skip
REASON = {"da": "Fordi."}
GOOD = {
    "key": "lager", "kind": "dialogue", "difficulty": 1, "title": {"da": "Lageret"},
    "lines": [{"by": "staff", "da": "Hej"}, {"by": "other", "da": "Hej selv"}],
    "keys": [{"indicator": "listening", "level": 3, "lines": [1, 2], "reason": REASON}],
}  # fmt: skip


def faults_of(**changed: object) -> list[str]:
    with pytest.raises(DocumentFaults) as wrong:
        from_document(GOOD | changed, ASKED)
    return [f"{'.'.join(map(str, one.path))}: {one.what}" for one in wrong.value.faults]


def test_a_case_written_and_read_again_is_the_same():
    case = from_document(GOOD, ASKED)
    assert from_document(json.loads(json.dumps(to_document(case))), ASKED) == case
    assert from_file(to_file("conversation", [case])).cases == (case,)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"difficulty": 4}, "difficulty: Samklang knows these here"),
        ({"kind": "poem"}, "kind: Samklang knows these here"),
        ({"form": "C"}, "form: Samklang knows these here"),
        ({"key": "Æ"}, "key: “Æ” does not fit here"),
        ({"title": {"da": ""}}, "title.da: The case has no Danish title"),
        ({"title": {"da": "x" * 201}}, "title.da: The text is too long. Keep to 200 characters"),
        ({"who": "me"}, "who: Samklang does not know this"),
        ({"lines": []}, "lines: A dialogue needs lines"),
        ({"lines": [{"by": "staff", "da": ""}], "keys": []}, "lines.0.da: The line has no Danish text"),
        ({"lines": [{"by": "staff", "da": "x"}] * 81}, "lines: There are too many. At most 80 fit"),
        ({"text": {"da": "Noget"}}, "text: A dialogue is told by its lines"),
        ({"kind": "situation", "text": {"da": "Noget"}, "keys": []}, "lines: Only a dialogue has lines"),
        ({"kind": "situation", "lines": [], "keys": []}, "text.da: The case has no Danish text"),
        ({"twin": "lager"}, "twin: A case is not its own twin"),
        (
            {"setting": {"da": "Født 010180-1234"}},
            "setting.da: There is something that looks like a civil registration",
        ),
        ({"setting": {"da": "a\0b"}}, "setting.da: There is a character that cannot be kept"),
    ],
)
def test_what_does_not_fit_is_told_where_it_stands(changed, said):
    assert any(one.startswith(said) for one in faults_of(**changed))


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ({"indicator": "nothing", "level": 1}, "indicator: The framework has no indicator “nothing”"),
        ({"indicator": "listening", "level": 6}, "level: Choose a level from 1 to 5"),
        ({"indicator": "listening", "level": 0}, "level: Choose a level from 1 to 5"),
        ({"indicator": "count", "level": 100}, "level: “100” does not fit here"),
        ({"indicator": "choice", "level": 4}, "level: Choose one of the answers"),
        ({"indicator": "listening", "level": 3, "lines": [3]}, "lines: There is no line 3. The last is 2"),
        ({"indicator": "listening", "level": 3, "reason": {}}, "reason.da: Write in Danish why"),
    ],
)
def test_a_key_that_does_not_fit_is_told_where_it_stands(key, said):
    found = faults_of(keys=[{"reason": REASON, **key}])
    assert any(one.startswith(f"keys.0.{said}") for one in found)


def test_an_indicator_has_one_level():
    twice = [{"indicator": "listening", "level": level, "reason": REASON} for level in (2, 3)]
    assert faults_of(keys=twice) == ["keys: “listening” has 2 levels. Keep one."]


def test_a_dialogue_is_read_line_by_line_and_written_the_same():
    typed = "K: Hej Dennis\nB: Hej\n(Hun vender skærmen)"
    lines, faults = read_lines(f"\n{typed}\n\n")
    assert faults == []
    assert [one.by for one in lines] == [Speaker.STAFF, Speaker.OTHER, Speaker.NOTE]
    assert write_lines([SpokenLine(by=one.by, da=one.text) for one in lines], "da") == typed


@pytest.mark.parametrize("begins", ["k:", "K :", "M: ", "S:", "s:  "])
def test_the_member_of_staff_is_known_by_more_than_one_letter(begins):
    assert read_lines(f"{begins}Hej")[0] == [(Speaker.STAFF, "Hej")]


@pytest.mark.parametrize("begins", ["b:", "B :", "V: ", "O:"])
def test_so_are_the_citizen_and_the_company(begins):
    assert read_lines(f"{begins}Hej")[0] == [(Speaker.OTHER, "Hej")]


def test_a_note_that_nobody_closed_is_closed():
    assert read_lines("(Hun vender skærmen")[0] == [(Speaker.NOTE, "(Hun vender skærmen)")]


def test_what_nobody_says_is_named_by_its_line():
    lines, faults = read_lines("K: Hej\nBare tekst\nB:\nX: Hej\nK: " + "x" * 1001)
    assert len(lines) == 1
    assert [str(one).split(",")[0].split(" ")[1] for one in faults] == ["2", "3", "4", "5"]


def test_more_lines_than_fit_are_told():
    assert "at most 80 lines" in str(read_lines("K: Hej\n" * 81)[1][0])


def test_lines_are_followed_through_a_rewriting():
    assert followed("abc", "xabc") == {1: 2, 2: 3, 3: 4}
    assert followed("abc", "ac") == {1: 1, 3: 2}
    assert followed("abc", "aXc") == {1: 1, 2: 2, 3: 3}
    assert followed("abc", "") == {}
