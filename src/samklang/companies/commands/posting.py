"""Mail to companies, as the worker sends it."""

from datetime import datetime
from email.message import EmailMessage

from django.db.models import QuerySet

from samklang.companies.models import CompanyMail
from samklang.companies.queries.mails import due, message_of
from samklang.delivery.commands.outboxes import Outbox


class CompanyOutbox(Outbox[CompanyMail]):
    """It was written out when it was written down, so nothing is looked up but whom it is from."""

    model = CompanyMail

    def due(self, now: datetime, silent_since: datetime) -> QuerySet[CompanyMail]:
        """What is to be sent now."""
        return due(now, silent_since)

    def rows(self) -> QuerySet[CompanyMail]:
        """With the entrance it is from and the enquiry it is about."""
        return CompanyMail.objects.select_related("entrance", "enquiry")

    def message(self, mail: CompanyMail, at: datetime) -> EmailMessage:
        """The words as they stand, in the conversation they belong to."""
        return message_of(mail, at)
