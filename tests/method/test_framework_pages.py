"""The pages that everybody reads: frameworks, one framework, its editions, two compared, the concepts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.factories.method import NOW, TODAY, a_draft_of, a_framework, the_frameworks_of
from tests.factories.people import (
    a_colleague_in,
    a_jobcentre,
    a_municipality,
    a_team,
    an_outsider,
    somebody_who_is,
    the_head_of,
    the_lead_of,
)

from samklang.access.enums import Role
from samklang.method import commands
from samklang.method.documents import ConceptText, LineText, ProseText
from samklang.method.drafting import row_of, stamp_of
from samklang.method.models import Concept, Edition, Framework
from samklang.method.queries.editions import holding_edition, texts_of
from samklang.method.queries.search import concepts_matching

pytestmark = pytest.mark.django_db


def published(framework, change, reason="Vi blev enige"):
    """A further edition in which something is changed: change(draft)."""
    draft = a_draft_of(framework)
    change(draft)
    return commands.publish_edition(by=None, edition=draft, reason=reason, today=TODAY, now=NOW)


def renamed(key, name):
    def change(draft):
        row = row_of(texts_of(draft), "indicators", key)
        new = replace(row, name=LineText(da=name, en=name))
        commands.change_row(by=None, edition=draft, part="indicators", row=new, opened=stamp_of(row))

    return change


def text_of(response):
    return response.content.decode()


def test_whoever_works_in_the_jobcentre_reads_what_holds_and_no_draft(client):
    jobcentre = a_jobcentre()
    framework = a_framework(jobcentre)
    draft = a_draft_of(framework)
    client.force_login(a_colleague_in(a_team(jobcentre)))
    page = text_of(client.get(reverse("method:frameworks")))
    assert "Lille ramme" in page
    assert reverse("method:draft", args=[draft.pk]) not in page
    assert client.get(framework.get_absolute_url()).status_code == 200
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(reverse("method:draft", args=[draft.pk])).status_code == 404


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_page_of_samklangs_own_frameworks_opens_in_both_languages(client, language):
    jobcentre = a_jobcentre()
    frameworks = the_frameworks_of(jobcentre)
    client.force_login(the_lead_of(jobcentre))
    client.cookies["samklang-language"] = language
    pages = [reverse("method:frameworks"), reverse("method:concepts")]
    pages += [one.get_absolute_url() for one in frameworks.values()]
    pages += [one.get_absolute_url() for one in Edition.objects.all()]
    pages += [reverse("method:comparison", args=[one.pk]) for one in frameworks.values()]
    assert {client.get(page).status_code for page in pages} == {200}


def test_nobody_reads_the_method_of_another_municipality(client):
    framework = a_framework(a_jobcentre())
    client.force_login(an_outsider())
    pages = [
        framework.get_absolute_url(), holding_edition(framework, TODAY).get_absolute_url(),
        reverse("method:comparison", args=[framework.pk]), reverse("method:framework-file", args=[framework.pk]),
        reverse("method:edition-xlsx", args=[holding_edition(framework, TODAY).pk]),
    ]  # fmt: skip
    assert {client.get(page).status_code for page in pages} == {404}
    assert client.post(reverse("method:new-draft", args=[framework.pk])).status_code == 404


def test_who_may_not_read_the_method_is_told(client):
    jobcentre = a_jobcentre()
    a_framework(jobcentre)
    client.force_login(somebody_who_is(Role.FUNDER_READER, jobcentre))
    assert client.get(reverse("method:frameworks")).status_code == 403
    assert client.get(reverse("method:concepts")).status_code == 403


def test_the_head_reads_and_cannot_begin_a_draft(client):
    jobcentre = a_jobcentre()
    framework = a_framework(jobcentre)
    client.force_login(the_head_of(jobcentre))
    assert reverse("method:new-draft", args=[framework.pk]) not in text_of(client.get(framework.get_absolute_url()))
    assert client.post(reverse("method:new-draft", args=[framework.pk])).status_code == 403
    assert Edition.objects.count() == 1


def test_a_jobcentre_without_a_method_takes_in_samklangs_own_with_one_button(client):
    jobcentre = a_jobcentre()
    client.force_login(the_lead_of(jobcentre))
    assert "endnu" in text_of(client.get(reverse("method:frameworks")))
    answer = client.post(reverse("method:frameworks-taking-in"), {"jobcentre": jobcentre.pk})
    assert answer.url == reverse("method:frameworks")
    assert Framework.objects.filter(jobcentre=jobcentre).count() == 3
    page = text_of(client.get(reverse("method:frameworks")))
    assert page.count("Samklangs egen tekst") == 3


@pytest.mark.parametrize("sent", ["", "0", "x", "99999999999999999999"])
def test_nothing_is_taken_in_for_a_jobcentre_that_is_not_ones_own(client, sent):
    client.force_login(the_lead_of(a_jobcentre()))
    assert client.post(reverse("method:frameworks-taking-in"), {"jobcentre": sent}).status_code == 404
    assert Framework.objects.count() == 0


def test_the_page_as_of_an_earlier_day_shows_the_edition_that_held(client):
    jobcentre = a_jobcentre()
    framework = a_framework(jobcentre)
    draft = a_draft_of(framework)
    renamed("i1", "Helt nyt navn")(draft)
    later = TODAY + timedelta(days=30)
    commands.publish_edition(by=None, edition=draft, reason="Nyt", today=later, now=NOW)
    client.force_login(the_head_of(jobcentre))
    page = framework.get_absolute_url()
    assert "Helt nyt navn" in text_of(client.get(page, {"as_of": later.isoformat()}))
    assert "Helt nyt navn" not in text_of(client.get(page, {"as_of": TODAY.isoformat()}))
    early = (TODAY - timedelta(days=1)).isoformat()
    assert client.get(page, {"as_of": early}).status_code == 200


def test_the_comparison_marks_the_words_that_differ_and_hides_what_does_not(client):
    jobcentre = a_jobcentre()
    framework = a_framework(jobcentre)
    old = row_of(texts_of(holding_edition(framework, TODAY)), "indicators", "i1").name.da
    published(framework, renamed("i1", f"{old} sammen"), reason="Ordet manglede")
    client.force_login(a_colleague_in(a_team(jobcentre)))
    page = text_of(client.get(reverse("method:comparison", args=[framework.pk])))
    assert "<ins>sammen</ins>" in page
    assert "Ordet manglede" in page
    assert "2 er uændrede" in page
    turned = text_of(client.get(reverse("method:comparison", args=[framework.pk]), {"before": 2, "after": 1}))
    assert "<del>sammen</del>" in turned


@pytest.mark.parametrize(
    "query", [{"before": "x"}, {"before": 99, "after": 1}, {"after": "ø"}, {"before": 1, "after": 1}]
)
def test_the_comparison_answers_whatever_is_asked(client, query):
    jobcentre = a_jobcentre()
    framework = a_framework(jobcentre)
    client.force_login(the_head_of(jobcentre))
    assert client.get(reverse("method:comparison", args=[framework.pk]), query).status_code == 200


def test_who_only_reads_compares_no_draft(client):
    jobcentre = a_jobcentre()
    framework = a_framework(jobcentre)
    renamed("i1", "Hemmeligt endnu")(a_draft_of(framework))
    client.force_login(the_head_of(jobcentre))
    page = client.get(reverse("method:comparison", args=[framework.pk]), {"before": 1, "after": 2})
    assert "Hemmeligt endnu" not in text_of(page)


def add_concepts(framework, *terms):
    def change(draft):
        for number, term in enumerate(terms):
            text = ConceptText(key=f"k{number}", term=LineText(da=term), definition=ProseText(da=f"Om {term}"))
            commands.add_row(by=None, edition=draft, part="concepts", row=text)

    return published(framework, change)


def test_concepts_stand_as_danes_look_them_up(client):
    jobcentre = a_jobcentre()
    add_concepts(a_framework(jobcentre), "ørnen", "Ål", "ært", "aare", "zebra", "abe")
    client.force_login(the_head_of(jobcentre))
    page = text_of(client.get(reverse("method:concepts")))
    places = [page.index(f">{term}</a>") for term in ("abe", "zebra", "ært", "ørnen", "Ål", "aare")]
    assert places == sorted(places)
    assert 'id="k0"' in page


def test_concepts_are_found_by_any_of_their_words_however_spelt(client):
    jobcentre = a_jobcentre()
    add_concepts(a_framework(jobcentre), "ørnen", "abe")
    client.force_login(the_head_of(jobcentre))
    page = text_of(client.get(reverse("method:concepts"), {"q": "OERNEN om"}))
    assert ("ørnen" in page, ">abe<" in page) == (True, False)
    assert "ikke" in text_of(client.get(reverse("method:concepts"), {"q": "findes slet ikke"}))


def test_the_same_key_in_two_frameworks_has_an_anchor_in_each(client):
    jobcentre = a_jobcentre()
    for key in ("one", "two"):
        add_concepts(a_framework(jobcentre, key=key), "abe")
    client.force_login(the_head_of(jobcentre))
    page = text_of(client.get(reverse("method:concepts")))
    assert ('id="k0"' in page, 'id="two-k0"' in page) == (True, True)
    narrowed = text_of(client.get(reverse("method:concepts"), {"framework": "two"}))
    assert ('id="k0"' in narrowed, 'id="two-k0"' in narrowed) == (False, True)


def test_who_leads_two_jobcentres_chooses_whose_concepts(client):
    municipality = a_municipality()
    north, south = a_jobcentre(municipality, name="Nord"), a_jobcentre(municipality, name="Syd")
    add_concepts(a_framework(north), "abe")
    add_concepts(a_framework(south), "zebra")
    client.force_login(the_lead_of(municipality))
    assert ">abe<" in text_of(client.get(reverse("method:concepts")))
    assert ">zebra<" in text_of(client.get(reverse("method:concepts"), {"place": south.pk}))


def test_the_search_finds_concepts_that_hold_now_where_one_reads_them():
    jobcentre = a_jobcentre()
    framework = a_framework(jobcentre)
    add_concepts(framework, "spejling igen")
    head = the_head_of(jobcentre)
    assert [one.term_da for one in concepts_matching(head, "spejling igen")] == ["spejling igen"]
    assert list(concepts_matching(an_outsider(), "spejling")) == []
    assert list(concepts_matching(head, "  ")) == []
    published(framework, lambda draft: commands.remove_row(by=None, edition=draft, part="concepts", key="k0"))
    assert list(concepts_matching(head, "spejling igen")) == []
    assert Concept.objects.filter(term_da="spejling igen").exists()


def cost(client, django_assert_max_num_queries, page):
    client.get(page)
    with django_assert_max_num_queries(200) as asked:
        client.get(page)
    return len(asked)


@pytest.mark.parametrize("name", ["method:frameworks", "method:concepts"])
def test_the_lists_cost_the_same_for_one_framework_and_for_three(client, django_assert_max_num_queries, name):
    jobcentre = a_jobcentre()
    client.force_login(the_lead_of(jobcentre))
    counts = []
    for key in ("one", "two", "three"):
        framework = a_framework(jobcentre, key=key)
        a_draft_of(framework)
        counts.append(cost(client, django_assert_max_num_queries, reverse(name)))
    assert counts[0] == counts[2]


@pytest.mark.parametrize("name", ["method:framework", "method:comparison"])
def test_a_framework_costs_the_same_whatever_it_holds(client, django_assert_max_num_queries, name):
    jobcentre = a_jobcentre()
    client.force_login(the_lead_of(jobcentre))
    counts = []
    for key, indicators in (("few", 1), ("many", 12)):
        framework = a_framework(jobcentre, key=key, indicators=indicators)
        published(framework, renamed("i1", "Nyt"))
        counts.append(cost(client, django_assert_max_num_queries, reverse(name, args=[framework.pk])))
    assert counts[0] == counts[1]


def test_from_the_first_page_of_the_method_one_comes_to_the_skills_one_has_use_for(client, jobcentre):
    colleague = a_colleague_in(a_team(jobcentre))
    client.force_login(colleague)
    first = client.get(reverse("method:frameworks")).content.decode()
    own = client.get(colleague.employee.get_absolute_url()).content.decode()
    for address in (reverse("method:own-skills"), reverse("calibration:own-licences")):
        assert f'href="{address}"' in own
    assert (f'href="{reverse("method:own-skills")}"' in first, f'href="{reverse("method:skills")}"' in first) == (
        True,
        False,
    )
