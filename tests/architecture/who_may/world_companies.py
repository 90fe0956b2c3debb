"""The company door in the world of these tests: ours, where the colleague meets companies, and theirs."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.architecture.who_may.cast import MARK, World
from tests.factories.companies import a_company, a_contact, an_entrance, owned_by
from tests.factories.company_files import a_cvr
from tests.factories.company_pulse import an_asked
from tests.factories.people import a_jobcentre, a_municipality

from samklang.access.clock import now, today
from samklang.access.models import Place
from samklang.companies.commands.claims import take_claim
from samklang.companies.commands.contact_logs import Contacted, log_contact
from samklang.companies.commands.enquiries import Sender, take_in
from samklang.companies.commands.hand_overs import Terms, begin_hand_over, choose_owners, send_hand_over
from samklang.companies.commands.loads import begin_load
from samklang.companies.commands.meetings import Plan, plan_meeting
from samklang.companies.commands.merges import merge_companies
from samklang.companies.commands.openings import add_opening
from samklang.companies.commands.sites import SiteFacts, add_site
from samklang.companies.commands.steps import add_step
from samklang.companies.enums import AttachmentState, Channel, HandOverReason, OpeningKind
from samklang.companies.models import (
    Attachment,
    Company,
    CompanyMail,
    DifferentCompanies,
    Entrance,
    ObserverAsked,
    ReceivedMail,
    RoutingRule,
    SelfReview,
)
from samklang.companies.rules.openings import OpeningFacts

SECRET = "Pulsens-hemmelighed"


def companies(world: World, jobcentre: Place, team: Place) -> None:
    """A company of the colleague's with everything that can hang on one, and one of another municipality."""
    moment, colleague = now(), world.people["colleague"]
    entrance = an_entrance(jobcentre, slug="door", name=f"Virksomhedsservice {MARK}", fallback_team=team)
    company = owned_by(a_company(jobcentre.parent, f"Smedjen {MARK}", cvr=a_cvr(1)), colleague)
    contact = a_contact(company, f"Pia {MARK}")
    world.ids |= {"company": company.pk, "contact": contact.pk}
    world.filled |= {
        "companies/<int:pk>/": {"pk": company.pk},
        "companies/contacts/<int:pk>/": {"pk": contact.pk},
        "companies/list.": {"ending": "csv"},
        "companies/steps/list.": {"ending": "csv"},
        "companies/openings/list.": {"ending": "csv"},
        "companies/figures/file.": {"ending": "csv"},
        "companies/pulse/file.": {"ending": "csv"},
        "companies:company-timeline-file": {"pk": company.pk, "ending": "csv"},
    }
    _work(world, company, moment)
    _intake(world, entrance, company, moment)
    _meeting(world, company, moment)
    _alike(world, jobcentre.parent, company, moment)
    _hand_over(world, jobcentre.parent, moment)
    _theirs(world, moment)


def _work(world: World, company: Company, moment: datetime) -> None:
    """A site, a call, a claim, a step and an opening."""
    colleague = world.people["colleague"]
    site = add_site(by=colleague, company=company, facts=SiteFacts(name=f"Værkstedet {MARK}"))
    said = Contacted(Channel.PHONE, f"Talte om lageret i {MARK}")
    entry = log_contact(by=colleague, company=company, contacted=said, following="De ringer selv.", now=moment)
    claim = take_claim(colleague, company, f"Besøg i {MARK}", moment)
    step = add_step(colleague, company, f"Ringe til {MARK}", colleague, today() + timedelta(days=3), moment)
    facts = OpeningFacts(OpeningKind.JOB, f"Svejser {MARK}", owner=colleague)
    opening = add_opening(by=colleague, company=company, facts=facts, now=moment)
    world.filled |= {
        "companies/sites/<int:pk>/": {"pk": site.pk},
        "companies/contact-logs/<int:pk>/": {"pk": entry.pk},
        "companies/claims/<int:pk>/": {"pk": claim.pk},
        "companies/steps/<int:pk>/": {"pk": step.pk},
        "companies/openings/<int:pk>/": {"pk": opening.pk},
    }
    world.ids |= {"step": step.pk, "opening": opening.pk, "site": site.pk}


