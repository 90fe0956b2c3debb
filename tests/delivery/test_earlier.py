"""Training from before: vouched for, read from a file, all or nothing, undone; and planning counts it."""

import io
import json
from datetime import timedelta

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.factories.certificates import NOW
from tests.factories.delivery import person_called, the_course
from tests.factories.people import an_outsider, the_lead_of

from samklang.access.clock import today
from samklang.access.refusals import NotAllowed
from samklang.delivery.commands.earlier import add_proof, remove_proof
from samklang.delivery.models import EarlierProof
from samklang.planning.commands.version import take_from_register
from samklang.planning.queries.done import done_before

pytestmark = pytest.mark.django_db


def proof(course, number="anne", **changes):
    given = {"module": "start", "day": today() - timedelta(days=300), "source": "UC Syd"} | changes
    return add_proof(by=None, programme=course.programme, person=person_called(course, number), today=today(), now=NOW,
                     **given)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"module": "et-andet"}, "no such module"),
        ({"day": today() + timedelta(days=1)}, "not come yet"),
        ({"source": " "}, "from whom"),
        ({"document": b"MZ..."}, "no PDF, PNG or JPEG"),
    ],
)
def test_what_cannot_be_vouched_for_is_refused_with_what_to_do(changes, why):
    course = the_course()
    with pytest.raises(NotAllowed, match=why):
        proof(course, **changes)
    assert not EarlierProof.objects.exists()


def test_the_same_is_not_recorded_twice_nor_by_a_stranger():
    course = the_course()
    one = proof(course)
    with pytest.raises(NotAllowed, match="already"):
        proof(course)
    with pytest.raises(NotAllowed, match="do not run courses"):
        remove_proof(by=an_outsider(), proof=one)


def test_a_plan_made_from_the_register_counts_it_as_done_besides_what_was_said():
    course = the_course()
    proof(course, "bo")
    assert done_before(course.programme) == {"bo": {"start"}}
    version = take_from_register(by=None, programme=course.programme, now=NOW)
    done = {one["id"]: one["done_modules"] for one in version.document["people"]}
    assert (done["bo"], done["anne"]) == (["start"], [])


def rows(*lines):
    return "Nummer;Navn;Team;Modul;Dato;Fra hvem\r\n" + "\r\n".join(lines)


def as_xlsx(*lines):
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    sheet = book.add_worksheet()
    for row, line in enumerate([("Navn", "Modul", "Dato", "Fra hvem"), *lines]):
        sheet.write_row(row, 0, line)
    book.close()
    return kept.getvalue()


def sent(client, course, content, name="liste.csv", status=200):
    given = content.encode() if isinstance(content, str) else content
    answer = client.post(
        reverse("delivery:earlier-file", args=[course.programme_id]), {"file": SimpleUploadedFile(name, given)}
    )
    assert answer.status_code == status, answer.content.decode()
    return answer


def lead(client, course):
    client.force_login(the_lead_of(course.programme.jobcentre))


def test_a_file_is_shown_first_recorded_once_and_undone(client):
    course = the_course()
    lead(client, course)
    shown = sent(client, course, rows("anne;;;start;12-05-2024;UC Syd", ";Bo Kjær;;Start;2024-05-13;UC Syd"))
    assert not EarlierProof.objects.exists()
    kept = shown.context["kept"]
    answer = client.post(reverse("delivery:earlier-import", args=[course.programme_id]), {"kept": kept}, follow=True)
    assert "2 rækker" in answer.content.decode()
    assert sorted(EarlierProof.objects.values_list("person__name", flat=True)) == ["Anne Holm", "Bo Kjær"]
    again = client.post(reverse("delivery:earlier-import", args=[course.programme_id]), {"kept": kept})
    assert (again.status_code, EarlierProof.objects.count()) == (403, 2)
    batch = EarlierProof.objects.first().batch
    client.post(reverse("delivery:earlier-undo", args=[course.programme_id, batch]))
    assert not EarlierProof.objects.exists()


def test_a_spreadsheet_is_read_by_name(client):
    course = the_course()
    lead(client, course)
    shown = sent(client, course, as_xlsx(("Anne Holm", "start", "12-05-2024", "UC Syd")), "liste.xlsx")
    assert [row["found"].name for row in shown.context["rows"]] == ["Anne Holm"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (rows("9999;;;start;12-05-2024;UC Syd"), "Række 2"),
        (rows("anne;;;start;12-05-2024;UC Syd", "bo;;;dans;12-05-2024;UC Syd"), "Række 3"),
        (rows("anne;;;start;i maj;UC Syd"), "i maj"),
        (rows("anne;;;start;12-05-2099;UC Syd"), "Række 2"),
        (rows("anne;;;start;12-05-2024;"), "Række 2"),
        (rows("anne;;;start;12-05-2024;UC Syd", "anne;;;start;13-05-2024;UC Syd"), "Række 3"),
        (rows(), "overskrift"),
        ("helt forkert", "Modul"),
        (b"%PDF-1.7 noget", "PDF"),
        ("{ikke json", "JSON"),
    ],
)
def test_where_a_row_is_wrong_nothing_is_recorded_and_the_row_is_named(client, content, said):
    course = the_course()
    lead(client, course)
    assert said in sent(client, course, content, status=422).content.decode()
    assert not EarlierProof.objects.exists()


def test_somebody_elses_preview_is_not_recorded(client):
    course = the_course()
    lead(client, course)
    kept = sent(client, course, rows("anne;;;start;12-05-2024;UC Syd")).context["kept"]
    lead(client, course)
    answer = client.post(reverse("delivery:earlier-import", args=[course.programme_id]), {"kept": kept})
    assert (answer.status_code, EarlierProof.objects.count()) == (422, 0)


def statement(name="anne", verb="completed", module="start", at="2024-05-12T10:00:00Z", **result):
    return {
        "actor": {"account": {"homePage": "https://lms.example.dk", "name": name}},
        "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}"},
        "object": {"id": f"https://lms.example.dk/kurser/{module}"},
        "timestamp": at,
        "authority": {"name": "Læringslageret"},
        **({"result": result} if result else {}),
    }


def test_statements_of_a_store_of_learning_are_read_as_training_from_before(client):
    course = the_course()
    lead(client, course)
    given = [statement(), statement("bo", "failed"), statement("camilla", success=False), statement("dorte", "passed")]
    shown = sent(client, course, json.dumps({"statements": given}), "udtræk.json")
    found = [(row["found"].name, row["found"].source) for row in shown.context["rows"]]
    assert found == [("Anne Holm", "Læringslageret"), ("Dorte Øst", "Læringslageret")]


@pytest.mark.parametrize("wrong", [statement("ukendt"), statement(module="dans"), statement(at="i går"), 7, {}])
def test_a_statement_that_cannot_be_read_records_nothing(client, wrong):
    course = the_course()
    lead(client, course)
    sent(client, course, json.dumps([wrong]), "udtræk.json", status=422)
    assert not EarlierProof.objects.exists()


def test_the_copy_of_a_proof_is_fetched_by_the_person_and_the_lead_alone(client):
    course = the_course()
    one = proof(course, document=b"%PDF-1.7 bevis", document_name="bevis.pdf")
    address = reverse("delivery:earlier-copy", args=[one.pk])
    for who, status in (
        (one.person, 200),
        (the_lead_of(course.programme.jobcentre), 200),
        (person_called(course, "bo"), 404),
        (an_outsider(), 404),
    ):
        client.force_login(who)
        assert client.get(address).status_code == status
