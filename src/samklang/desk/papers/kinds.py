"""Which personal data each table holds, read from the tables' own declarations, so that no paper drifts from them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import BinaryField, Field, ForeignKey, JSONField

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.access.queries.declarations import Declaration, declared, outside
from samklang.access.record_words import FIELDS, TABLES
from samklang.access.words import said
from samklang.core.words import Sentence, say


@dataclass(frozen=True)
class Kind:
    """One table that is about people. fields: what it holds. ends: what becomes of it when the person is erased."""

    area: str
    label: str
    title: Sentence
    why: Sentence
    fields: tuple[Sentence, ...]
    ends: tuple[Sentence, ...]
    only_as_maker: bool
    """Whether people stand in it only as those who made or decided something."""


@dataclass(frozen=True)
class Other:
    """A table with people in it who are no users: its fields about them, who they are, and what becomes of it."""

    label: str
    fields: tuple[str, ...]
    whom: Sentence
    what: Sentence
    ends: Sentence


OTHERS = (
    Other("companies.companycontact", ("name", "title", "phone", "email"), say("Contacts at companies"),
        say("Name, title, telephone number, e-mail address, language"),
        say("Deleted when their time is over, or when they ask for it.")),
    Other("companies.enquiry", ("from_name", "from_email", "from_phone", "subject", "text"),
        say("Those who write for a company"), say("Name, address, telephone number, and what they wrote"),
        say("Deleted when the time of enquiries is over.")),
    Other("companies.receivedmail", ("from_name", "from_email", "subject", "text"),
        say("Those who write for a company"), say("Name, e-mail address, and the mail"),
        say("Deleted when the time of enquiries is over.")),
    Other("companies.attachment", ("file_name",), say("Those who write for a company"), say("Files they sent along"),
        say("Deleted when the time of enquiries is over.")),
    Other("companies.companymail", ("to_name", "to_email", "subject", "text"), say("Those who write for a company"),
        say("Name, e-mail address, and what they were answered"), say("Deleted when the time of enquiries is over.")),
    Other("companies.company", ("name", "email", "phone"), say("Owners of companies that carry their name"),
        say("Name, e-mail address and telephone number of the company"), say("Kept as long as the company is.")),
    Other("companies.entry", ("text",), say("Contacts at companies"), say("What was said and agreed with the company"),
        say("The contact's name is taken out when their time is over.")),
    Other("companies.pulseanswer", ("words",), say("Those who answer for a company"),
        say("Own words, without who wrote them"), say("Names of people who are erased are taken out.")),
    Other("companies.pulseasked", ("address_key",), say("Those who are asked for a company"),
        say("A scrambled e-mail address, so that nobody is asked too often"),
        say("Deleted when the time to answer is over.")),
    Other("companies.formsent", ("address_key",), say("Those who write for a company"),
        say("A scrambled network address, so that the form is not misused"), say("Deleted when later forms come in.")),
    Other("citizens.feedbackanswer", ("same", "involved"), say("Citizens"),
        say("Two answers in a quarter, without who answered and whom they spoke with"),
        say("Kept as figures of groups; nobody can be found in them.")),
    Other("delivery.evaluationanswer", ("scores", "words"), say("Those who take part in courses"),
        say("Points and own words, without who wrote them"), say("Names of people who are erased are taken out.")),
    Other("ledger.entry", ("actor_id", "about_id", "origin", "reason"), say("Everybody who uses Samklang"),
        say("Number of the person, what was done or read, when, and from which network address"),
        say("Kept as long as the installation is; the number leads nowhere once the person is erased.")),
)  # fmt: skip
"""Tables whose people are no users of the site, or stand there by number only; a test holds them against the tables."""
PASSES = say("Sessions and work in the background: who is signed in, and what is being worked on. Gone within a month.")

ABOUT_PEOPLE = {
    "email", "from_email", "from_name", "from_phone", "phone", "to_email", "to_name", "address_key", "words", "origin",
}  # fmt: skip
"""Names of fields that say that a table holds people, though it declares none of them as a person of ours."""


def kinds() -> list[Kind]:
    """Every table that is about people who use the site, by area; the tables of access first."""
    found = [_kind(one) for one in reversed(tuple(declared())) if one.personal]
    for table, _ in outside():
        title, why = TABLES[table.label]
        fields = tuple(FIELDS.get(f"{table.label}.{name}") or FIELDS[name] for name in table.shown)
        ends = (say("deleted with the person"),)
        found.append(Kind("access", table.label, title, why, fields, ends, only_as_maker=False))
    return found


def by_area() -> Mapping[str, list[Kind]]:
    """The same, area by area."""
    found: dict[str, list[Kind]] = {}
    for kind in kinds():
        found.setdefault(kind.area, []).append(kind)
    return found


def _kind(declaration: Declaration) -> Kind:
    label = declaration.label
    title, why = TABLES.get(label) or (Sentence(label), Sentence(""))
    words = [_in_words(declaration, name) for name in declaration.personal]
    rules = set(declaration.personal.values())
    return Kind(
        area=label.partition(".")[0],
        label=label,
        title=title,
        why=why,
        fields=tuple({one.message: one for one in words if one is not None}.values()),
        ends=tuple(_ends(rules)),
        only_as_maker=rules == {Erase.KEEP} and label not in _OWN_ACTS,
    )


_OWN_ACTS = {"access.elevation", "calibration.rating", "calibration.linemark", "access.token"}
"""Tables that are kept and yet say more of a person than that they made something."""


def _in_words(declaration: Declaration, name: str) -> Sentence | None:
    """What a field holds; None for what only leads from one row to another."""
    known = FIELDS.get(f"{declaration.label}.{name}") or FIELDS.get(name)
    if known is not None:
        return known
    field = declaration.model._meta.get_field(name)
    if name == "password":
        return say("Password, scrambled")
    if isinstance(field, ForeignKey):
        return say("Who it is") if field.related_model is Person else None
    return _of_documents(field) or Sentence(name)


def _of_documents(field: "Field[object, object] | object") -> Sentence | None:
    if isinstance(field, BinaryField):
        return say("The file itself")
    return say("What the document holds") if isinstance(field, JSONField) else None


def _ends(rules: Collection[Erase]) -> Iterator[Sentence]:
    if Erase.ROW in rules:
        yield say("deleted with the person")
        return
    for rule in (Erase.REPLACE, Erase.BLANK):
        if rule in rules:
            yield said(rule)
    if Erase.KEEP in rules:
        yield say("stays under a number that leads nowhere")
