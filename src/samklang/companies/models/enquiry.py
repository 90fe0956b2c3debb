"""What a company asks, what it was promised, and what was written back and forth."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.companies.enums import AttachmentState, Channel, EnquiryState, Need, Sector, Tongue
from samklang.companies.mail_words import Words, parted
from samklang.companies.models.company import Company, CompanyContact
from samklang.companies.models.entrance import Entrance
from samklang.delivery.models import Posted


class Enquiry(models.Model):
    """One errand of a company. Whoever answers it owns it.

    What the company wrote of itself stays as it was written; `company` is the one it was found to be.
    """

    entrance = models.ForeignKey(Entrance, on_delete=models.CASCADE, related_name="enquiries")
    reference = models.CharField(max_length=12, unique=True)
    """What the company can name it by, such as "V-7KQ4XM"; it stands in the subject of mail about it."""
    channel = models.CharField(max_length=8, choices=Channel.choices)
    state = models.CharField(max_length=10, choices=EnquiryState.choices, default=EnquiryState.NEW)
    company = models.ForeignKey(Company, null=True, blank=True, on_delete=models.SET_NULL, related_name="enquiries")
    contact = models.ForeignKey(
        CompanyContact, null=True, blank=True, on_delete=models.SET_NULL, related_name="enquiries"
    )
    need = models.CharField(max_length=10, choices=Need.choices, default=Need.OTHER)
    sector = models.CharField(max_length=12, choices=Sector.choices, default=Sector.UNKNOWN)
    language = models.CharField(max_length=2, choices=Tongue.choices, default=Tongue.DANISH)
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    from_company = models.CharField(max_length=200, blank=True)
    from_cvr = models.CharField(max_length=8, blank=True)
    from_postcode = models.CharField(max_length=10, blank=True)
    from_name = models.CharField(max_length=120, blank=True)
    from_phone = models.CharField(max_length=40, blank=True)
    from_email = models.EmailField(max_length=254, blank=True)
    received_at = models.DateTimeField()
    promise_hours = models.DecimalField(max_digits=4, decimal_places=1)
    """The working hours it was promised an answer within, as they were then."""
    due_at = models.DateTimeField()
    """Until when, with the pauses so far; while it is paused, as it was when the pause began."""
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="enquiries_owned")
    team = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """Where it lies: the owner's team, or the one a rule gave it to."""
    answered_at = models.DateTimeField(null=True, blank=True)
    """When the company first had an answer from a person."""
    again_at = models.DateTimeField(null=True, blank=True)
    """When the company wrote again after it was answered; None where it does not wait for another answer."""
    again_due_at = models.DateTimeField(null=True, blank=True)
    """Until when it has that one."""
    masked = models.BooleanField(default=False)
    """Whether a civil registration number in what the company wrote was made unreadable before it was kept."""
    closed_at = models.DateTimeField(null=True, blank=True)
    look_because = models.CharField(max_length=20, blank=True)
    """Why somebody should look whether it is an enquiry at all, such as "links" or "flood": `companies.suspicion`.

    It is never thrown away for that.
    """
    closed_because = models.CharField(max_length=200, blank=True)
    """Why it was closed, or is no enquiry, in a consultant's words."""
    receipt_at = models.DateTimeField(null=True, blank=True)
    """When the company was told who has it and by when it has an answer."""

    class Privacy:
        """Who answers a company. The sender is somebody at a company; retention takes what they wrote."""

        person = "owner"
        personal = {"owner": Erase.BLANK}
        plain = {
            "id", "entrance", "reference", "channel", "state", "company", "contact", "need", "sector", "language",
            "subject", "text", "from_company", "from_cvr", "from_postcode", "from_name", "from_phone", "from_email",
            "received_at", "promise_hours", "due_at", "team", "answered_at", "again_at", "again_due_at", "masked",
            "look_because", "closed_at", "closed_because", "receipt_at",
        }  # fmt: skip
        kept = {"company-enquiry": "samklang.companies.commands.retention.forget_enquiries"}

    class Meta:
        db_table = "companies_enquiry"
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(fields=["entrance", "state", "due_at"], name="enquiry_queue"),
            models.Index(fields=["company", "received_at"], name="enquiry_of_company"),
            models.Index(fields=["owner", "state"], name="enquiry_of_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.subject}"

    def get_absolute_url(self) -> Any:
        """The enquiry's page."""
        return reverse("companies:enquiry", args=[self.pk])


class Pause(models.Model):
    """A time in which the promise does not run, since we wait for the company."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="pauses")
    begins = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200)

    class Privacy:
        """A time is nobody's."""

        personal: dict[str, Erase] = {}
        plain = {"id", "enquiry", "begins", "ends", "reason"}

    class Meta:
        db_table = "companies_pause"
        ordering = ["enquiry_id", "begins", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["enquiry"], condition=Q(ends__isnull=True), name="one_pause_at_a_time"),
            models.CheckConstraint(condition=Q(ends__isnull=True) | Q(ends__gte=F("begins")), name="pause_ends_later"),
        ]

    def __str__(self) -> str:
        return self.reason


