"""What the documentation tells people to type can be typed."""

import re
import shlex

import click
import pytest
from tests.architecture.sources import ROOT, files, place

from samklang.cli.tree import tree

PAGES = [path for path in files() if path.suffix == ".md" and "reference" not in path.parts]
BLOCK = re.compile(r"```(?:sh|bash|console|text)?\n(.*?)```", re.DOTALL)
INLINE = re.compile(r"`((?:make|samklang|python) [^`\n]+)`")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def _lines() -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        lines = [line for block in BLOCK.findall(text) for line in block.splitlines()]
        lines += INLINE.findall(BLOCK.sub("", text))
        for line in lines:
            found += [(place(page), part.strip()) for part in line.split("#")[0].split("&&") if part.strip()]
    return found


def _starting(word: str) -> list[tuple[str, str]]:
    return sorted({(page, line) for page, line in _lines() if line.split()[0] == word})


@pytest.mark.parametrize(("page", "line"), _starting("make"))
def test_every_make_deed_in_the_documentation_exists(page, line):
    deeds = [word for word in line.split()[1:] if "=" not in word and word.isalpha()]
    assert [deed for deed in deeds if not re.search(rf"^{deed}:", MAKEFILE, re.MULTILINE)] == []


@pytest.mark.parametrize(("page", "line"), _starting("samklang"))
def test_every_samklang_command_in_the_documentation_is_understood(page, line):
    name, *arguments = shlex.split(line.replace("|", " "))[1:]
    root = tree("en")
    with click.Context(root, info_name="samklang") as context:
        command = root.get_command(context, name)
        if command is None:
            assert name in {option for one in root.get_params(context) for option in one.opts}
            return
        known = {option for one in command.get_params(context) for option in (*one.opts, *one.secondary_opts)}
    options = [word.split("=")[0] for word in arguments if word.startswith("-") and word != "-"]
    assert [option for option in options if option not in known] == []


@pytest.mark.parametrize(("page", "line"), _starting("python"))
def test_every_script_in_the_documentation_exists(page, line):
    called, *more = line.split()[1:]
    assert (ROOT / (f"{more[0].replace('.', '/')}.py" if called == "-m" else called)).is_file()


def test_the_readme_shows_the_two_commands_that_run_and_test_it():
    shown = [line for page, line in _lines() if page == "README.md"]
    assert {"make demo", "make test"} <= set(shown)


def test_ci_runs_the_readmes_test_command():
    deeds = re.search(r"^for deed in ([a-z ]+); do$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
    assert deeds
    assert set(deeds[1].split()) == {"check", "test", "postgres"}


def test_make_help_names_every_deed():
    phony = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    assert phony
    named = re.findall(r"^([a-z]+):.* ## \S", MAKEFILE, re.MULTILINE)
    assert sorted(named) == sorted(set(phony[1].split()) - {"browser"})
