"""Danish first; --lang and SAMKLANG_LANG change it, before or after the subcommand."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

from samklang.cli.clicks_words import SPOKEN, in_language
from samklang.cli.language import can_speak, chosen_language
from samklang.cli.tree import COMMANDS, tree
from samklang.core.words import render

danish = pytest.mark.skipif(not can_speak("da"), reason="the Danish catalogue is not built; make builds it")


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "da"),
        (["plan", "x.xlsx"], {"SAMKLANG_LANG": "en"}, "en"),
        (["--lang", "en", "plan"], {}, "en"),
        (["plan", "x.xlsx", "--lang", "en"], {}, "en"),
        (["plan", "--lang=EN"], {"SAMKLANG_LANG": "da"}, "en"),
        (["--lang", "en", "plan", "--lang", "da"], {}, "da"),
        (["plan", "--lang"], {}, "da"),
        (["--lang", "fr"], {"SAMKLANG_LANG": "en"}, "en"),
        ([], {"SAMKLANG_LANG": "klingon"}, "da"),
        ([], {"COMP_WORDS": "samklang --lang en pl"}, "en"),
    ],
)
def test_the_language_is_danish_unless_the_command_or_the_environment_says_otherwise(arguments, environment, language):
    assert chosen_language(arguments, environment) == language


def test_clicks_own_words_are_those_of_the_click_that_is_installed():
    spec = find_spec("click")
    assert spec is not None
    assert spec.origin is not None
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(spec.origin).parent.glob("*.py")))
    # Python joins neighbouring literals; so must the search.
    joined = re.sub(r'"\s*\n\s*"', "", source)
    texts = [text for sentence in SPOKEN for text in (sentence.message, sentence.plural) if text]
    missing = [text for text in texts if f'"{text}"' not in joined.replace("\\n\\t", "\n\t")]
    assert missing == []


def test_a_language_that_does_not_exist_is_refused():
    answer = CliRunner().invoke(tree("en"), ["--lang", "fr", "check"])
    assert (answer.exit_code, "'fr' is not one of 'da', 'en'" in answer.stderr) == (2, True)


@danish
@pytest.mark.parametrize(
    "command", [[], *([name] for name in COMMANDS)], ids=lambda words: " ".join(words) or "samklang"
)
def test_every_help_page_is_danish_in_danish(command):
    answer = CliRunner().invoke(tree("da"), [*command, "--help"])
    english = {"Usage:", "Options", "Commands", "Positional arguments", "Examples", "Exit codes", "Show this message"}
    assert answer.exit_code == 0
    assert [word for word in english if word in answer.output] == []


@danish
@pytest.mark.parametrize(
    "arguments",
    [
        ["chekc"],
        ["--hej"],
        ["completion"],
        ["completion", "ksh"],
        ["check", "a", "b", "c"],
        ["plan", "x", "--seed", "-1"],
    ],
    ids=" ".join,
)
def test_every_refusal_of_a_command_is_danish_in_danish(arguments):
    answer = CliRunner().invoke(tree("da"), arguments)
    english = {
        "Usage",
        "Error",
        "Try ",
        "No such",
        "Did you mean",
        "Missing",
        "Invalid",
        "Got unexpected",
        "is not one of",
    }
    assert answer.exit_code == 2
    assert [word for word in english if word in answer.stderr] == []


@danish
def test_click_speaks_the_language_of_the_run_and_no_other_afterwards():
    with in_language("da"):
        inside = CliRunner().invoke(tree("da"), ["--help"]).output
    after = CliRunner().invoke(tree("en"), ["--help"]).output
    assert (render(SPOKEN[0], "da") in inside, "Usage:" in after) == (True, True)
