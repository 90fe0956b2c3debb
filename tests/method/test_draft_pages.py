"""A draft on its pages: begun, each row in its form, two at once, undone, discarded, published, read from a file."""

from dataclasses import replace

import pytest
from django.urls import reverse
from tests.factories.method import TODAY, a_draft_of, a_framework, the_frameworks_of
from tests.factories.people import a_colleague_in, a_team, the_head_of
from tests.method.drafts import filled, text_of, url

from samklang.ledger.models import Entry
from samklang.method import commands
from samklang.method.documents import LineText, to_document
from samklang.method.drafting import row_of, stamp_of
from samklang.method.models import Edition
from samklang.method.parts import PARTS
from samklang.method.queries.editions import holding_edition, texts_of

pytestmark = pytest.mark.django_db


def test_a_draft_is_begun_and_gone_on_with(client, jobcentre, lead):
    framework = a_framework(jobcentre)
    for _ in range(2):
        answer = client.post(reverse("method:new-draft", args=[framework.pk]))
        draft = Edition.objects.get(framework=framework, published_at=None)
        assert answer.url == url("draft", draft)
    page = text_of(client.get(framework.get_absolute_url()))
    assert url("draft", draft) in page


@pytest.mark.parametrize("key", ["conversation", "company-meeting", "triage"])
def test_every_form_of_a_draft_sends_back_what_it_was_given_and_changes_nothing(client, jobcentre, lead, key):
    draft = a_draft_of(the_frameworks_of(jobcentre)[key])
    before = to_document(texts_of(draft))
    pages = [url("frame", draft)]
    for part in PARTS:
        assert client.get(url("part", draft, part)).status_code == 200
        pages += [url("row", draft, part, row.key) for row in getattr(texts_of(draft), part)[:3]]
    for page in pages:
        assert client.post(page, filled(client.get(page))).status_code == 302
    assert to_document(texts_of(Edition.objects.get(pk=draft.pk))) == before


def test_a_row_is_saved_with_a_way_back(client, jobcentre, lead):
    draft = a_draft_of(a_framework(jobcentre))
    page = url("row", draft, "indicators", "i1")
    before = texts_of(draft)
    sent = filled(client.get(page)) | {"name_da": "Nyt navn", "level_2_en": "New words"}
    answer = client.post(page, sent, follow=True)
    row = row_of(texts_of(draft), "indicators", "i1")
    assert (row.name.da, row.anchors[1].en) == ("Nyt navn", "New words")
    assert "Fortryd" in text_of(answer)
    client.post(url("draft-undoing", draft))
    assert texts_of(draft) == before
    again = client.post(url("draft-undoing", draft), follow=True)
    assert "ikke mere at fortryde" in text_of(again)


def test_what_was_typed_is_kept_where_something_is_missing(client, jobcentre, lead):
    draft = a_draft_of(a_framework(jobcentre))
    page = url("row", draft, "concepts", texts_of(draft).concepts[0].key)
    sent = filled(client.get(page)) | {"term_da": " ", "definition_da": "Det her er tastet", "esco": "nej"}
    answer = client.post(page, sent)
    assert answer.status_code == 422
    assert "Det her er tastet" in text_of(answer)
    assert set(answer.context["form"].errors) == {"term_da", "esco"}
    assert texts_of(draft).concepts[0].definition.da != "Det her er tastet"


def test_the_second_who_saves_sees_what_the_first_wrote_beside_their_own_and_can_then_decide(client, jobcentre, lead):
    draft = a_draft_of(a_framework(jobcentre))
    page = url("row", draft, "indicators", "i1")
    mine = filled(client.get(page)) | {"name_da": "Mit navn"}
    row = row_of(texts_of(draft), "indicators", "i1")
    theirs = replace(row, name=LineText(da="Deres navn"))
    commands.change_row(by=None, edition=draft, part="indicators", row=theirs, opened=stamp_of(row))
    answer = client.post(page, mine)
    shown = text_of(answer)
    assert answer.status_code == 422
    assert "En anden har ændret teksten" in shown
    assert 'value="Mit navn"' in shown
    assert "Deres" in shown
    assert row_of(texts_of(draft), "indicators", "i1") == theirs
    assert client.post(page, filled(answer)).status_code == 302
    assert row_of(texts_of(draft), "indicators", "i1").name.da == "Mit navn"


