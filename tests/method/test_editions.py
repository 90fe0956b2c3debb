"""A framework's editions: begun, changed, published, and pinned."""

import pytest
from tests.factories.method import NOW, TODAY, a_draft_of, a_framework, the_frameworks_of
from tests.factories.people import a_jobcentre, the_head_of, the_lead_of

from samklang.access.refusals import NotAllowed
from samklang.ledger.models import Entry
from samklang.method import commands
from samklang.method.documents import to_document
from samklang.method.enums import EditionOrigin
from samklang.method.models import Edition, Indicator
from samklang.method.queries.editions import document_of, holding_edition

pytestmark = pytest.mark.django_db


def test_a_jobcentre_begins_with_samklangs_own_frameworks_and_takes_them_in_once():
    jobcentre = a_jobcentre()
    assert list(the_frameworks_of(jobcentre)) == ["company-meeting", "conversation", "triage"]
    assert the_frameworks_of(jobcentre) == {}


def test_a_draft_is_a_copy_and_what_is_published_stays_as_it_was():
    framework = a_framework(a_jobcentre())
    first = holding_edition(framework, TODAY)
    draft = a_draft_of(framework)
    Indicator.objects.filter(edition=draft, key="i1").update(name_da="Nyt navn")
    assert (document_of(first).indicators[0].name.da == "Nyt navn", draft.number, draft.based_on) == (False, 2, first)
    commands.publish_edition(by=None, edition=draft, reason="Vi blev enige", today=TODAY, now=NOW)
    assert holding_edition(framework, TODAY) == draft
    assert document_of(draft).indicators[0].name.da == "Nyt navn"


def test_a_document_written_and_read_again_is_the_same():
    framework = the_frameworks_of(a_jobcentre())["conversation"]
    before = document_of(holding_edition(framework, TODAY))
    draft = commands.replace_draft(by=None, framework=framework, document=before, origin=EditionOrigin.IMPORT, now=NOW)
    assert to_document(document_of(draft)) == to_document(before)


def test_what_is_published_is_not_changed():
    framework = a_framework(a_jobcentre())
    with pytest.raises(NotAllowed, match="stands as it is"):
        commands.drop_draft(by=None, edition=holding_edition(framework, TODAY))
    assert Edition.objects.count() == 1


def test_nobody_publishes_without_a_reason():
    draft = a_draft_of(a_framework(a_jobcentre()))
    entries = Entry.objects.count()
    with pytest.raises(NotAllowed, match="Write why"):
        commands.publish_edition(by=None, edition=draft, reason="  ", today=TODAY, now=NOW)
    draft.refresh_from_db()
    assert (draft.published_at, Entry.objects.count()) == (None, entries)


def test_the_head_reads_and_the_lead_writes():
    jobcentre = a_jobcentre()
    framework = a_framework(jobcentre)
    with pytest.raises(NotAllowed, match="You do not write"):
        commands.new_draft(by=the_head_of(jobcentre), framework=framework, now=NOW)
    assert commands.new_draft(by=the_lead_of(jobcentre), framework=framework, now=NOW).is_draft
