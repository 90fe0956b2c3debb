"""The pages of public figures: who sees them, what they say, and how a file is looked through before it is kept."""

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from tests.factories import public_server as server
from tests.factories.people import a_jobcentre, a_municipality, an_outsider, the_head_of, the_lead_of, the_leader_of
from tests.factories.people import a_team as team_of
from tests.pages import CheckedClient

from samklang.evidence.commands import public_loads, public_tables
from samklang.evidence.enums import How
from samklang.evidence.models import PublicLoad, PublicTable
from samklang.evidence.public.pictures import Course, courses, marks_for
from samklang.evidence.public_samples import sample

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
HOURS = "Område;Periode;Andel personer med ordinære timer\nVejen;2026M08;1214,5\nVejen;2026M07;-\n"
CAUSAL = ("skyldes indsatsen", "har virket,", "effekten af")


@pytest.fixture(autouse=True)
def today(settings):
    settings.DEMO_TODAY = NOW.date()


@pytest.fixture
def vejen():
    jobcentre = a_jobcentre(a_municipality("Vejen Kommune"))
    public_tables.follow_tables(by=None, municipality=jobcentre.parent, neighbours=["Varde"])
    return jobcentre


def table_of(jobcentre, key: str = "ordinary-hours") -> PublicTable:
    return PublicTable.objects.get(municipality=jobcentre.parent, key=key)


def loaded(jobcentre, key: str, how: How = How.FILE) -> PublicTable:
    table, (name, content) = table_of(jobcentre, key), sample(key)
    public_loads.load_file(by=None, table=table, name=name, content=content, now=NOW, how=how)
    return table


def client_of(person) -> CheckedClient:
    client = CheckedClient()
    client.force_login(person)
    return client


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def a_file(content: str, name: str = "tal.csv") -> BytesIO:
    file = BytesIO(content.encode())
    file.name = name
    return file


def test_the_page_shows_each_table_with_a_year_before_and_the_whole_country_and_says_that_it_shows_no_cause(vejen):
    loaded(vejen, "unemployment")
    client = client_of(the_leader_of(team_of(vejen)))
    page = text(client.get(reverse("evidence:public-figures")))
    assert "Ledige i procent af arbejdsstyrken" in page
    assert "september 2026" in page
    assert "Offentlige tal siger, hvad der er sket, ikke hvorfor" in page
    assert "2,2" in page
    assert "Nummeret skal slås op" in page
    assert "Vælg naboer" not in page
    found = text(client.get(reverse("evidence:public-figures"), {"q": "langtids"}))
    assert "Langtidsledige ud af alle ledige" in found
    assert "Nyopslåede stillinger" not in found
    assert "Ingen offentlige tal passer" in text(client.get(reverse("evidence:public-figures"), {"q": "xyzzy"}))


def test_a_list_of_many_tables_costs_the_same_as_of_one(vejen, django_assert_max_num_queries):
    client = client_of(the_lead_of(vejen))
    loaded(vejen, "unemployment")
    client.get(reverse("evidence:public-figures"))  # what is kept between pages is there after the first
    with django_assert_max_num_queries(60) as one:
        client.get(reverse("evidence:public-figures"))
    for key in ("job-after-placement", "ordinary-hours", "new-vacancies"):
        loaded(vejen, key)
    with django_assert_max_num_queries(60) as four:
        client.get(reverse("evidence:public-figures"))
    assert len(four) == len(one)


def test_a_table_is_shown_with_its_course_the_certainty_note_the_source_and_the_day_it_was_read(vejen):
    table = loaded(vejen, "unemployment")
    page = text(client_of(the_leader_of(team_of(vejen))).get(table.get_absolute_url()))
    assert table.caveat_da.split(".")[0] in page
    assert "Offentlige tal siger, hvad der er sket, ikke hvorfor" in page
    assert "tabel y25i01" in page
    assert "20. november 2026" in page
    assert "<polyline" in page
    for area in ("Vejen", "Varde", "Hele landet"):
        assert f'<th scope="col" class="number">{area}</th>' in page
    assert not any(one in page for one in CAUSAL)
    assert "Hent fra kilden nu" not in page


def test_constructed_figures_say_so_wherever_they_are_shown(vejen):
    table = loaded(vejen, "unemployment", How.SAMPLE)
    client = client_of(the_lead_of(vejen))
    for address in (reverse("evidence:public-figures"), table.get_absolute_url()):
        assert "konstruere" in text(client.get(address)).lower()
    csv = client.get(reverse("evidence:public-table-file", args=[table.pk, "csv"])).content.decode()
    assert "tallene er ikke rigtige" in csv


