"""What is for a few stands on their pages and on nobody else's: keys, own answers, levels, named raters."""

from collections.abc import Iterator

import pytest
from tests.architecture.who_may.cast import GOAL, LEADERS, MARK, OWN, REASON, SHARED
from tests.architecture.who_may.table import Row, pages
from tests.architecture.who_may.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("who-may")]
READERS = ("colleague", "leader", "lead", "head", "administrator")
OF_OTHER_PARTS = ("search", "start", "what-we-hold", "what-we-hold-file", "people:own-page", "people:employee@own")


@pytest.fixture(scope="module")
def _read() -> dict[tuple[str, str], str]:
    return {}


@pytest.fixture
def read(world: World, _read: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """What each of ours reads on each page of the method and of calibration, by who and page; read once."""
    if not _read:
        _read |= {(who, row.key): _text(world, row, who) for row in pages() if _is_about_it(row) for who in _who(row)}
    return _read


def _is_about_it(row: Row) -> bool:
    return row.key.startswith(("method:", "calibration:")) or row.key in OF_OTHER_PARTS


def _who(row: Row) -> Iterator[str]:
    return (who for who in READERS if row.answers.get(who, row.answers.get("colleague")) == "200")


def _text(world: World, row: Row, who: str) -> str:
    answer = world.ask(who, "GET", world.address(row.key, row.route), {"q": MARK} if row.key == "search" else None)
    assert answer.status_code == 200
    return b"".join(answer).decode(errors="replace")


def _readers(read: dict[tuple[str, str], str], words: str) -> dict[str, set[str]]:
    """Who reads the words, and on which pages."""
    found: dict[str, set[str]] = {}
    for (who, page), text in read.items():
        if words in text:
            found.setdefault(who, set()).add(page)
    return found


HELD = {"what-we-hold", "what-we-hold-file"}
"""What is held on somebody is theirs to read, whoever wrote it."""
TALKED_THROUGH = {"calibration:point", "calibration:point@settled"}
"""Of a closed round, the case that a point of its board is talked through on."""


def test_why_a_case_has_its_key_is_read_by_whoever_leads_calibration_and_by_others_when_it_is_talked_through(read):
    found = _readers(read, REASON)
    assert {"calibration:case", "calibration:case-key"} <= found.pop("lead")
    assert found == {
        "colleague": {"calibration:own-result", *TALKED_THROUGH}, "leader": TALKED_THROUGH, "head": TALKED_THROUGH,
    }  # fmt: skip


def test_what_is_not_shared_is_read_by_who_wrote_it(read):
    own, leaders = _readers(read, OWN), _readers(read, LEADERS)
    assert own == {"colleague": {"method:own-judgement", "method:own-skills", *HELD}}
    assert leaders == {"leader": {"method:employee-judgement", "method:employee-skills"}, "colleague": HELD}


def test_what_is_shared_and_what_was_agreed_are_read_by_the_two_who_talk(read):
    for words in (SHARED, GOAL):
        assert set(_readers(read, words)) == {"colleague", "leader"}


def test_raters_are_named_to_whoever_leads_calibration_only(world: World, read):
    found = _readers(read, world.people["rater"].name)
    on = {who: {page for page in pages_of if page.startswith("calibration:")} for who, pages_of in found.items()}
    assert {who for who, pages_of in on.items() if pages_of} == {"lead"}
    assert on["lead"] == {
        "calibration:licences", "calibration:round", "calibration:round-contents", "calibration:round-licences",
        "calibration:round@closed", "calibration:round@draft",
    }  # fmt: skip
