"""The parts that pages are built of say what they are, also to those who do not see them."""

import re

import pytest
from django.core.paginator import Paginator
from tests.web.drawing import drawn

from samklang.core.words import say
from samklang.web import gallery


def test_a_box_says_with_its_icon_what_kind_it_is():
    html = drawn('{% alert "warning" heading="Pas på" %}<p>To mangler.</p>{% endalert %}')
    assert 'role="img" aria-label="Advarsel"' in html
    assert '<h2 class="alert-heading">Pas på</h2>' in html
    assert "<p>To mangler.</p>" in html


def test_only_a_fault_is_read_aloud_at_once():
    shouting = [kind for kind in ("info", "success", "warning", "error") if 'role="alert"' in drawn(_box(kind))]
    assert shouting == ["error"]


def _box(kind):
    return f'{{% alert "{kind}" %}}<p>Ord.</p>{{% endalert %}}'


def test_a_refusal_is_shown_in_the_language_of_the_page_and_nothing_where_nothing_is_refused():
    refused = say("Only the programme lead can change the plan.")
    assert "Kun programlederen kan ændre planen." in drawn("{% refusal refused %}", refused=refused)
    assert "Only the programme lead" in drawn("{% refusal refused %}", language="en", refused=refused)
    assert drawn("{% refusal refused %}", refused=None) == ""


def test_what_people_wrote_is_escaped_in_every_part():
    evil = "<script>alert(1)</script>"
    html = drawn(
        '{% alert "info" heading=evil %}{{ evil }}{% endalert %}{% badge %}{{ evil }}{% endbadge %}{% table evil %}'
        "{% endtable %}{% facts %}{% fact evil %}{{ evil }}{% endfact %}{% endfacts %}{% help evil %}{% endhelp %}"
        "{% post_button evil name=evil value=evil %}{{ evil }}{% endpost_button %}"
        "{% crumb evil %}{{ evil }}{% endcrumb %}{% timeline entries %}{% icon evil evil %}",
        evil=evil,
        entries=[{"when": evil, "title": evil, "text": evil, "url": evil}],
    )
    assert "<script" not in html


def test_an_icon_without_a_label_is_not_read_aloud():
    assert 'aria-hidden="true"' in drawn('{% icon "home" %}')
    assert 'aria-label="Hjem"' in drawn('{% icon "home" "Hjem" %}')


def test_a_table_has_a_caption_and_can_be_scrolled_with_the_keyboard():
    html = drawn('{% table "Hold" cards=True %}<tbody></tbody>{% endtable %}')
    assert re.search(r'<div class="table--responsive-scroll" role="region" tabindex="0" aria-label="Hold">', html)
    assert "Hold</caption>" in html
    assert "table--cards" in html


@pytest.mark.parametrize(
    ("at", "state", "then"),
    [
        ("/people/?team=3&page=4", None, "team=3&amp;sort=name"),
        ("/people/?sort=name", "ascending", "sort=-name"),
        ("/people/?sort=-name", "descending", "sort=name"),
    ],
)
def test_a_heading_sorts_up_then_down_and_begins_at_the_first_page(at, state, then):
    html = drawn('{% sortable "name" %}Navn{% endsortable %}', at=at)
    assert f'href="?{then}"' in html
    assert (f'aria-sort="{state}"' in html) if state else ("aria-sort" not in html)


def test_the_pages_of_a_list_keep_the_rest_of_the_query():
    page = Paginator(range(250), 25).get_page(5)
    html = drawn("{% pagination page %}", at="/people/?q=%C3%85se&page=5", page=page)
    assert "101–125 af 250" in html
    assert re.findall(r'href="\?q=%C3%85se&amp;page=(\d+)"', html) == ["4", "1", "4", "5", "6", "10", "6"]
    assert re.findall(r'aria-current="page"><span class="sr-only">Side </span>(\d+)', html) == ["5"]


def test_one_page_needs_no_ways_to_others():
    html = drawn("{% pagination page %}", page=Paginator(range(3), 25).get_page(1))
    assert "1–3 af 3" in html
    assert "<nav" not in html


def test_a_filter_keeps_the_order_chosen_but_not_the_page():
    html = drawn("{% filters form %}", at="/people/?sort=-name&page=3&team=east", form=gallery.Narrow({"team": "east"}))
    assert '<input type="hidden" name="sort" value="-name">' in html
    assert 'name="page"' not in html
    assert html.count('name="team"') == 1


def test_a_heat_map_has_five_steps_and_none():
    assert [drawn("{{ step|heat }}", step=step) for step in (None, -1, 0, 4, 9)] == [
        "heat heat-none",
        "heat heat-0",
        "heat heat-0",
        "heat heat-4",
        "heat heat-4",
    ]


def test_progress_is_fetched_again_only_while_it_is_under_way():
    under_way = drawn('{% progress 45 label="Planen regnes" poll="/planning/7/progress/" %}')
    done = drawn('{% progress 100 label="Planen regnes" %}')
    assert 'max="100" value="45"' in under_way
    assert 'hx-get="/planning/7/progress/" hx-trigger="load delay:1s"' in under_way
    assert "hx-" not in done


def test_progress_that_nobody_can_measure_has_no_value():
    assert "value=" not in drawn('{% progress None label="Filen læses" %}')


def test_a_figure_comes_with_its_table_and_says_what_it_shows():
    html = drawn("{% chart figure %}", figure=gallery.examples()["figure"])
    assert 'role="img" aria-label="Tre søjler: uge 36 er 4, uge 37 er 6, uge 38 er 3."' in html
    assert re.findall(r'<td class="number">(\d)</td>', html) == ["4", "6", "3"]


def test_a_button_that_changes_something_posts_and_carries_its_token():
    html = drawn('{% post_button "/people/7/end/" kind="warning" %}Afslut{% endpost_button %}', csrf_token="abc")
    assert '<form class="post-button" method="post" action="/people/7/end/">' in html
    assert 'name="csrfmiddlewaretoken" value="abc"' in html
    assert "Afslut</button>" in html


def test_where_one_stands_among_views_and_steps_is_said():
    views = [{"label": "Uge 36", "url": "/36/", "current": True, "count": 12}, {"label": "Uge 37", "url": "/37/"}]
    html = drawn('{% tabs views label="Uge" %}{% steps steps %}', views=views, steps=gallery.examples()["steps"])
    assert re.findall(r'href="/(\d+)/" aria-current="page"', html) == ["36"]
    assert html.count('aria-current="step"') == 1
