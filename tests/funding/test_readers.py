"""What the funder's reader is told of staff, and what a report that was sent goes on saying."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.funding import NOW, Funded
from tests.factories.people import somebody_who_is

from samklang.access.enums import Role
from samklang.funding.commands import reports, vouchers
from samklang.funding.enums import ReportKind
from samklang.funding.models import Application, Grant, Scheme, Voucher
from samklang.funding.queries.called import called_for
from samklang.funding.queries.reports import checksum_of
from samklang.funding.report_paper import figures_shown, report_paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def funded(client):
    """Somebody who runs grants, and a reader of the funder's, signed in."""
    found = Funded()
    client.force_login(somebody_who_is(Role.FUNDER_READER, found.jobcentre))
    return found


def test_a_voucher_names_staff_to_those_who_keep_the_books_and_their_role_to_others(client, funded):
    made = funded.cost(funded.granted())
    colleague = funded.colleague()
    vouchers.attest_voucher(by=colleague, voucher=made, now=NOW)
    page = client.get(made.get_absolute_url())
    assert (page.context["entered_by"], page.context["attested_by"]) == ("Programleder", str(Role.HEAD.label))
    assert funded.lead.name not in page.content.decode()
    client.force_login(funded.lead)
    assert client.get(made.get_absolute_url()).context["attested_by"] == colleague.name


def test_a_reader_is_not_told_how_long_a_few_were_there(funded):
    reader, ours = (called_for(one, funded.jobcentre) for one in (somebody_who_is(
        Role.FUNDER_READER, funded.jobcentre
    ), funded.lead))  # fmt: skip
    assert [reader.tells(people) for people in (4, 5)] == [False, True]
    assert ours.tells(1)


@pytest.mark.parametrize(("people", "told"), [(4, False), (5, True)])
def test_a_voucher_of_own_hours_tells_a_reader_of_five_and_more(client, funded, people, told):
    made = funded.cost(funded.granted())
    Voucher.objects.update(basis={"people": people, "minutes": 321, "rate_ore": 1, "rate": "R", "session": "S"})
    assert ("321" in client.get(made.get_absolute_url()).content.decode()) is told


def test_a_report_that_was_sent_prints_what_it_was_called_then(funded):
    grant = funded.granted()
    made = reports.begin_report(
        by=funded.lead, grant=grant, kind=ReportKind.STATUS, first_day=grant.begins, last_day=date(2026, 4, 30), now=NOW
    )
    reports.change_report(by=funded.lead, report=made, values={"signed_by": "Karen", "activities": "Kurser"})
    at = datetime(2026, 5, 4, 9, tzinfo=UTC)
    made = reports.send_report(by=funded.lead, report=made, today=at.date(), now=at)
    before = report_paper(made, figures_shown(made), "da")
    Grant.objects.update(case_number="99/999", begins=grant.begins - timedelta(days=9))
    Application.objects.update(title="Noget andet", grantee="En anden")
    Scheme.objects.update(name="Ny ordning", funder="Ny tilskudsgiver")
    made = type(made).objects.get(pk=made.pk)
    assert report_paper(made, figures_shown(made), "da") == before
    assert made.sha256 == checksum_of(made, made.figures)
    about = {**made.figures["about"], "case_number": "99/999"}
    assert made.sha256 != checksum_of(made, {**made.figures, "about": about})
