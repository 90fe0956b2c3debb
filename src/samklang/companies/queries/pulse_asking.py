"""After which contacts a company is to be asked how it went, and whom it is that one may ask."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from samklang.access.models.token import hash_of
from samklang.companies.enums import WAITING, EnquiryState, MeetingState
from samklang.companies.models import Company, CompanyContact, CompanyMail, Enquiry, Entrance, Meeting, PulseAsked
from samklang.core.calendar import COPENHAGEN
from samklang.delivery.enums import MailState

REACHES_BACK_DAYS = 7
"""A contact that ended longer ago is not asked about: a few nights may be missed, but nobody remembers a month."""
_SALT = "samklang.companies.pulse"


class Occasion(NamedTuple):
    """One contact that has ended, and who can be asked about it, the most obvious first."""

    company: Company | None
    people: tuple["Asked", ...]
    enquiry: Enquiry | None = None
    meeting: Meeting | None = None

    @property
    def team_id(self) -> int | None:
        """The team that had the contact."""
        return self.meeting.team_id if self.meeting else self.enquiry.team_id if self.enquiry else None

    @property
    def in_time(self) -> bool | None:
        """Whether the answer came within the promise; None where nothing was promised."""
        one = self.enquiry
        return one.answered_at <= one.due_at if one is not None and one.answered_at is not None else None


class Asked(NamedTuple):
    """Somebody at a company, as one writes to them."""

    name: str
    email: str
    language: str


def occasions(entrance: Entrance, today: date) -> Iterator[Occasion]:
    """Enquiries that were answered and closed, and meetings whose minutes were sent, in the days before today.

    What has been asked about is left out, and companies that do not want letters or have ceased.
    """
    first, last = _midnight(today - timedelta(days=REACHES_BACK_DAYS)), _midnight(today)
    closed = Enquiry.objects.filter(
        entrance=entrance, state=EnquiryState.CLOSED, answered_at__isnull=False, closed_at__gte=first,
        closed_at__lt=last, pulses_asked=None,
    ).select_related("company", "contact").order_by("closed_at", "pk")  # fmt: skip
    for enquiry in closed:
        if _wants_letters(enquiry.company, today):
            yield Occasion(enquiry.company, tuple(_of_enquiry(enquiry, today)), enquiry=enquiry)
    written = Meeting.objects.filter(
        company__municipality=entrance.municipality_id, state=MeetingState.HELD, written_at__isnull=False,
        sent_at__gte=first, sent_at__lt=last, pulses_asked=None,
    ).select_related("company").prefetch_related("contacts").order_by("sent_at", "pk")  # fmt: skip
    for meeting in written:
        if _wants_letters(meeting.company, today):
            people = tuple(_as_asked(one) for one in meeting.contacts.all() if _is_there(one, today))
            yield Occasion(meeting.company, people, meeting=meeting)


def _wants_letters(company: Company | None, today: date) -> bool:
    if company is None:
        return True
    return not company.protected and (company.ceased_on is None or company.ceased_on > today)


def _of_enquiry(enquiry: Enquiry, today: date) -> Iterator[Asked]:
    """The contact it was found to be from; else whoever wrote."""
    contact = enquiry.contact
    if contact is not None and contact.email:
        if _is_there(contact, today):
            yield _as_asked(contact)
    elif enquiry.from_email:
        yield Asked(enquiry.from_name, enquiry.from_email, enquiry.language)


def _as_asked(contact: CompanyContact) -> Asked:
    return Asked(contact.name, contact.email, contact.language)


def _is_there(contact: CompanyContact, today: date) -> bool:
    return bool(contact.email) and (contact.left_on is None or contact.left_on > today)


class Peace(NamedTuple):
    """Whom one leaves in peace: scrambled addresses, dead addresses, and companies and addresses that wait for us."""

    scrambled: frozenset[str]
    dead: frozenset[str]
    waiting_companies: frozenset[int | None]
    waiting_addresses: frozenset[str]

    def keeps(self, company: Company | None, email: str) -> bool:
        """Whether the address is not to be asked now."""
        plain = plain_address(email)
        if company is not None and company.pk in self.waiting_companies:
            return True
        if plain in self.dead or plain in self.waiting_addresses:
            return True
        return bool(self.scrambled.intersection(address_keys(email)))


def peace_of(entrance: Entrance, now: datetime) -> Peace:
    """Who was asked within the gap, whose mail came back, and who waits for an answer."""
    asked = PulseAsked.objects.filter(entrance=entrance, asked_at__gt=now - timedelta(days=entrance.pulse_gap_days))
    dead = CompanyMail.objects.filter(entrance=entrance, state__in=[MailState.BOUNCED, MailState.FAILED])
    waiting = Enquiry.objects.filter(entrance=entrance, state__in=WAITING)
    rows = list(waiting.values_list("company", "from_email", "contact__email"))
    return Peace(
        frozenset(asked.values_list("address_key", flat=True)),
        _plain(dead.values_list("to_email", flat=True).distinct()),
        frozenset(company for company, _, _ in rows if company is not None),
        _plain(email for _, *emails in rows for email in emails),
    )


def _plain(emails: Iterable[str | None]) -> frozenset[str]:
    return frozenset(plain_address(email) for email in emails if email)


def plain_address(email: str) -> str:
    """The address as it is compared."""
    return email.strip().casefold()


def address_keys(email: str) -> list[str]:
    """What is kept in place of an address, with the site's key and then with its earlier ones.

    An address can be guessed, so its plain hash would be as good as the address: hence the key.
    """
    keys: Collection[str | bytes] = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    plain = plain_address(email)
    return [salted_hmac(_SALT, plain, secret=key, algorithm="sha256").hexdigest() for key in keys]


def asked_with(secret: str) -> QuerySet[PulseAsked]:
    """The question that the secret belongs to, if there is one."""
    return PulseAsked.objects.filter(token_key=hash_of(secret)).select_related(
        "entrance__jobcentre", "entrance__municipality"
    )


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=COPENHAGEN)
