"""Files of companies: on their pages, and loaded by the worker."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.factories.companies import NOW, a_company, an_entrance
from tests.factories.company_files import (
    a_cvr,
    a_document,
    a_period,
    a_unit,
    in_lines,
    many_cvr,
)
from tests.factories.company_loads import a_done_load, a_load, a_sheet, difference_now, kinds_of
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider, the_head_of, the_leader_of

from samklang.access.refusals import NotAllowed
from samklang.companies.commands.load_undoing import undo_load
from samklang.companies.commands.loads import (
    apply_load,
    begin_loading,
    carry_out,
    stop_loading,
)
from samklang.companies.enums import LoadState
from samklang.companies.models import Company, Load

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def here():
    """A team whose municipality has an entrance."""
    jobcentre = a_jobcentre()
    an_entrance(jobcentre)
    return a_team(jobcentre)


@pytest.fixture
def lead(here):
    return the_leader_of(here)


def _upload(content, name="cvr.json"):
    return {"file": SimpleUploadedFile(name, content)}


def test_a_file_is_sent_looked_through_loaded_and_taken_back(client, lead):
    client.force_login(lead)
    assert client.get(reverse("companies:loads")).status_code == 200
    assert client.get(reverse("companies:new-load")).status_code == 200
    sent = client.post(reverse("companies:new-load"), _upload(in_lines([a_document(), a_document(12345678)])))
    load = Load.objects.get()
    assert sent.headers["Location"] == load.get_absolute_url()
    shown = client.get(load.get_absolute_url())
    assert "Egtved Smede ApS" in shown.content.decode()
    assert "12345678" in client.get(load.get_absolute_url(), {"kind": "problems"}).content.decode()
    client.post(reverse("companies:load-application", args=[load.pk]), {"digest": shown.context["digest"]})
    assert Company.objects.get().name == "Egtved Smede ApS"
    assert client.get(load.get_absolute_url()).status_code == 200
    assert client.get(reverse("companies:loads")).status_code == 200
    client.post(reverse("companies:load-undoing", args=[load.pk]))
    assert Company.objects.count() == 0
    assert client.get(load.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("content", [b"hej", b"PK\x03\x04nej", b"{", b"\x1f\x8b"])
def test_a_bad_file_is_told_at_the_field(client, lead, content):
    client.force_login(lead)
    answered = client.post(reverse("companies:new-load"), _upload(content))
    assert (answered.status_code, Load.objects.count()) in {(422, 0), (302, 1)}
    assert client.post(reverse("companies:new-load"), {}).status_code == 422


def test_a_file_that_is_too_large_is_refused(client, lead, settings):
    settings.UPLOAD_MOST_BYTES = 100
    client.force_login(lead)
    answered = client.post(reverse("companies:new-load"), _upload(in_lines([a_document()])))
    assert answered.status_code in {413, 422}
    assert Load.objects.count() == 0


def test_lines_that_look_like_others_are_chosen_about_one_by_one_or_all(client, lead):
    known = a_company(lead.municipality, "Egtved Maskinfabrik ApS")
    client.force_login(lead)
    load = a_load(lead, a_sheet(["", "Egtved Maskinfabrik", 6040, "75550000"]), "l.xlsx")
    page, choices = load.get_absolute_url(), reverse("companies:load-choices", args=[load.pk])
    assert "line_2" in client.get(page).content.decode()
    client.post(choices, {"kind": "alike", "line_2": "new"})
    assert kinds_of(load) == [(2, "new")]
    assert client.get(page, {"kind": "alike"}).status_code == 200
    client.post(choices, {"kind": "alike", "line_2": ""})
    assert kinds_of(load) == [(2, "alike")]
    client.post(choices, {"all": "same"})
    assert (kinds_of(load), difference_now(load).lines[0].company) == ([(2, "changed")], known.pk)
    client.post(choices, {"line_2": "99999999"})
    assert kinds_of(load) == [(2, "alike")]
    client.post(choices, {"all": "new"})
    assert kinds_of(load) == [(2, "new")]


def test_an_old_page_loads_nothing(client, lead):
    load = a_load(lead, in_lines([a_document()]))
    client.force_login(lead)
    client.post(reverse("companies:load-application", args=[load.pk]), {"digest": "x"})
    assert Company.objects.count() == 0


def test_every_kind_of_line_has_its_tab(client, lead):
    numbers = many_cvr(6)
    a_company(lead.municipality, "Ens ApS", cvr=numbers[0])
    a_done_load(lead, in_lines([a_document(numbers[1]), a_document(numbers[2], "Lukker")]))
    a_company(lead.municipality, "Ligner ApS", phone="75 55 00 00")
    over = [{"periode": a_period(ends="2026-08-31")}]
    load = a_load(lead, in_lines([
        a_document(numbers[0]), a_document(numbers[1]), a_document(numbers[2], "Lukker", livsforloeb=over),
        a_document(numbers[3], "Helt ny A/S", telefonNummer=[], elektroniskPost=[]), a_document(numbers[4], "Ligner"),
        a_unit(numbers[5], 1_000_000_009), {"hej": 1},
    ]))  # fmt: skip
    assert {kind for _, kind in kinds_of(load)} == {"changed", "same", "ceased", "new", "alike", "left"}
    client.force_login(lead)
    for kind in ("changed", "same", "ceased", "new", "alike", "left", "problems", "hvad"):
        assert client.get(load.get_absolute_url(), {"kind": kind, "page": "2"}).status_code == 200
        assert client.get(load.get_absolute_url(), {"kind": kind}, headers={"HX-Request": "true"}).status_code == 200


def test_a_large_file_waits_for_the_worker(client, lead, monkeypatch):
    monkeypatch.setattr("samklang.companies.views.loads.MOST_AT_ONCE", 0)
    load = a_load(lead, in_lines([a_document()]))
    client.force_login(lead)
    digest = client.get(load.get_absolute_url()).context["digest"]
    client.post(reverse("companies:load-application", args=[load.pk]), {"digest": digest})
    load.refresh_from_db()
    assert load.state in {LoadState.LOADING, LoadState.DONE}
    assert client.get(load.get_absolute_url()).status_code == 200
    progress = client.get(reverse("companies:load-progress", args=[load.pk]), headers={"HX-Request": "true"})
    assert progress.status_code == 200
    if load.state == LoadState.LOADING:
        client.post(reverse("companies:load-stopping", args=[load.pk]))
        load.refresh_from_db()
        assert load.state == LoadState.READ


def test_throwing_a_file_away_changes_nothing(client, lead):
    load = a_load(lead, in_lines([a_document()]))
    client.force_login(lead)
    client.post(reverse("companies:load-discarding", args=[load.pk]))
    assert (Load.objects.count(), Company.objects.count()) == (0, 0)


def test_who_may_see_files(client, here, lead):
    load = a_load(lead, in_lines([a_document()]))
    for person, status in ((a_colleague_in(here), 403), (an_outsider(), 404), (the_head_of(a_jobcentre()), 404)):
        client.force_login(person)
        assert client.get(load.get_absolute_url()).status_code == status
        assert client.post(reverse("companies:load-application", args=[load.pk])).status_code == status
    client.force_login(a_colleague_in(here))
    assert client.get(reverse("companies:loads")).status_code == 403
    assert client.get(reverse("companies:new-load")).status_code == 403


def test_the_list_costs_the_same_for_one_and_for_three(client, lead, django_assert_max_num_queries):
    client.force_login(lead)
    client.get(reverse("companies:loads"))
    counts = []
    for _ in range(3):
        a_load(lead, in_lines([a_document()]))
        with django_assert_max_num_queries(60) as queries:
            client.get(reverse("companies:loads"))
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_the_lines_cost_the_same_for_one_and_for_three(client, lead, django_assert_max_num_queries):
    client.force_login(lead)
    client.get(reverse("companies:loads"))
    counts = []
    for count in (1, 3):
        load = a_load(
            lead,
            in_lines(a_document(one, f"Firma {one}", telefonNummer=[], elektroniskPost=[]) for one in many_cvr(count)),
        )
        with django_assert_max_num_queries(60) as queries:
            client.get(load.get_absolute_url())
        counts.append(len(queries))
    assert counts[0] == counts[1]


# The worker


def test_the_worker_loads_what_was_looked_through(lead):
    load = a_load(lead, in_lines([a_document()]))
    begin_loading(by=lead, load=load, digest=difference_now(load).digest)
    with pytest.raises(NotAllowed, match="being loaded right now"):
        apply_load(by=lead, load=load, digest=None, now=NOW)
    assert carry_out(by=lead, load=load, now=NOW).state == LoadState.DONE
    assert Company.objects.count() == 1


def test_the_worker_leaves_alone_what_was_stopped_or_has_changed(lead):
    load = a_load(lead, in_lines([a_document()]))
    begin_loading(by=lead, load=load, digest=difference_now(load).digest)
    stop_loading(by=lead, load=load)
    assert carry_out(by=lead, load=load, now=NOW).state == LoadState.READ
    begin_loading(by=lead, load=load, digest=difference_now(load).digest)
    a_company(lead.municipality, cvr=a_cvr())
    assert carry_out(by=lead, load=load, now=NOW).state == LoadState.READ
    assert Company.objects.get().name == "Egtved Maskinfabrik ApS"


def test_one_file_at_a_time(lead):
    first, second = a_load(lead, in_lines([a_document()])), a_load(lead, in_lines([a_document()]))
    begin_loading(by=lead, load=first, digest="")
    with pytest.raises(NotAllowed, match="Another file"):
        apply_load(by=lead, load=second, digest=None, now=NOW)


def test_thousands_of_companies_are_loaded_and_taken_back(lead):
    content = in_lines(a_document(cvr, f"Firma {cvr} ApS", penheder=[]) for cvr in many_cvr(2_000))
    load = a_done_load(lead, content)
    assert Company.objects.count() == 2_000
    undo_load(by=lead, load=load, now=LATER)
    assert Company.objects.count() == 0
