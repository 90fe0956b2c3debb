"""A draft taken from a file, and an edition fetched as one."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.factories.method import TODAY, a_draft_of, a_framework
from tests.factories.people import the_head_of
from tests.method.drafts import filled, text_of, url

from samklang.method import commands
from samklang.method.documents import to_document
from samklang.method.drafting import without_row
from samklang.method.enums import EditionOrigin
from samklang.method.exchange import as_json, as_xlsx
from samklang.method.models import Edition, Indicator
from samklang.method.queries.editions import holding_edition, texts_of

pytestmark = pytest.mark.django_db


def sent_file(content, name):
    return {"file": SimpleUploadedFile(name, content)}


@pytest.mark.parametrize(("write", "name"), [(as_json, "a.json"), (lambda one: as_xlsx(one, "da"), "a.xlsx")])
def test_a_file_is_looked_through_before_it_takes_the_place_of_the_draft(client, jobcentre, lead, write, name):
    framework = a_framework(jobcentre)
    wanted = without_row(texts_of(holding_edition(framework, TODAY)), "indicators", "i2")
    answer = client.post(reverse("method:framework-file", args=[framework.pk]), sent_file(write(wanted), name))
    reading = reverse("method:file-reading", args=[framework.pk])
    assert answer.url == reading
    assert Edition.objects.count() == 1
    shown = client.get(reading)
    assert "Fjernet" in text_of(shown)
    answer = client.post(reading, filled(shown))
    draft = Edition.objects.get(framework=framework, published_at=None)
    assert (answer.url, draft.origin) == (url("draft", draft), EditionOrigin.IMPORT)
    assert to_document(texts_of(draft)) == to_document(wanted)
    client.post(url("draft-undoing", draft))
    assert len(texts_of(draft).indicators) == 3
    assert client.get(reading).url == reverse("method:framework-file", args=[framework.pk])


def test_a_file_is_not_put_over_what_somebody_wrote_meanwhile(client, jobcentre, lead):
    framework = a_framework(jobcentre)
    draft = a_draft_of(framework)
    wanted = without_row(texts_of(draft), "indicators", "i2")
    client.post(reverse("method:framework-file", args=[framework.pk]), sent_file(as_json(wanted), "a.json"))
    reading = reverse("method:file-reading", args=[framework.pk])
    sent = filled(client.get(reading))
    commands.remove_row(by=None, edition=draft, part="indicators", key="i3")
    answer = client.post(reading, sent)
    assert answer.status_code == 422
    assert [row.key for row in texts_of(draft).indicators] == ["i1", "i2"]
    assert client.post(reading, filled(answer)).status_code == 302
    assert [row.key for row in texts_of(draft).indicators] == ["i1", "i3"]


def test_a_file_with_faults_changes_nothing_and_tells_every_one(client, jobcentre, lead):
    framework = a_framework(jobcentre)
    source = to_document(texts_of(holding_edition(framework, TODAY)))
    source["indicators"][0]["competence"] = "findes-ikke"
    source["concepts"][0]["key"] = "Nej"
    page = reverse("method:framework-file", args=[framework.pk])
    answer = client.post(page, sent_file(json.dumps(source).encode(), "a.json"))
    assert answer.status_code == 422
    shown = text_of(answer)
    assert "findes-ikke" in shown
    assert "nr. 1 (Nej)" in shown
    assert "2 ting skal rettes i filen" in shown
    assert (Edition.objects.count(), Indicator.objects.count()) == (1, 3)


@pytest.mark.parametrize(
    ("content", "name"), [(b"", "a.json"), (b"{}", "a.txt"), (b"nonsense", "a.xlsx"), (b"{}", "a.json")]
)
def test_what_is_no_file_of_a_framework_is_told(client, jobcentre, lead, content, name):
    framework = a_framework(jobcentre)
    page = reverse("method:framework-file", args=[framework.pk])
    assert client.post(page, sent_file(content, name)).status_code == 422
    assert client.post(page, {}).status_code == 422
    assert Edition.objects.count() == 1


def test_the_file_of_another_framework_is_told(client, jobcentre, lead):
    framework, other = a_framework(jobcentre), a_framework(jobcentre, key="other")
    content = as_json(texts_of(holding_edition(other, TODAY)))
    answer = client.post(reverse("method:framework-file", args=[framework.pk]), sent_file(content, "a.json"))
    assert answer.status_code == 422
    assert "other" in text_of(answer)


@pytest.mark.parametrize(("name", "ending"), [("edition-xlsx", "xlsx"), ("edition-json", "json")])
def test_an_edition_is_fetched_by_whoever_reads_it(client, jobcentre, name, ending):
    edition = holding_edition(a_framework(jobcentre), TODAY)
    client.force_login(the_head_of(jobcentre))
    answer = client.get(url(name, edition))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="small-1.{ending}"'
    assert answer.content
