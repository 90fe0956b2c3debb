"""What the night takes from the company door when it has had its time; the times stand in `access.retention`."""

from datetime import date

from django.db.models import Q
from django.db.models.functions import Coalesce

from samklang.access.commands.retention import delete_due, moment
from samklang.access.models import Place
from samklang.companies.commands.contacts import erase_contact
from samklang.companies.enums import WAITING, EntryKind
from samklang.companies.models import (
    Attachment,
    Claim,
    CompanyContact,
    CompanyMail,
    Enquiry,
    Entry,
    Load,
    ObserverAsked,
    ReceivedMail,
    SelfReview,
)
from samklang.companies.told import TOLD
from samklang.delivery.enums import TO_BE_SENT

FORGOTTEN = "–"
"""What stands where a company's words stood."""
_EMPTIED = ("text", "from_company", "from_cvr", "from_postcode", "from_name", "from_phone", "from_email",
            "closed_because")  # fmt: skip


def forget_enquiries(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Enquiries that were over before the day lose their words; the row stays, so that figures stay what they were."""
    over = Enquiry.objects.filter(entrance__municipality=municipality).exclude(state__in=[str(one) for one in WAITING])
    ended = over.annotate(over_at=Coalesce("closed_at", "answered_at", "received_at"))
    due = list(ended.filter(over_at__lt=moment(before)).exclude(subject=FORGOTTEN).values_list("pk", flat=True))
    if not dry_run:
        _forget(due)
    return len(due)


def _forget(enquiries: list[int]) -> None:
    Attachment.objects.filter(enquiry__in=enquiries).delete()
    ReceivedMail.objects.filter(enquiry__in=enquiries).delete()
    CompanyMail.objects.filter(enquiry__in=enquiries).delete()
    for entry in Entry.objects.filter(enquiry__in=enquiries, kind=EntryKind.ENQUIRY):
        entry.told = dict.fromkeys(entry.told, FORGOTTEN)
        entry.what = entry.what if entry.what in TOLD else FORGOTTEN
        entry.text = ""
        entry.save(update_fields=["told", "what", "text"])
    Enquiry.objects.filter(pk__in=enquiries).update(subject=FORGOTTEN, contact=None, **dict.fromkeys(_EMPTIED, ""))


def delete_stray_mail(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Mail received before the day that became no enquiry."""
    stray = ReceivedMail.objects.filter(entrance__municipality=municipality, enquiry=None, at__lt=moment(before))
    return delete_due(stray, dry_run)


def delete_sent_mail(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Mail to companies written before the day that belongs to no enquiry, such as minutes, and waits no more."""
    done = CompanyMail.objects.filter(entrance__municipality=municipality, enquiry=None, written_at__lt=moment(before))
    return delete_due(done.exclude(state__in=TO_BE_SENT), dry_run)


def erase_contacts(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Contacts who left their company before the day."""
    left = CompanyContact.objects.filter(company__municipality=municipality, left_on__lt=before)
    due = list(left.select_related("company").order_by("pk"))
    for contact in [] if dry_run else due:
        erase_contact(by=None, contact=contact)
    return len(due)


def delete_claims(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Claims that ran out before the day."""
    over = Claim.objects.filter(company__municipality=municipality, until__lt=moment(before))
    return delete_due(over, dry_run)


def forget_loads(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Files sent in before the day, and what is needed to take them back; that one was loaded stays."""
    old = Load.objects.filter(municipality=municipality, at__lt=moment(before))
    due = old.exclude(Q(content=None) & Q(changes={}))
    count = due.count()
    if count and not dry_run:
        due.update(content=None, changes={})
    return count


def delete_observers(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Who was asked along to a meeting that was over before the day."""
    over = ObserverAsked.objects.filter(meeting__company__municipality=municipality, meeting__ends__lt=moment(before))
    return delete_due(over, dry_run)


def delete_self_reviews(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Looks back on meetings that were written before the day."""
    old = SelfReview.objects.filter(meeting__company__municipality=municipality, at__lt=moment(before))
    return delete_due(old, dry_run)
