"""Asking companies how it went, and keeping what they say apart from who they are."""

import secrets
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables

from samklang.access.enums import Purpose
from samklang.access.models.token import hash_of
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import require
from samklang.companies.commands.mail import write_to_company
from samklang.companies.letters import PULSE, language_of, without_secret
from samklang.companies.models import CompanyMail, Entrance, PulseAnswer, PulseAsked
from samklang.companies.queries.mails import UNSENT
from samklang.companies.queries.pulse_asking import (
    Asked,
    Occasion,
    address_keys,
    asked_with,
    occasions,
    peace_of,
    plain_address,
)
from samklang.companies.rules import pulse as rules
from samklang.core.calendar import COPENHAGEN
from samklang.delivery.enums import MailState
from samklang.method.enums import Span
from samklang.method.periods import around

_LONGEST = 300


def ask_companies(*, now: datetime, today: date, dry_run: bool = False) -> int:
    """Ask about the contacts that ended in the days before. Asked again it does nothing.

    returns: how many are asked, or would be.
    """
    found = Entrance.objects.filter(pulse_on=True).select_related("jobcentre", "municipality").order_by("pk")
    return sum(_ask_all(one, now, today, dry_run) for one in found)


@transaction.atomic
def _ask_all(entrance: Entrance, now: datetime, today: date, dry_run: bool) -> int:
    """Of an address that several contacts lead to, once; of a contact with several people, one of them."""
    entrance = Entrance.objects.select_for_update(of=("self",)).select_related("jobcentre").get(pk=entrance.pk)
    measuring = refusal_to_measure(entrance.jobcentre, Purpose.COMPANY_PULSE, today)
    if rules.ask_companies(entrance, measuring) is not None:
        return 0
    peace, taken = peace_of(entrance, now), set[str]()
    for one in occasions(entrance, today):
        for person in one.people:
            plain = plain_address(person.email)
            if plain not in taken and not peace.keeps(one.company, plain):
                taken.add(plain)
                if not dry_run:
                    _ask(entrance, one, person, now, today)
                break
    return len(taken)


@sensitive_variables("secret", "link")
def _ask(entrance: Entrance, occasion: Occasion, person: Asked, now: datetime, today: date) -> None:
    """Write the letter. It stands with no company, so that nobody comes upon the link on the company's page."""
    secret, language = secrets.token_urlsafe(32), language_of(person.language)
    link = settings.PUBLIC_ADDRESS + reverse("entrance:pulse", args=[secret])
    until = today + timedelta(days=rules.DAYS_TO_ANSWER)
    facts = {"link": link if language == "da" else f"{link}?language={language}", "until": until}
    mail = write_to_company(
        entrance, PULSE, to_name=person.name, to_email=person.email, language=person.language, facts=facts, now=now
    )
    if mail is None:
        return
    PulseAsked.objects.create(
        entrance=entrance, company=occasion.company, enquiry=occasion.enquiry, meeting=occasion.meeting,
        address_key=address_keys(person.email)[0], token_key=hash_of(secret), team_id=occasion.team_id,
        in_time=occasion.in_time, asked_at=now, until=until,
    )  # fmt: skip


@transaction.atomic
@sensitive_variables("secret")
def answer_pulse(*, secret: str, score: int, understood: str, words: str, today: date) -> None:
    """Keep the answer, and that the address has answered, with nothing that leads from one to the other.

    Raises NotAllowed. The ledger says nothing of it: it would say when, and so who.
    """
    asked = asked_with(secret).select_for_update(of=("self",)).first()
    measuring = refusal_to_measure(asked.entrance.jobcentre, Purpose.COMPANY_PULSE, today) if asked else None
    require(rules.answer_pulse(asked, today, measuring))
    assert asked is not None  # noqa: S101 - the rule has refused otherwise
    asked.answered = True
    asked.save(update_fields=["answered"])
    PulseAnswer.objects.create(
        entrance_id=asked.entrance_id, team_id=asked.team_id, in_time=asked.in_time, score=score,
        quarter=around(asked.asked_at.astimezone(COPENHAGEN).date(), Span.QUARTER).key, understood=understood,
        words=" ".join(words.split())[:_LONGEST],
    )  # fmt: skip


@transaction.atomic
def forget_links(*, now: datetime, dry_run: bool = False) -> int:
    """Take the link out of what has been sent, so that nobody who reads it here could answer in the company's place.

    returns: out of how many letters it is taken, or would be.
    """
    sent = CompanyMail.objects.select_for_update().filter(
        Q(state=MailState.SENT, sent_at__lt=now - timedelta(days=1)) | Q(state__in=UNSENT), letter=PULSE,
        text__contains="/entrance/pulse/",
    )  # fmt: skip
    if dry_run:
        return sent.count()
    found = list(sent.order_by("pk"))
    for mail in found:
        mail.text = without_secret(mail.text)
    CompanyMail.objects.bulk_update(found, ["text"], batch_size=500)
    return len(found)


def forget_who_was_asked(*, today: date, dry_run: bool = False) -> int:
    """Once nobody can answer any more, it is not kept which company was asked about what, only that an address was.

    returns: for how many it is forgotten, or would be.
    """
    over = PulseAsked.objects.filter(until__lt=today).exclude(company=None, enquiry=None, meeting=None)
    return over.count() if dry_run else over.update(company=None, enquiry=None, meeting=None)