def _intake(world: World, entrance: Entrance, company: Company, moment: datetime) -> None:
    """An enquiry with a file, a rule, a mail out, and one that was not taken in."""
    sender = Sender(company.name, company.cvr, "6040", f"Pia {MARK}", "20 00 00 01", "pia@maskin.example")
    enquiry = take_in(
        entrance, channel=Channel.WEB, subject=f"To svejsere til {MARK}", text="Hvem har I?", sender=sender,
        company=company, now=moment,
    )  # fmt: skip
    file = Attachment.objects.create(
        enquiry=enquiry, file_name=f"{MARK}.pdf", kind="pdf", content=b"%PDF-1.4", size=8, state=AttachmentState.KEPT
    )
    rule = RoutingRule.objects.create(entrance=entrance, position=1, need="recruit", team=entrance.fallback_team)
    mail = CompanyMail.objects.filter(enquiry=enquiry).get()
    left = ReceivedMail.objects.create(
        entrance=entrance, message_id="<loop@maskin.example>", from_email="pia@maskin.example", subject=f"Auto {MARK}",
        text="Jeg er på ferie.", at=moment, left_out="auto",
    )  # fmt: skip
    world.filled |= {
        "companies/enquiries/<int:pk>/": {"pk": enquiry.pk, "number": file.pk},
        "companies/entrance/rules/<int:pk>/": {"pk": rule.pk},
        "companies/entrance/rules/restoration/": {"kept": "nothing"},
        "companies/mails/<int:pk>/": {"pk": mail.pk},
        "companies/mails/left-out/<int:pk>/": {"pk": left.pk},
    }
    world.ids |= {"enquiry": enquiry.pk}


def _meeting(world: World, company: Company, moment: datetime) -> None:
    """The colleague holds it, has looked back on it, and has asked their leader along."""
    colleague, begins = world.people["colleague"], moment + timedelta(days=2)
    plan = Plan(colleague, begins, begins + timedelta(hours=1), f"Besøg i {MARK}")
    meeting = plan_meeting(by=colleague, company=company, plan=plan, now=moment)
    SelfReview.objects.create(
        meeting=meeting, person=colleague, framework="company-meeting", edition=1, levels={}, at=moment,
        next_time=f"Spørg mere i {MARK}",
    )  # fmt: skip
    asked = ObserverAsked.objects.create(meeting=meeting, person=world.people["leader"], focus=MARK, asked_at=moment)
    world.filled |= {
        "companies/meetings/<int:pk>/": {"pk": meeting.pk, "section": "aim", "point": "1"},
        "companies/observed/<int:pk>/": {"pk": asked.pk},
    }
    world.ids |= {"meeting": meeting.pk}


def _alike(world: World, municipality: Place, company: Company, moment: datetime) -> None:
    """A file that waits, two that were one, and two that only look alike."""
    lead = world.people["lead"]
    content = f"CVR;Navn\r\n{a_cvr(2)};Tømrerne {MARK}\r\n".encode()
    load = begin_load(by=lead, municipality=municipality, name=f"{MARK}.csv", content=content, now=moment)
    twin = a_company(municipality, f"Smedjen {MARK} ApS")
    other = a_company(municipality, f"Smedjen i {MARK}")
    made = merge_companies(by=lead, kept=company, gone=twin, choices={}, now=moment)
    first, second = sorted((company, other), key=lambda one: one.pk)
    pair = DifferentCompanies.objects.create(first=first, second=second, by=lead, at=moment)
    world.filled |= {
        "companies/loads/<int:pk>/": {"pk": load.pk},
        "companies/merges/<int:pk>/": {"pk": made.pk},
        "companies/duplicates/different/<int:pk>/": {"pk": pair.pk},
        "companies:merge": {"pk": company.pk, "other": other.pk},
        "companies:company@merged": {"pk": twin.pk},
    }


def _hand_over(world: World, municipality: Place, moment: datetime) -> None:
    """The leader's companies: one on its way to the colleague, and one that is being prepared."""
    leader, colleague = world.people["leader"], world.people["colleague"]
    owned_by(a_company(municipality, f"Kroen {MARK}"), leader)
    terms = Terms(HandOverReason.MOVED, today(), None)
    sent = begin_hand_over(by=leader, giver=leader, terms=terms, now=moment)
    items = list(sent.items.values_list("pk", flat=True))
    choose_owners(by=leader, hand_over=sent, items=items, receiver=colleague, now=moment)
    sent = send_hand_over(by=leader, hand_over=sent, now=moment)
    draft = begin_hand_over(by=world.people["lead"], giver=colleague, terms=terms, now=moment)
    world.filled |= {
        "companies/hand-overs/<int:pk>/": {"pk": sent.pk},
        "companies/hand-overs/companies/<int:pk>/": {"pk": items[0]},
    } | {
        f"companies/hand-overs/<int:pk>/{part}/": {"pk": draft.pk}
        for part in ("terms", "owners", "proposals", "notes", "summary")
    }
    world.ids |= {"hand-over": sent.pk}


def _theirs(world: World, moment: datetime) -> None:
    """What is open to everybody is asked for at theirs, for it says whose it is."""
    jobcentre = a_jobcentre(a_municipality("Kommunen Lem"), name="Jobcenter Lem")
    entrance = an_entrance(jobcentre, slug="lem", name="Virksomhedsservice Lem", mail_address="post@lem.example")
    company = a_company(jobcentre.parent, "Smedjen Lem")
    an_asked(entrance, SECRET, company=company, asked_at=moment, until=today() + timedelta(days=9))
    world.theirs |= {"company": company.pk}
    world.filled |= {"entrance/": {"slug": "lem", "secret": SECRET, "language": "da", "sealed": "nothing"}}
