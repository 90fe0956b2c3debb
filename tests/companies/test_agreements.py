"""What was agreed with a company stands on its timeline."""

import pytest
from tests.factories.companies import NOW
from tests.factories.company_steps import TODAY, Door
from tests.factories.people import an_outsider, somebody_who_is

from samklang.access.enums import Role
from samklang.access.refusals import NotAllowed
from samklang.companies.commands.agreements import agree
from samklang.companies.enums import EntryKind
from samklang.companies.models import Entry
from samklang.ledger.models import Entry as LedgerEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(settings) -> Door:
    settings.DEMO_TODAY = TODAY
    return Door()


def test_an_agreement_is_a_line_of_the_timeline_and_of_the_ledger(door):
    entry = agree(door.anna, door.company, " To timer  om ugen ", NOW)
    assert (entry.kind, entry.what, entry.by, entry.team) == (
        EntryKind.AGREEMENT, "To timer om ugen", door.anna, door.team,
    )  # fmt: skip
    assert LedgerEntry.objects.filter(deed="agreement-made").count() == 1


@pytest.mark.parametrize(("what", "said"), [("  ", "Write what was agreed"), ("x" * 301, "at most 300")])
def test_an_agreement_says_something_in_one_line(door, what, said):
    with pytest.raises(NotAllowed, match=said):
        agree(door.anna, door.company, what, NOW)
    assert Entry.objects.count() == 0


def test_nobody_of_another_municipality_writes_agreements(door):
    with pytest.raises(NotAllowed, match="Only staff of the municipality"):
        agree(an_outsider(), door.company, "To timer", NOW)
    assert Entry.objects.count() == 0


def test_an_agreement_is_written_on_its_page(client, door):
    client.force_login(door.anna)
    new = f"/companies/{door.company.pk}/agreements/new/"
    assert client.get(new).status_code == 200
    assert client.post(new, {"what": ""}).status_code == 422
    assert "010190" not in client.post(new, {"what": "Med 010190-1234"}).content.decode()
    assert Entry.objects.count() == 0
    assert client.post(f"{new}?meeting=nonsense", {"what": "To timer"}).status_code == 302
    assert Entry.objects.get().what == "To timer"


def test_another_municipality_finds_no_company_to_agree_with(client, door):
    client.force_login(an_outsider())
    assert client.get(f"/companies/{door.company.pk}/agreements/new/").status_code == 404
    client.force_login(somebody_who_is(Role.TRAINER, door.jobcentre))
    assert client.get(f"/companies/{door.company.pk}/agreements/new/").status_code == 403
