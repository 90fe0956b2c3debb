"""Who writes: the company and the contact that an enquiry is from, and the conversation that a mail belongs to."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet

from samklang.access.models import Place
from samklang.companies.models import Company, CompanyContact, CompanyMail, Enquiry, Entrance, ReceivedMail
from samklang.companies.received import Received, domain_of, same_house

OPEN_DOMAINS = frozenset({
    "altiboxmail.dk", "aol.com", "c.dk", "dlgmail.dk", "energimail.dk", "fastmail.com", "fibermail.dk", "freenet.de",
    "get2net.dk", "gmail.com", "gmx.at", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "googlemail.de",
    "hotmail.co.uk", "hotmail.com", "hotmail.de", "hotmail.dk", "hotmail.se", "icloud.com", "interia.pl", "jubii.dk",
    "jubiipost.dk", "live.co.uk", "live.com", "live.dk", "live.se", "mac.com", "mail.com", "mail.dk", "mail.ru",
    "mail.tele.dk", "me.com", "msn.com", "o2.pl", "ofir.dk", "onet.pl", "outlook.com", "outlook.de", "outlook.dk",
    "pc.dk", "pm.me", "post.tele.dk", "privat.dk", "proton.me", "protonmail.com", "seznam.cz", "sol.dk", "stofanet.dk",
    "t-online.de", "tdcadsl.dk", "tuta.io", "tutanota.com", "ukr.net", "vip.cybercity.dk", "web.de", "webspeed.dk",
    "wp.pl", "yahoo.co.uk", "yahoo.com", "yahoo.de", "yahoo.dk", "ymail.com", "youmail.dk", "zoho.com",
})  # fmt: skip
"""Domains at which anybody can have an address, so that they tell nothing of the company."""


class Known(NamedTuple):
    """What is known of a sender."""

    company: Company | None = None
    contact: CompanyContact | None = None


def known_sender(municipality: Place, email: str, cvr: str = "") -> Known:
    """By the CVR number, else by the contact's address, else by the company's domain where that leads to one alone."""
    companies = Company.objects.filter(municipality=municipality, merged_into=None)
    contacts = CompanyContact.objects.filter(company__in=companies, left_on=None).select_related("company")
    contact = contacts.filter(email__iexact=email).order_by("pk").first() if email else None
    by_number = companies.filter(cvr=cvr).first() if cvr else None
    if by_number is not None:
        return Known(by_number, contact if contact is not None and contact.company_id == by_number.pk else None)
    if contact is not None:
        return Known(contact.company, contact)
    return Known(_by_domain(companies, contacts, email))


def _by_domain(companies: QuerySet[Company], contacts: QuerySet[CompanyContact], email: str) -> Company | None:
    domain = domain_of(email)
    if not domain or domain in OPEN_DOMAINS:
        return None
    own = set(companies.filter(email__iendswith=f"@{domain}").values_list("pk", flat=True)[:2])
    for name in (domain, f"www.{domain}", f"https://{domain}", f"https://www.{domain}"):
        own |= set(companies.filter(website__iexact=name).values_list("pk", flat=True)[:2])
    own |= set(contacts.filter(email__iendswith=f"@{domain}").values_list("company", flat=True)[:20])
    return companies.filter(pk=own.pop()).select_related("owner").first() if len(own) == 1 else None


def entrance_for(recipients: Iterable[str]) -> Entrance | None:
    """The entrance that a mail was sent to: by its address, else the only one there is."""
    entrances = Entrance.objects.select_related("municipality", "jobcentre")
    wanted = list(recipients)
    by_address = {one.mail_address.lower(): one for one in entrances.exclude(mail_address="").order_by("pk")}
    found = next((by_address[one] for one in wanted if one in by_address), None)
    if found is not None:
        return found
    only = list(entrances.order_by("pk")[:2])
    return only[0] if len(only) == 1 else None


def conversation_of(entrance: Entrance, mail: Received) -> Enquiry | None:
    """The enquiry that a mail goes on with.

    By the Message-ID of a mail of ours, which nobody can guess; else by one of theirs, or by the reference in the
    subject, where it is the same address or the same house.
    """
    enquiries = Enquiry.objects.filter(entrance=entrance).select_related("company", "owner")
    ours = dict(
        CompanyMail.objects.filter(entrance=entrance, message_id__in=mail.answers).exclude(enquiry=None)
        .values_list("message_id", "enquiry")
    )  # fmt: skip
    nearest = next((ours[one] for one in mail.answers if one in ours), None)
    if nearest is not None:
        return enquiries.filter(pk=nearest).first()
    theirs = ReceivedMail.objects.filter(entrance=entrance, message_id__in=mail.answers).exclude(enquiry=None)
    numbers = set(theirs.values_list("enquiry", flat=True))
    named = enquiries.filter(pk__in=numbers) | enquiries.filter(reference__in=mail.references)
    return next((one for one in named.order_by("-received_at", "-pk")[:20] if _is_theirs(one, mail)), None)


def _is_theirs(enquiry: Enquiry, mail: Received) -> bool:
    written = {enquiry.from_email, *enquiry.mails.order_by("pk").values_list("to_email", flat=True)}
    written |= set(enquiry.received.filter(left_out="").order_by("pk").values_list("from_email", flat=True))
    return any(same_house(mail.from_email, one, OPEN_DOMAINS) for one in written if one)
