"""What is sent is never more than the site takes."""

from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.factories.people import a_jobcentre, the_lead_of

pytestmark = pytest.mark.django_db


class Watched(BytesIO):
    """A body that says how much of it was read."""

    def __init__(self, content=b""):
        super().__init__(content)
        self.taken = 0

    def read(self, size=-1):
        found = super().read(size)
        self.taken += len(found)
        return found


def test_two_hundred_megabytes_are_refused_in_words_before_they_are_read(client):
    jobcentre = a_jobcentre()
    client.force_login(the_lead_of(jobcentre))
    body = Watched(b"--x\r\n" + bytes(1_000_000))
    answer = client.generic(
        "POST", reverse("people:new-staff-import"), content_type="multipart/form-data; boundary=x",
        **{"wsgi.input": body, "CONTENT_LENGTH": "200000000"},
    )  # fmt: skip
    assert (answer.status_code, body.taken) == (413, 0)
    assert "højst sendes 20 MB" in answer.content.decode()


def test_a_file_that_is_larger_than_it_may_be_stops_while_it_is_read(client):
    jobcentre = a_jobcentre()
    client.force_login(the_lead_of(jobcentre))
    file = SimpleUploadedFile("stor.csv", bytes(settings.UPLOAD_MOST_BYTES + 1))
    answer = client.post(reverse("people:new-staff-import"), {"file": file, "jobcentre": jobcentre.pk})
    assert answer.status_code == 413


def test_a_file_as_large_as_it_may_be_is_read(client):
    jobcentre = a_jobcentre()
    client.force_login(the_lead_of(jobcentre))
    file = SimpleUploadedFile("stor.csv", b" " * settings.UPLOAD_MOST_BYTES)
    given = {"file": file, "jobcentre": jobcentre.pk, "first_day": "2027-09-01"}
    assert client.post(reverse("people:new-staff-import"), given).status_code == 422