class Assignment(models.Model):
    """Who got an enquiry when, and why they; the newest is the one that counts."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="assignments")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="company_assignments")
    instead_of = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """Who is away, where somebody stands in; it goes back to them when they return."""
    why = models.CharField(max_length=30)
    """The key of the reason: `companies.routing`."""
    by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        """Who was given what."""

        person = "person"
        personal = {"person": Erase.KEEP, "instead_of": Erase.KEEP, "by": Erase.KEEP}
        plain = {"id", "enquiry", "why", "at"}

    class Meta:
        db_table = "companies_assignment"
        ordering = ["enquiry_id", "-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.enquiry_id}: {self.why}"


class ReceivedMail(models.Model):
    """A mail that a company sent, with the words of it alone: no pictures, no markup, no script."""

    entrance = models.ForeignKey(Entrance, on_delete=models.CASCADE, related_name="received")
    enquiry = models.ForeignKey(Enquiry, null=True, blank=True, on_delete=models.CASCADE, related_name="received")
    """None where it was not taken in: `left_out` says why."""
    message_id = models.CharField(max_length=300)
    from_name = models.CharField(max_length=120, blank=True)
    from_email = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    left_out = models.CharField(max_length=20, blank=True)
    """Why it was not taken in, such as "loop" or "auto"; empty where it was."""

    class Privacy:
        """What a company wrote."""

        personal: dict[str, Erase] = {}
        plain = {
            "id",
            "entrance",
            "enquiry",
            "message_id",
            "from_name",
            "from_email",
            "subject",
            "text",
            "at",
            "left_out",
        }
        kept = {"company-enquiry": "samklang.companies.commands.retention.delete_stray_mail"}

    class Meta:
        db_table = "companies_received_mail"
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["entrance", "message_id"], name="mail_is_received_once")]

    def __str__(self) -> str:
        return self.subject

    @property
    def words(self) -> Words:
        """What is new in it, and what it quotes of the conversation before it."""
        return parted(self.text, self.subject)


class Attachment(models.Model):
    """A file that came with an enquiry: kept where it is of a kind that is safe to keep."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="attachments")
    mail = models.ForeignKey(ReceivedMail, null=True, blank=True, on_delete=models.CASCADE, related_name="attachments")
    file_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=4, blank=True)
    """What it holds: a key of `delivery.material_files.MEDIA_TYPES`."""
    content = models.BinaryField(null=True, blank=True)
    size = models.PositiveIntegerField(default=0)
    """In bytes."""
    state = models.CharField(max_length=8, choices=AttachmentState.choices)
    refused_because = models.CharField(max_length=20, blank=True)
    """The key of the reason, where it was not kept."""

    class Privacy:
        """What a company sent."""

        personal: dict[str, Erase] = {}
        plain = {"id", "enquiry", "mail", "file_name", "kind", "content", "size", "state", "refused_because"}

    class Meta:
        db_table = "companies_attachment"
        ordering = ["enquiry_id", "pk"]

    def __str__(self) -> str:
        return self.file_name


class FormSent(models.Model):
    """That a form was sent: so that sending it twice makes one enquiry, and so that a flood is seen."""

    entrance = models.ForeignKey(Entrance, on_delete=models.CASCADE, related_name="forms_sent")
    token_key = models.CharField(max_length=64, unique=True)
    """The form's own secret, scrambled. Each form that is shown has another."""
    enquiry = models.ForeignKey(Enquiry, null=True, blank=True, on_delete=models.CASCADE, related_name="forms_sent")
    address_key = models.CharField(max_length=64)
    """The network address it came from, scrambled with the day, so that it says nothing once the day is over."""
    at = models.DateTimeField()

    class Privacy:
        """Where a company sits on the network, scrambled."""

        personal: dict[str, Erase] = {}
        plain = {"id", "entrance", "token_key", "enquiry", "address_key", "at"}

    class Meta:
        db_table = "companies_form_sent"
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["entrance", "at"], name="form_sent_lately")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"


class CompanyMail(Posted):
    """A mail to a company: a receipt, an answer, minutes, a change of owner, a question how it went.

    Unlike mail to staff it is written out at once, since what a company was told must stay as it was told.
    """

    entrance = models.ForeignKey(Entrance, on_delete=models.CASCADE, related_name="mails")
    company = models.ForeignKey(Company, null=True, blank=True, on_delete=models.SET_NULL, related_name="mails")
    enquiry = models.ForeignKey(Enquiry, null=True, blank=True, on_delete=models.CASCADE, related_name="mails")
    letter = models.CharField(max_length=40)
    """The key of the letter: `companies.letters`; "answer" for what somebody wrote themselves."""
    to_name = models.CharField(max_length=120, blank=True)
    to_email = models.EmailField(max_length=254)
    language = models.CharField(max_length=2)
    """Of the words: "da" or "en"."""
    subject = models.CharField(max_length=300)
    text = models.TextField()
    in_reply_to = models.CharField(max_length=300, blank=True)
    """The Message-ID of the mail that it answers, so that it lies beneath it in the company's mailbox."""
    by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Privacy:
        """Who wrote to a company."""

        person = "by"
        personal = {"by": Erase.KEEP}
        plain = {
            "id", "entrance", "company", "enquiry", "letter", "to_name", "to_email", "language", "subject", "text",
            "in_reply_to", "state", "written_at", "not_before", "message_id", "attempts", "claimed_at", "sent_at",
            "error",
        }  # fmt: skip
        kept = {"company-enquiry": "samklang.companies.commands.retention.delete_sent_mail"}

    class Meta:
        db_table = "companies_mail"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "not_before"], name="company_mail_state")]

    def __str__(self) -> str:
        return f"{self.letter}, {self.state}"
