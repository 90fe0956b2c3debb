"""What papers say of the law: grounds, sources with addresses, and what still has to be looked up."""

from collections.abc import Iterator

from django.conf import settings

from samklang.core.words import Sentence, say
from samklang.desk.papers.about import About, sources
from samklang.web.papers.paper import Bullets, Part, Table, Text, Words

_LOOK_UP = say("To be looked up by the municipality")
_AGREEMENT = (
    "https://www.forhandlingsfaellesskabet.dk/aftaler/9-andre-generelle-ansaettelsesvilkar/9-i-kontrolforanstaltninger/"
)
GDPR = (say("GDPR: Regulation (EU) 2016/679"), "https://eur-lex.europa.eu/eli/reg/2016/679/oj")
CONTROL = (say("The agreement on control measures for municipalities"), _AGREEMENT)
RECORDINGS = (
    say("The Danish Data Protection Agency, 6 July 2021, on recording telephone calls"),
    "https://www.datatilsynet.dk/afgoerelser/afgoerelser/2021/jul/erhvervsstyrelsens-optagelse-af-telefonsamtaler",
)
INFORMING = (
    say("The Danish Data Protection Agency, August 2020, on telling staff that they are monitored"),
    "https://www.datatilsynet.dk/afgoerelser/afgoerelser/2020/aug/tilsyn-med-naevnenes-hus",
)
COMPETENCE = (
    say("The agreement on competence development"),
    "https://www.forhandlingsfaellesskabet.dk/aftaler/6-personalepolitik/6-d-kompetenceudvikling/",
)
DPIA = (
    say("Local Government Denmark on impact assessments"),
    "https://www.kl.dk/okonomi-og-administration/digitalisering-og-teknologi/databeskyttelse-og-informationssikkerhed/"
    "information-om-forordningen/konsekvensanalyser/",
)
FILING = (
    say("The Ombudsman on filing"),
    "https://www.ombudsmanden.dk/find-viden/myndighedsguiden/generel-forvaltningsret/7-journalisering",
)
NIS2 = (say("Act 434 of 6 May 2025 (NIS2), section 6"), "https://www.lovguiden.dk/loven/nis-2-loven/6")
NIS2_EU = (say("NIS2: Directive (EU) 2022/2555, article 21(2)"), "https://eur-lex.europa.eu/eli/dir/2022/2555/oj")

_GROUNDS: tuple[tuple[Sentence, Sentence, Sentence], ...] = (
    (say("The staff register, plans and courses"),
     say("A task as an authority and employer: GDPR, article 6(1)(e); the Danish Data Protection Act, section 12."),
     say("Which act or agreement lays the task down for each purpose")),
    (say("Leave, which may tell of health"),
     say("Duties of an employer: GDPR, article 9(2)(b); the Danish Data Protection Act, section 12."),
     say("Which rules on absence the municipality builds on")),
    (say("Skills and development plans"),
     say("GDPR, article 6(1)(e); the agreement on competence development, by which everybody has a yearly talk."),
     say("What the municipality's own works council has agreed on talks")),
    (say("Measuring staff"),
     say("GDPR, articles 6(1)(e) and 88; the agreement on control measures: staff are told beforehand."),
     say("Whether the agreement asks for a fixed time, and what is agreed locally")),
    (say("Contacts at companies"),
     say("GDPR, article 6(1)(e): the service to companies."),
     say("The provision of the act on active employment efforts")),
    (say("Citizens' preparation and answers"),
     say("No name and no number is stored; what a citizen writes by a link is theirs and voluntary."),
     say("Whether something about health can be written, and the ground for that")),
    (say("Recordings, where they are on"),
     say("Consent of both, which can be taken back: GDPR, articles 6(1)(a) and 7."),
     say("Whether consent is free towards an employer; the agency has criticised recording without it")),
    (say("Figures of whether it works"),
     say("GDPR, article 6(1)(e); statistics without names: article 89."),
     say("Whether section 10 of the Danish Data Protection Act is used, and what follows from that")),
    (say("The ledger, sign-ins and backups"),
     say("Security and being able to show it: GDPR, articles 5(1)(f), 5(2) and 32."),
     say("Which rules on logging hold now that the old executive order on security is gone")),
)  # fmt: skip


def grounds_table() -> Table:
    """On what each thing stands, and what has to be looked up."""
    headings = (say("What"), say("Ground that Samklang is built on"), _LOOK_UP)
    return Table(say("Legal grounds"), headings, _GROUNDS)


def _open_questions() -> Iterator[Words]:
    yield say(
        "Days of notice before staff are measured. Samklang uses {days} days. Six weeks is known from the rules of "
        "private employers; whether your agreements ask for a fixed time is to be looked up.",
        days=settings.NOTICE_DAYS,
    )
    yield say("Whether the agency's list of what always needs an impact assessment fits (GDPR, article 35(4)).")
    yield say(
        "From which day the AI Act (Regulation (EU) 2024/1689) asks what of systems that judge workers (annex III, "
        "point 4(b)). Samklang judges nobody by machine; the date has been moved and is to be looked up."
    )
    yield say("Which papers must be filed, and how far notes of colleagues can be reached by access to documents.")
    yield say("Each time for keeping data that is marked as not verified.")


def law_part() -> Part:
    """Sources, and what has to be looked up."""
    named = sources(GDPR, CONTROL, COMPETENCE, INFORMING, RECORDINGS, DPIA, FILING)
    return Part(
        say("Sources, and what must be looked up"),
        [
            Text(say("Samklang's makers are no lawyers. What stands here is where to look, not advice.")),
            Bullets([*named, say("The Danish Data Protection Act, sections 6, 10 and 12")]),
            Text(say("To be looked up before the paper is used:")),
            Bullets([*_open_questions()]),
        ],
    )


def rights_part(about: About) -> Part:
    """What the people the data are about can do."""
    officer = str(settings.DATA_PROTECTION_OFFICER) or say("the municipality's data protection officer")
    return Part(
        say("The rights of those the data are about"),
        [
            Bullets(
                [
                    say("To be told: the page on privacy is open to everybody, and new measuring is announced (GDPR, "
                        "articles 13 and 14)."),
                    say("To see: everybody has a page with what is held on them, why, how long, and who has read it "
                        "(article 15)."),
                    say("To have it corrected: a request on the same page, answered by the head or the programme lead "
                        "(article 16)."),
                    say("To have it erased: an administrator erases whoever is not needed; the night erases whoever "
                        "has left long enough ago (article 17)."),
                    say("To take it along: as a workbook and as JSON (article 20, where it holds)."),
                    say("To object: to {controller} (article 21). Questions: {officer}.", controller=about.controller,
                        officer=officer),
                    say("No decision about anybody is made by machine alone (article 22). Knowledge checks are "
                        "counted by "
                        "machine."),
                ]
            )
        ],
    )  # fmt: skip
