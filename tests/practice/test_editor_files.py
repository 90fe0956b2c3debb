"""A case as a file: there and back unchanged; a bad file is refused whole, each fault at its place in words."""

import json

import pytest
from tests.factories.practice_cases import a_small_document, the_small_script

from samklang.practice.content import shipped_cases
from samklang.practice.editor_files import FileFaults, as_json, as_toml, read_file


@pytest.mark.parametrize("write", [as_toml, as_json])
def test_every_shipped_case_and_odd_letters_come_back_as_they_went(write):
    odd = the_small_script(scene={"da": 'Æ "»\\« \t \x7f\u2028 𝔘\nlinje', "en": "'''"}, turns=[], endings=[])
    for script in (odd, the_small_script(), *shipped_cases("conversation"), *shipped_cases("company-meeting")):
        assert read_file(write(script)) == script


def _told(content) -> list[str]:
    if isinstance(content, dict):
        content = json.dumps(content).encode()
    with pytest.raises(FileFaults) as wrong:
        read_file(content)
    return [f"{', '.join(map(str, one.where))}: {one.what}" for one in wrong.value.faults]


def test_each_fault_is_told_at_its_place_in_words():
    document = a_small_document(difficulty=9, surprise=1)
    document["turns"][1]["lines"][0]["feedback"][0]["shown"] = "perhaps"
    document["endings"][0]["text"]["da"] = "x" * 1501
    told = "\n".join(_told(document))
    for words in ("Difficulty: ", "surprise: Samklang does not know this", "Keep to 1,500 characters",
                  "no. 2 (more), Spoken line, no. 1 (facts), Feedback, no. 1, What it shows: “perhaps”"):  # fmt: skip
        assert words in told, told


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe\x00", "not text in UTF-8"),
        (b'{"key": "x",', "not JSON"),
        (b"key = \n", "Line 1, character"),
        (b"[1, 2", "not TOML"),
        (b'{"a":' * 100_000, "cannot be read"),
        (b"a = " + b"[" * 100_000, "cannot be read"),
        (b"a." * 100_000 + b"a = 1", "cannot be read"),
        (b"a = 1" + b"0" * 9_000, "cannot be read"),
        (("a = " + "{b = " * 20 + "1" + "}" * 20).encode(), "deeper than a case"),
        (b"x" * 500_001, "larger than 500 kB"),
        (b"key = 1979-05-27T07:32:00Z\n'odd \\u0000 key' = nan\n", "This is missing"),
        ("\n".join(f"k{number} = {number}" for number in range(10_000)).encode(), "does not know this"),
        (a_small_document(scene={"da": "a\0b"}), "cannot be kept"),
        (a_small_document(scene={"da": "\ud800"}), "cannot be kept"),
        (a_small_document(scene={"da": "CPR 010190-1234"}), "civil registration number"),
        (a_small_document(title={"da": ""}), "Title, Danish: This is missing in Danish"),
        (a_small_document(title={"da": "x" * 121}), "Keep to 120"),
        (a_small_document(turns=[{"key": "met"}]), "The key “met” stands 2 times"),
        (a_small_document(turns=[{"key": f"t{number}"} for number in range(500)]), "At most 60 fit"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_with_what_is_wrong_without_crashing(content, words):
    told = _told(content)
    assert words in "\n".join(told)
    assert len(told) <= 100
