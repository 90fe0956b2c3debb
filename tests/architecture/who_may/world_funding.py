"""Funding in the world of these tests: a scheme, applications on every part of their way, a grant with its books."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from tests.architecture.who_may.cast import MARK, World
from tests.factories.funding import Funded

from samklang.access.clock import now, today
from samklang.access.models import Place
from samklang.funding.commands import applications, commitments, grants, reports, vouchers
from samklang.funding.commands.documents import attach_document
from samklang.funding.commands.vouchers import Paper
from samklang.funding.enums import ReportKind
from samklang.funding.given import PersonGiven, Promise
from samklang.funding.models import Application, Grant

_PDF = b"%PDF-1.7 " + MARK.encode()


def funding(world: World, jobcentre: Place) -> None:
    """One of everything, by the lead."""
    funded = Funded(jobcentre, world.people["lead"])
    lead, at = funded.lead, now()
    day = today() - timedelta(days=40)
    draft = funded.draft(begins=day - timedelta(days=200), ends=today() + timedelta(days=200))
    attached = attach_document(
        by=lead, application=draft, what=f"Brev {MARK}", name=f"{MARK}.pdf", content=_PDF, now=at
    )
    written = {"line": draft.budgets.get().lines.order_by("position")[0].pk, "criterion": draft.criteria.get().pk}
    asked = applications.write_person(
        by=lead, application=draft, number=None, given=PersonGiven(world.people["colleague"], 100, day)
    )
    away = funded.draft()
    applications.put_application_away(by=lead, application=away, away=True, now=at)
    sent = funded.sent()
    grant = funded.granted(begins=day - timedelta(days=200), ends=today() + timedelta(days=200))
    for one in (draft, away, sent, grant.application):
        Application.objects.filter(pk=one.pk).update(title=f"Jobsamtaler {MARK}")
    _grant(world, funded, grant, day, at)
    world.filled |= {
        "funding/schemes/<int:pk>/": {"pk": funded.scheme.pk, "number": funded.scheme.rounds.get().pk},
        "funding/applications/<int:pk>/": {"pk": draft.pk, "step": "purpose", "number": attached.pk, **written},
        "funding/applications/<int:pk>/people/<int:number>/": {"number": asked.pk},
        "funding:application-restoring": {"pk": away.pk},
        **{
            f"funding:application-{name}": {"pk": sent.pk} for name in ("award", "refusal", "withdrawal")
        },
    }  # fmt: skip


def _grant(world: World, funded: Funded, grant: Grant, day: date, at: datetime) -> None:
    lead = funded.lead
    given: dict[str, Any] = {"by": lead, "grant": grant}
    grants.set_rate(**given, name=f"Rådgivere {MARK}", rate_ore=30_000, first_day=grant.begins)
    condition = grants.write_condition(**given, condition=None, text=f"Vilkår {MARK}", due_on=None)
    change = grants.ask_for_change(
        **given, what=f"Forlængelse {MARK}", why=MARK, lines=None, new_end=grant.ends + timedelta(days=30), now=at
    )
    promise = Promise("hand/1", "external", f"Underviser {MARK}", 100_000, None)
    commitment = commitments.enter_commitment(**given, promise=promise, now=at)
    cost = funded.cost(grant, 500_000, day, paper=Paper(f"Undervisning {MARK}", f"Kursushuset {MARK}"))
    vouchers.enter_instalment(**given, day=day, ore=1_000_000, paper=Paper(f"Rate {MARK}"), now=at)
    report = reports.begin_report(
        **given, kind=ReportKind.STATUS, first_day=grant.begins, last_day=day + timedelta(days=1), now=at
    )
    reports.change_report(by=lead, report=report, values={"activities": MARK, "signed_by": MARK})
    instalment = grant.instalments.first()
    world.filled |= {
        "funding/grants/<int:pk>/": {"pk": grant.pk, "number": 0},
        "funding/grants/<int:pk>/instalments/<int:number>/": {"number": instalment.pk if instalment else 0},
        "funding/grants/<int:pk>/conditions/<int:number>/": {"number": condition.pk},
        "funding/commitments/<int:pk>/": {"pk": commitment.pk},
        "funding/changes/<int:pk>/": {"pk": change.pk},
        "funding/vouchers/<int:pk>/": {"pk": cost.pk},
        "funding/reports/<int:pk>/": {"pk": report.pk, "ending": "pdf"},
        "funding/grants/<int:pk>/criteria/<int:number>/": {"number": grant.application.criteria.get().pk},
    }