def test_what_was_typed_in_a_row_that_is_gone_is_kept_on_the_page(client, jobcentre, lead):
    draft = a_draft_of(a_framework(jobcentre))
    page = url("row", draft, "indicators", "i1")
    mine = filled(client.get(page)) | {"name_da": "Mit navn"}
    commands.remove_row(by=None, edition=draft, part="indicators", key="i1")
    answer = client.post(page, mine)
    assert answer.status_code == 422
    assert 'value="Mit navn"' in text_of(answer)
    assert client.get(page).status_code == 404


def test_the_second_who_names_the_framework_is_told_too(client, jobcentre, lead):
    draft = a_draft_of(a_framework(jobcentre))
    mine = filled(client.get(url("frame", draft))) | {"name_da": "Mit"}
    client.post(url("frame", draft), mine | {"name_da": "Først"})
    answer = client.post(url("frame", draft), mine)
    assert answer.status_code == 422
    assert Edition.objects.get(pk=draft.pk).name_da == "Først"
    assert client.post(url("frame", draft), filled(answer)).status_code == 302
    assert Edition.objects.get(pk=draft.pk).name_da == "Mit"


NEW = {
    "phases": {"name_da": "Fase nul"},
    "competences": {"name_da": "Ny", "name_en": "Brand new", "esco": "http://data.europa.eu/esco/skill/1"},
    "concepts": {"term_da": "ærlighed", "definition_da": "At sige det."},
    "profiles": {"name_da": "Mentor", "demand_i1": "4"},
}


@pytest.mark.parametrize(
    ("part", "key"),
    [("phases", "fase-nul"), ("competences", "brand-new"), ("concepts", "aerlighed"), ("profiles", "mentor")],
)
def test_a_row_is_added_and_gets_its_key_from_its_name(client, jobcentre, lead, part, key):
    draft = a_draft_of(a_framework(jobcentre))
    assert client.post(url("new-row", draft, part), NEW[part]).status_code == 302
    row = getattr(texts_of(draft), part)[-1]
    assert row.key == key
    client.post(url("new-row", draft, part), NEW[part])
    assert getattr(texts_of(draft), part)[-1].key == f"{key}-2"


@pytest.mark.usefixtures("lead")
@pytest.mark.parametrize(
    ("scale", "typed", "faults"),
    [
        ("level", {"level_1_da": "Kun ét niveau"}, 1),
        ("count", {"unit_da": "spørgsmål"}, 0),
        ("choice", {"level_1_da": "Ja", "level_2_da": "Nej"}, 0),
    ],
)
def test_an_indicator_of_each_kind_is_added_and_what_is_missing_is_told_with_a_way_there(
    client, jobcentre, scale, typed, faults
):
    draft = a_draft_of(a_framework(jobcentre))
    page = f"{url('new-row', draft, 'indicators')}?scale={scale}"
    assert client.get(page).status_code == 200
    assert client.post(page, {"name_da": "Ny", "competence": "c", **typed}).status_code == 302
    assert row_of(texts_of(draft), "indicators", "ny").scale == scale
    shown = text_of(client.get(url("draft", draft)))
    assert shown.count(f'<li><a href="{url("row", draft, "indicators", "ny")}">') == faults


