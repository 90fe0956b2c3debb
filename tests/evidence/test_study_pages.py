"""The pages of studies: set up step by step, drawn, frozen, fed, answered; and who gets them."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories.people import a_colleague_in, an_outsider
from tests.factories.studies import Studied
from tests.pages import CheckedClient

from samklang.evidence.models import Study, StudyAnswer, StudyFile

pytestmark = pytest.mark.django_db


def _as(person) -> CheckedClient:
    client = CheckedClient()
    client.force_login(person)
    return client


_STEPS = {
    "question": {"title": "Jobsamtaler", "question": "Virker det?"},
    "outcome": {"outcome": "i job", "definition": "Alle.", "kind": "share", "unit": "days", "better": "more"},
    "relevance": {"smallest_relevant": "5,5", "smallest_why": "Det betaler sig."},
    "rollout": {
        "unit_kind": "team", "chosen": "drawn", "steps": "month", "first_day": "2025-02-11", "periods": "12",
        "first_wave": "5", "waves": "3", "apart": "3",
    },
    "expected": {"cases": "40", "level": "30", "between": ""},
}  # fmt: skip


def test_a_study_goes_from_its_question_to_its_answer_on_the_pages():
    house = Studied()
    Study.objects.all().delete()
    client = _as(house.lead)
    assert client.get("/evidence/studies/").status_code == client.get("/evidence/studies/new/").status_code == 200
    for wrong in ({}, {"title": "x"}, {"title": "x", "question": "y", "jobcentre": "9" * 30}):
        assert client.post("/evidence/studies/new/", wrong).status_code == 422
    made = client.post(
        "/evidence/studies/new/", {"title": "Jobsamtaler", "question": "Virker det?", "jobcentre": house.jobcentre.pk}
    )
    study = Study.objects.get()
    base = f"/evidence/studies/{study.pk}/"
    assert made.url == f"{base}step/outcome/"
    for step, given in _STEPS.items():
        assert client.get(f"{base}step/{step}/").status_code == 200
        assert client.post(f"{base}step/{step}/", {}).status_code == 422
        assert client.post(f"{base}step/{step}/", given).status_code == 302, step
        assert client.get(base).status_code == 200
    study.refresh_from_db()
    assert (study.smallest_relevant, study.level, study.first_day) == (0.055, 0.3, date(2025, 2, 1))
    assert client.post(f"{base}units/", {}).status_code == 422
    assert client.get(f"{base}units/").status_code == 200
    client.post(f"{base}units/", {"teams": [one.pk for one in house.teams], "strata": "size"})
    assert study.units.count() == 12
    assert client.get(f"{base}power/").status_code == 200
    assert client.get(f"{base}power/?units=40&cases=x").status_code == 422
    assert client.get(f"{base}power/?units=40").status_code == 200
    assert client.get(f"{base}freezing/").status_code == 200
    assert client.post(f"{base}freezing/").status_code == 422
    assert client.get(f"{base}draw/").status_code == 200
    client.post(f"{base}draw/")
    assert client.post(f"{base}draw/", {}).status_code == 422
    assert house.teams[0].name in client.get(f"{base}draw/").content.decode()
    assert client.get(f"{base}freezing/").status_code == 200
    assert client.post(f"{base}freezing/").status_code == 302
    assert client.post(f"{base}step/question/", _STEPS["question"]).status_code == 403
    assert client.get(f"{base}plan.json").json()["analysis_hash"] == Study.objects.get().plan_hash
    assert client.get(base).status_code == client.get(f"{base}power/").status_code == 200


def test_outcomes_are_loaded_looked_at_kept_and_answered():
    house = Studied()
    study = house.frozen()
    client, base = _as(house.lead), f"/evidence/studies/{study.pk}/"
    assert client.get(f"{base}training/").status_code == 200
    client.post(f"{base}training/", {"as_drawn": "yes"})
    for name in ("sums.csv", "rows.csv", "sums.xlsx", "rows.xlsx"):
        assert client.get(f"{base}data/{name}").status_code == 200
    assert client.get(f"{base}answer/").status_code == 200
    assert client.get(f"{base}report/").status_code == 404
    wrong = SimpleUploadedFile("x.csv", b"navn;periode\nAnna Hansen;2025-02\n")
    assert client.post(f"{base}data/", {"file": wrong}).status_code == 422
    assert StudyFile.objects.count() == 0
    right = SimpleUploadedFile("tal.csv", house.sums(effect=0.1).encode())
    sent = client.post(f"{base}data/", {"file": right})
    file = StudyFile.objects.get()
    assert sent.url == f"{base}data/{file.pk}/"
    assert client.get(sent.url).status_code == client.get(f"{base}data/").status_code == 200
    assert client.post(sent.url).url == f"{base}answer/"
    assert client.post(f"{base}answer/").url == f"{base}answer/"
    made = StudyAnswer.objects.get()
    assert made.verdict == "improved"
    for page in ("answer/", "report/", "answer.csv", "data/", ""):
        assert client.get(f"{base}{page}").status_code == 200, page
    client.post(f"{base}data/{file.pk}/taking-back/")
    study.refresh_from_db()
    assert study.state == "frozen"
    client.post(f"{base}data/{file.pk}/bringing-back/")
    study.refresh_from_db()
    assert study.state == "answered"


def test_a_colleague_reads_and_runs_nothing_and_others_find_nothing():
    house = Studied()
    study = house.frozen()
    base = f"/evidence/studies/{study.pk}/"
    reader, outsider = _as(a_colleague_in(house.teams[0])), _as(an_outsider())
    for page in ("", "power/", "plan.json", "answer/", "draw/"):
        assert outsider.get(f"{base}{page}").status_code == 404, page
        assert reader.get(f"{base}{page}").status_code in (200, 404), page
    for page in ("units/", "training/", "data/", "stop/", "freezing/", "offer/", "data/sums.csv"):
        assert outsider.get(f"{base}{page}").status_code == 404, page
        assert reader.get(f"{base}{page}").status_code == 403, page
