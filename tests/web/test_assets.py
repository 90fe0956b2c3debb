"""What the browser is given is built here, names no other place, and comes with its licences."""

import json
import re

import pytest
from tests.architecture.sources import ROOT, SRC

BUILT = SRC / "web" / "static" / "web"


@pytest.mark.parametrize("name", ["site.css", "site.js", "icons.svg", "mark.svg", "licences.txt"])
def test_everything_the_shell_asks_for_is_built(name):
    assert (BUILT / name).stat().st_size > 200


def test_nothing_is_fetched_from_elsewhere():
    css = (BUILT / "site.css").read_text(encoding="utf-8")
    assert re.findall(r"""(?:url\(|@import)\s*["']?(?:https?:)?//""", css) == []
    assert [one for one in re.findall(r'url\("?([^")]+)', css) if not one.startswith(("./", "data:"))] == []


def test_the_lock_says_what_and_not_from_where():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, told in packages.items() if "resolved" in told] == []
    assert [name for name, told in packages.items() if name and "integrity" not in told] == []


def test_every_icon_that_a_page_names_is_there():
    known = set(re.findall(r'id="([a-z0-9-]+)"', (BUILT / "icons.svg").read_text(encoding="utf-8")))
    named = {
        (path.name, name)
        for path in SRC.rglob("templates/**/*.html")
        for name in re.findall(r'{% icon "([^"]+)"', path.read_text(encoding="utf-8"))
    }
    assert named
    assert {(place, name) for place, name in named if name not in known} == set()


def test_the_licences_of_what_is_shipped_are_shipped():
    licences = (BUILT / "licences.txt").read_text(encoding="utf-8")
    for words in ("Danish Business Authority", "IBM Corp.", "SIL OPEN FONT LICENSE", "Zero-Clause BSD"):
        assert words in licences
