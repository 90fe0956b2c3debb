"""What citizens read: worded by the programme lead, in any language, and all or nothing from a file."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories.citizens_feedback import a_citizen_door
from tests.factories.people import an_outsider

from samklang.citizens.enums import Reading
from samklang.citizens.forms.texts import typed
from samklang.citizens.models import PreparationText
from samklang.citizens.sheet import shipped

pytestmark = pytest.mark.django_db
TEXTS = "/conversations/texts/"


@pytest.fixture
def door(client):
    """With the programme lead signed in."""
    door = a_citizen_door()
    client.force_login(door.lead)
    return door


def address(door, rest: str = "") -> str:
    return f"{TEXTS}{door.jobcentre.pk}/{rest}"


def as_typed(**changes: str) -> dict[str, str]:
    return {**typed(shipped(Reading.EASY, "da")), **changes}


def test_the_list_says_whose_words_and_how_hard_they_read(client, door):
    text = client.get(TEXTS).text
    assert text.count("LIX 9, under 20, som den skal være") == 1
    assert text.count("LIX") >= 6


def test_a_text_of_ones_own_is_what_the_citizen_reads_until_one_goes_back(client, door):
    sent = client.post(
        address(door, "da/easy/"), as_typed(title="Kom og tal med os", about="Vi taler om job.\n\n Du bestemmer. ")
    )
    assert sent.status_code == 302
    own = PreparationText.objects.get()
    assert (own.language_name, own.content["about"]) == ("Dansk", ["Vi taler om job.", "Du bestemmer."])
    assert "Kom og tal med os" in client.get(address(door, "da/easy/preview/")).text
    assert client.get(address(door, "da/easy/removal/")).status_code == 200
    assert client.post(address(door, "da/easy/removal/")).status_code == 302
    assert "Vi skal tale sammen" in client.get(address(door, "da/easy/preview/")).text
    assert client.get(address(door, "da/easy/removal/")).status_code == 404


def test_a_language_is_added_beside_the_danish_text_and_shown_from_right_to_left(client, door):
    added = client.post(address(door, "new/"), {"language": "AR", "language_name": "العربية", "level": "easy"})
    assert added.status_code == 302
    page = client.get(added.url).text
    assert "Vi skal tale sammen" in page
    assert "العربية" in page
    assert not PreparationText.objects.exists()
    sent = client.post(added.url, as_typed(title="سوف نتحدث", language_name="العربية"))
    assert sent.status_code == 302
    preview = client.get(address(door, "ar/easy/preview/"))
    assert '<html lang="ar" dir="rtl"' in preview.text
    assert client.get(address(door, "ar/full/preview/")).status_code == 404


@pytest.mark.parametrize(
    "changes",
    [{"title": ""}, {"about": " \n "}, {"intro": "Ring til 010190-1234"}, {"think": "x" * 401}, {"about": "a\n" * 13},
     {"topic-cv": "0101901234"}, {"word-send": ""}],
)  # fmt: skip
def test_what_is_missing_too_long_or_somebodys_number_is_told_and_nothing_kept(client, door, changes):
    assert client.post(address(door, "da/easy/"), as_typed(**changes)).status_code == 422
    assert not PreparationText.objects.exists()


@pytest.mark.parametrize("tag", ["da", "en", "x", "arabisk!", "a" * 13, "../..", "010190-1234"])
def test_what_is_no_tag_of_another_language_is_told(client, door, tag):
    sent = client.post(address(door, "new/"), {"language": tag, "language_name": "Sprog", "level": "easy"})
    assert sent.status_code == 422


@pytest.mark.parametrize(
    "rest", ["da/hard/", "zz9/easy/", "DA/easy/", "uk/easy/removal/", "uk/file.json", "da/hard/preview/"]
)
def test_an_address_that_means_nothing_is_not_found(client, door, rest):
    assert client.get(address(door, rest)).status_code == 404


def a_file(document: object) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("sprog.json", json.dumps(document).encode(), "application/json")}


def test_a_language_comes_back_from_its_file_as_it_was_under_another_tag(client, door):
    document = json.loads(client.get(address(door, "da/file.json")).content)
    assert set(document["levels"]) == {"easy", "plain", "full"}
    assert (
        client.post(
            address(door, "file/"), a_file({**document, "language": "nb", "language_name": "Norsk"})
        ).status_code
        == 302
    )
    own = PreparationText.objects.filter(language="nb")
    assert own.count() == 3
    assert own.get(level="full").content == shipped(Reading.FULL, "da").as_document()


def test_a_file_with_one_fault_changes_nothing(client, door):
    document = json.loads(client.get(address(door, "da/file.json")).content)
    document["levels"]["full"]["intro"] = "Skriv til os om 010190-1234"
    for one in (
        document,
        {**document, "kind": "x"},
        {**document, "levels": {"hard": {}}},
        {**document, "levels": []},
        [],
        7,
        {**document, "language": "<b>"},
        {**document, "levels": {"easy": {"title": ["x"], "topics": [], "about": "x"}}},
    ):
        assert client.post(address(door, "file/"), a_file(one)).status_code == 422
    assert client.post(address(door, "file/"), {"file": SimpleUploadedFile("x.json", b"\xff\xfe[")}).status_code == 422
    assert client.post(address(door, "file/"), {}).status_code == 422
    assert not PreparationText.objects.exists()


def test_only_the_programme_lead_of_the_place_words_them(client, door):
    client.force_login(door.counsellor)
    assert client.get(TEXTS).status_code == 403
    assert client.post(address(door, "da/easy/"), as_typed()).status_code == 403
    client.force_login(an_outsider())
    for rest in ("", "new/", "file/", "da/easy/", "da/file.json", "da/easy/preview/"):
        assert client.get(address(door, rest)).status_code == 404
    assert not PreparationText.objects.exists()
