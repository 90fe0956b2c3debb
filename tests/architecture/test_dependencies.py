"""What we stand on is named with a reason, pinned with its hash, and says nothing of where it was fetched."""

import re
import tomllib

import pytest
from tests.architecture.sources import ROOT

LISTS = ("base", "dev", "tools")
PIN = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>[^ ;\\]+)(?P<marker> ; [^\\]+)?\s*\\?$", re.MULTILINE)


def _list(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def _pins(name: str) -> set[tuple[str, str, str]]:
    return {(pin["name"], pin["version"], (pin["marker"] or "").strip()) for pin in PIN.finditer(_list(name))}


def test_every_dependency_has_one_sentence_of_why_above_it():
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    lines += (ROOT / "requirements" / "tools.in").read_text(encoding="utf-8").splitlines()
    named = [index for index, line in enumerate(lines) if re.match(r'^    "[a-z][\w-]*[\[>=<~]|^[a-z-]+$', line)]
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    count = len(wanted["dependencies"]) + sum(map(len, wanted["optional-dependencies"].values())) + 3
    assert len(named) == count
    assert [lines[index] for index in named if not re.match(r"^\s*# \S.* .*\.$", lines[index - 1])] == []


@pytest.mark.parametrize("name", LISTS)
def test_every_package_is_pinned_with_its_hashes(name):
    stanzas = re.split(r"\n(?=\S)", _list(name).strip())
    assert [stanza for stanza in stanzas if not (PIN.match(stanza) and "--hash=sha256:" in stanza)] == []


@pytest.mark.parametrize("name", LISTS)
def test_no_list_says_where_packages_are_fetched(name):
    assert re.findall(r"^\s*(?:-i|-f|--\S*index\S*|--find-links).*|\S+://\S+| @ .*", _list(name), re.MULTILINE) == []


def test_what_runs_is_what_is_tested():
    assert _pins("base") <= _pins("dev")


def test_the_lists_agree_on_what_they_share():
    tools = {name: version for name, version, _ in _pins("tools")}
    assert [pin for pin in _pins("base") | _pins("dev") if tools.get(pin[0], pin[1]) != pin[1]] == []


def test_everything_named_is_in_its_list():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for name, wanted in [
        ("base", project["dependencies"]),
        ("dev", project["dependencies"] + project["optional-dependencies"]["dev"]),
        ("tools", (ROOT / "requirements" / "tools.in").read_text(encoding="utf-8").splitlines()[1::2]),
    ]:
        assert {re.split(r"[\[<>=~ ]", one)[0] for one in wanted} <= {pin for pin, _, _ in _pins(name)}