def test_a_profile_can_be_the_same_role_as_in_another_framework(client, jobcentre, lead):
    a_framework(jobcentre, key="other")
    draft = a_draft_of(a_framework(jobcentre))
    commands.remove_row(by=None, edition=draft, part="profiles", key="counsellor")
    page = url("new-row", draft, "profiles")
    assert 'value="counsellor"' in text_of(client.get(page))
    client.post(page, {"name_da": "Rådgiver", "same_as": "counsellor", "demand_i2": "5"})
    assert texts_of(draft).profiles[-1].demands == {"i2": 5}
    assert texts_of(draft).profiles[-1].key == "counsellor"


def test_removing_asks_first_and_can_be_undone(client, jobcentre, lead):
    draft = a_draft_of(a_framework(jobcentre))
    before = texts_of(draft)
    page = url("row-removal", draft, "indicators", "i1")
    asked = text_of(client.get(page))
    assert "kræver den ikke længere" in asked
    assert texts_of(draft) == before
    client.post(page)
    assert row_of(texts_of(draft), "indicators", "i1") is None
    client.post(url("draft-undoing", draft))
    assert texts_of(draft) == before


def test_a_competence_in_use_is_not_removed(client, jobcentre, lead):
    draft = a_draft_of(a_framework(jobcentre))
    page = url("row-removal", draft, "competences", "c")
    assert (client.get(page).status_code, client.post(page).status_code) == (403, 403)
    assert len(texts_of(draft).competences) == 1


def test_rows_change_places(client, jobcentre, lead):
    draft = a_draft_of(a_framework(jobcentre))
    client.post(url("row-move", draft, "indicators", "i1"), {"to": "down"})
    assert [row.key for row in texts_of(draft).indicators] == ["i2", "i1", "i3"]
    client.post(url("row-move", draft, "indicators", "i1"), {"to": "up"})
    assert [row.key for row in texts_of(draft).indicators] == ["i1", "i2", "i3"]


def test_a_civil_registration_number_is_not_taken_for_an_example(client, jobcentre, lead):
    draft = a_draft_of(a_framework(jobcentre))
    answer = client.post(url("new-row", draft, "concepts"), {"term_da": "x", "example_da": "010190-1234 sagde"})
    assert answer.status_code == 422
    assert "CPR-nummer" in text_of(answer)


def test_discarding_asks_first(client, jobcentre, lead):
    framework = a_framework(jobcentre)
    draft = a_draft_of(framework)
    assert client.get(url("draft-removal", draft)).status_code == 200
    assert Edition.objects.filter(pk=draft.pk).exists()
    assert client.post(url("draft-removal", draft)).url == framework.get_absolute_url()
    assert not Edition.objects.filter(pk=draft.pk).exists()
    assert holding_edition(framework, TODAY).number == 1


def changed(client, draft):
    page = url("row", draft, "indicators", "i1")
    client.post(page, filled(client.get(page)) | {"name_da": "Nyt navn"})


def test_publishing_shows_what_will_be_different_and_asks_why(client, jobcentre, lead):
    framework = a_framework(jobcentre)
    draft = a_draft_of(framework)
    changed(client, draft)
    page = client.get(url("draft-publication", draft))
    assert "<ins>Nyt" in text_of(page)
    assert "bliver ved de gamle ord" in text_of(page)
    refused = client.post(url("draft-publication", draft), filled(page) | {"reason": " "})
    assert refused.status_code == 422
    assert Edition.objects.get(pk=draft.pk).is_draft
    answer = client.post(url("draft-publication", draft), filled(page) | {"reason": "Vi blev enige"})
    assert answer.url == framework.get_absolute_url()
    published = Edition.objects.get(pk=draft.pk)
    assert (published.reason, published.published_by) == ("Vi blev enige", lead)
    assert Entry.objects.latest("number").deed == "edition-published"
    assert "Vi blev enige" in text_of(client.get(framework.get_absolute_url()))


