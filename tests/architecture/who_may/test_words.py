"""Every page in English keeps the rules too; that no English is left on a Danish one is seen where all are asked."""

import pytest
from tests.architecture.who_may.table import Row, pages
from tests.architecture.who_may.words import english, english_in
from tests.architecture.who_may.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("who-may")]

IN_THEIR_OWN = {"citizen:feedback-thanks", "citizen:preparation", "citizen:recording", "citizens:text-preview"}
"""In the language of the link or of the text, whatever whoever opens them has chosen; their own tests see to it."""


@pytest.mark.parametrize("row", pages(), ids=lambda row: row.id)
def test_each_page_keeps_the_rules_in_english(world: World, row: Row):
    answer = world.ask(row.first_with("200"), "GET", world.address(row.key, row.route), language="en")
    assert answer.status_code == 200
    if answer.headers["Content-Type"].startswith("text/html"):
        assert answer.headers["Content-Language"] == ("da" if row.key in IN_THEIR_OWN else "en")


def test_english_on_a_page_is_found_unless_it_is_said_to_be_english():
    some = next(piece for pieces in english().values() for piece in pieces)
    assert len(english()) > 1000
    assert english_in(f"<p>Her står: {some}</p>") == [some]
    assert english_in(f'<input aria-label="{some}"><p>Nej</p>') == [some]
    assert english_in(f'<div lang="en"><br><p>{some}</p></div><script>{some}</script><p>Nej</p>') == []
    assert english_in("<p>Her står intet.</p>") == []