def test_the_figures_can_be_fetched_with_hidden_ones_as_words_and_never_as_0(vejen):
    public_tables.choose_areas(by=None, municipality=vejen.parent, neighbours=["Kolding"])
    table = loaded(vejen, "unemployment")
    client = client_of(the_lead_of(vejen))
    rows = client.get(reverse("evidence:public-table-file", args=[table.pk, "csv"])).content.decode().splitlines()
    hidden = next(one for one in rows if "Kolding" in one and "2025-01-01" in one)
    assert "vises ikke af kilden" in hidden
    assert ";0" not in hidden
    assert len(rows) == 1 + 3 * 24
    assert client.get(reverse("evidence:public-figures-file", args=["xlsx"])).content.startswith(b"PK")
    assert client.get(reverse("evidence:public-figures-file", args=["exe"])).status_code == 404


def test_a_file_is_looked_through_before_it_is_kept_and_what_is_kept_is_what_was_seen(vejen):
    table, client = table_of(vejen), client_of(the_lead_of(vejen))
    address = reverse("evidence:new-public-load", args=[table.pk])
    assert "Andel personer med ordinære timer" in text(client.get(address))
    preview = client.post(address, {"file": a_file(HOURS)})
    page = text(preview)
    assert preview.status_code == 200
    assert "1.214,5" in page
    assert "vises ikke af kilden" in page
    assert "Varde" in page
    assert PublicLoad.objects.count() == 0
    kept = client.post(
        reverse("evidence:public-load-keeping", args=[table.pk]), {"read": preview.context["sealed"]}, follow=True
    )
    assert PublicLoad.objects.get().figures.count() == 2
    assert "tal.csv" in text(kept)
    undo = reverse("evidence:public-load-undoing", args=[PublicLoad.objects.get().pk])
    assert "Fortryd" in text(kept)
    taken = text(client.post(undo, follow=True))
    assert PublicLoad.objects.get().taken_back_at is not None
    assert "Der er ikke indlæst tal endnu" in taken
    redo = reverse("evidence:public-load-redoing", args=[PublicLoad.objects.get().pk])
    client.post(redo)
    assert PublicLoad.objects.get().taken_back_at is None


@pytest.mark.parametrize("sealed", ["", "nonsense", "eyJ0YWJsZSI6MX0:1abc:def"])
def test_what_was_not_sealed_here_is_not_kept(vejen, sealed):
    table = table_of(vejen)
    answer = client_of(the_lead_of(vejen)).post(
        reverse("evidence:public-load-keeping", args=[table.pk]), {"read": sealed}, follow=True
    )
    assert "skal læses igen" in text(answer)
    assert PublicLoad.objects.count() == 0


def test_what_was_read_for_one_table_is_not_kept_for_another(vejen):
    client = client_of(the_lead_of(vejen))
    preview = client.post(reverse("evidence:new-public-load", args=[table_of(vejen).pk]), {"file": a_file(HOURS)})
    client.post(reverse("evidence:public-load-keeping", args=[table_of(vejen, "activated").pk]),
                {"read": preview.context["sealed"]})  # fmt: skip
    assert PublicLoad.objects.count() == 0


def test_a_file_that_cannot_be_read_is_answered_with_the_sentence_and_422(vejen):
    client, address = client_of(the_lead_of(vejen)), reverse("evidence:new-public-load", args=[table_of(vejen).pk])
    answer = client.post(address, {"file": a_file("Navn;Timer\nVejen;7\n")})
    assert answer.status_code == 422
    assert "Periode" in text(answer)
    assert client.post(address, {}).status_code == 422
    assert PublicLoad.objects.count() == 0


def test_fetching_says_what_came_or_why_nothing_did(vejen, settings):
    table, client = table_of(vejen, "unemployment"), client_of(the_head_of(vejen))
    with server.a_public_source() as (url, its):
        settings.JOBINDSATS_URL, settings.JOBINDSATS_TOKEN = url, server.TOKEN
        answer = text(client.post(reverse("evidence:public-fetching", args=[table.pk]), follow=True))
        assert "72 tal er læst fra kilden." in answer
        its.mood = server.DOWN
        answer = text(client.post(reverse("evidence:public-fetching", args=[table.pk]), follow=True))
        assert "(503)" in answer
    settings.JOBINDSATS_TOKEN = ""
    answer = text(client.post(reverse("evidence:public-fetching", args=[table.pk]), follow=True))
    assert "SAMKLANG_JOBINDSATS_TOKEN" in answer
    assert PublicLoad.objects.count() == 1