def test_what_somebody_changes_while_one_looks_is_not_published_unseen(client, jobcentre, lead):
    draft = a_draft_of(a_framework(jobcentre))
    changed(client, draft)
    sent = filled(client.get(url("draft-publication", draft))) | {"reason": "Enige"}
    commands.remove_row(by=None, edition=draft, part="indicators", key="i2")
    answer = client.post(url("draft-publication", draft), sent)
    assert answer.status_code == 422
    assert "Kladden er ændret" in text_of(answer)
    assert Edition.objects.get(pk=draft.pk).is_draft
    assert client.post(url("draft-publication", draft), filled(answer)).status_code == 302


def test_a_draft_that_does_not_hold_together_is_not_published(client, jobcentre, lead):
    draft = a_draft_of(a_framework(jobcentre))
    client.post(f"{url('new-row', draft, 'indicators')}?scale=level", {"name_da": "Halv", "competence": "c"})
    page = client.get(url("draft-publication", draft))
    assert url("row", draft, "indicators", "halv") in text_of(page)
    answer = client.post(url("draft-publication", draft), filled(page) | {"reason": "Hastværk"})
    assert answer.status_code == 422
    assert "Hastværk" in text_of(answer)
    assert Edition.objects.get(pk=draft.pk).is_draft


def test_what_has_been_published_is_changed_by_no_page(client, jobcentre, lead):
    framework = a_framework(jobcentre)
    edition = holding_edition(framework, TODAY)
    pages = [url(name, edition) for name in ("draft", "frame", "draft-removal", "draft-publication")]
    pages += [url("part", edition, "concepts"), url("row", edition, "indicators", "i1")]
    assert {client.get(page).status_code for page in pages} == {403}
    assert client.post(url("row-removal", edition, "indicators", "i1")).status_code == 403
    assert len(texts_of(edition).indicators) == 3


@pytest.mark.parametrize("who", [the_head_of, lambda place: a_colleague_in(a_team(place))])
def test_who_does_not_write_the_method_finds_no_draft(client, jobcentre, who):
    framework = a_framework(jobcentre)
    draft = a_draft_of(framework)
    client.force_login(who(jobcentre))
    pages = [url(name, draft) for name in ("draft", "frame", "draft-removal", "draft-publication", "edition-json")]
    pages += [url("part", draft, "concepts"), url("row", draft, "indicators", "i1"), url("new-row", draft, "phases")]
    assert {client.get(page).status_code for page in pages} == {404}
    assert client.post(url("draft-undoing", draft)).status_code == 404
    assert client.get(reverse("method:framework-file", args=[framework.pk])).status_code == 403
    assert client.get(reverse("method:file-reading", args=[framework.pk])).status_code == 403


def test_an_unknown_part_or_row_is_not_found(client, jobcentre, lead):
    draft = a_draft_of(a_framework(jobcentre))
    pages = [url("part", draft, "kapitler"), url("row", draft, "indicators", "ukendt"), url("new-row", draft, "x")]
    assert {client.get(page).status_code for page in pages} == {404}
    assert client.get(f"{url('new-row', draft, 'indicators')}?scale=noget").status_code == 200


@pytest.mark.parametrize("name", ["draft", "draft-publication"])
def test_a_draft_costs_the_same_whatever_it_holds(client, jobcentre, lead, django_assert_max_num_queries, name):
    counts = []
    for key, indicators in (("few", 1), ("many", 12)):
        draft = a_draft_of(a_framework(jobcentre, key=key, indicators=indicators))
        client.get(url(name, draft))
        with django_assert_max_num_queries(100) as asked:
            client.get(url(name, draft))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_list_and_a_form_cost_the_same_whatever_the_draft_holds(
    client, jobcentre, lead, django_assert_max_num_queries
):
    counts = []
    for key, indicators in (("few", 1), ("many", 12)):
        draft = a_draft_of(a_framework(jobcentre, key=key, indicators=indicators))
        pages = [url("part", draft, "indicators"), url("row", draft, "profiles", "counsellor")]
        client.get(pages[0])
        with django_assert_max_num_queries(200) as asked:
            assert {client.get(page).status_code for page in pages} == {200}
        counts.append(len(asked))
    assert counts[0] == counts[1]