def test_the_settings_of_a_table_are_corrected_on_a_page_and_nonsense_is_refused(vejen):
    table, client = table_of(vejen, "cooperation"), client_of(the_lead_of(vejen))
    address = reverse("evidence:public-table-change", args=[table.pk])
    assert client.get(address).status_code == 200
    given = {"code": "y22x01", "measure": "Samarbejdsgrad", "query": '{"period": "M"}', "address": table.address,
             "status": "confirmed", "on": "on"}  # fmt: skip
    for wrong in ("{", "[]", '{"latest": "x"}', '{"other": 1}', '"text"'):
        assert client.post(address, given | {"query": wrong}).status_code == 422
    assert client.post(address, given).status_code == 302
    table.refresh_from_db()
    assert (table.code, table.status, table.query, table.checked_on) == (
        "y22x01", "confirmed", {"period": "M"}, NOW.date(),
    )  # fmt: skip


def test_neighbours_are_chosen_on_a_page(vejen):
    client = client_of(the_lead_of(vejen))
    page = text(client.get(reverse("evidence:public-areas")))
    assert "Varde" in page
    answer = client.post(reverse("evidence:public-areas"), {"neighbours": "Esbjerg\nBillund\n\n"})
    assert answer.status_code == 302
    assert table_of(vejen).areas == ["Vejen", "Esbjerg", "Billund", "Hele landet"]
    many = "\n".join(f"Kommune {one}" for one in range(11))
    assert client.post(reverse("evidence:public-areas"), {"neighbours": many}).status_code == 422


def test_where_nothing_is_followed_the_page_says_what_to_do():
    jobcentre = a_jobcentre(a_municipality("Odder Kommune"))
    lead = client_of(the_lead_of(jobcentre))
    assert "Tag Samklangs tabeller ind" in text(lead.get(reverse("evidence:public-figures")))
    reader = client_of(the_leader_of(team_of(jobcentre)))
    assert "Tag Samklangs tabeller ind" not in text(reader.get(reverse("evidence:public-figures")))
    lead.post(reverse("evidence:public-tables-following"))
    assert PublicTable.objects.filter(municipality=jobcentre.parent).exists()
    page = text(lead.get(table_of(jobcentre).get_absolute_url()))
    assert "Der er ikke indlæst tal endnu" in page


PAGES = ("public-table", "public-table-change", "new-public-load")
DEEDS = ("public-fetching", "public-load-keeping")


def test_who_may_see_and_load_public_figures(vejen):
    table = loaded(vejen, "unemployment")
    load = PublicLoad.objects.get()
    deeds = [*((name, table.pk) for name in DEEDS), ("public-load-undoing", load.pk), ("public-load-redoing", load.pk)]
    for somebody, sees, runs in (
        (the_lead_of(vejen), 200, 200), (the_leader_of(team_of(vejen)), 200, 403), (an_outsider(), 404, 404),
    ):  # fmt: skip
        client = client_of(somebody)
        assert [client.get(reverse(f"evidence:{one}", args=[table.pk])).status_code for one in PAGES] == [
            sees, runs, runs,
        ], somebody  # fmt: skip
        if runs != 200:
            assert {client.post(reverse(f"evidence:{name}", args=[pk])).status_code for name, pk in deeds} == {runs}
    assert CheckedClient().get(table.get_absolute_url()).status_code == 302
    load.refresh_from_db()
    assert (load.taken_back_at, PublicLoad.objects.count()) == (None, 1)


def test_a_picture_has_a_line_for_each_piece_and_a_gap_where_there_is_no_figure():
    own, other = Course("Vejen", [2.0, None, 2.2, 2.4]), Course("Hele landet & <co>", [2.9, 3.0, 3.1, None])
    marks = marks_for(own, [other])
    drawn = courses(["jul.", "aug.", "sep.", "okt."], own, [other], "procent", [str(one) for one in marks])
    assert drawn.count("<polyline") == 3
    assert drawn.count("<circle") == 3
    assert "Hele landet &amp; &lt;co&gt;" in drawn
    assert min(marks) >= 0
    empty = Course("Vejen", [None])
    assert "<polyline" not in courses(["jul."], empty, [], "", [str(one) for one in marks_for(empty, [])])
    flat = Course("Vejen", [0.0, 0.0])
    assert Decimal(str(max(marks_for(flat, [])))) >= 1
