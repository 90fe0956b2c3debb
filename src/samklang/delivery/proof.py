"""A certificate on paper: a PDF that a screen reader can follow, with an address and a code where it is checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from samklang.core.words import Sentence, render, say, written
from samklang.delivery.drawing import code_svg
from samklang.web.papers.pdf import typeset


@dataclass(frozen=True)
class Proof:
    """What is printed. competences: names, with the number of the edition whose words hold."""

    name: str
    title: str
    programme: str
    issuer: str
    competences: Sequence[tuple[str, int]]
    asked_for: Sequence[Sentence]
    issued_on: date
    expires_on: date
    address: str


def proof_pdf(proof: Proof, language: str, made_at: datetime) -> bytes:
    """The certificate as PDF/UA on one sheet of A4."""
    return typeset("samklang.delivery", "proof", _document(proof, language), made_at)


def _document(proof: Proof, language: str) -> dict[str, object]:
    def said(sentence: Sentence) -> str:
        return render(sentence, language)

    editions = sorted({edition for _, edition in proof.competences})
    return {
        "language": language,
        "kind": said(say("Certificate")),
        "title": proof.title,
        "name": proof.name,
        "lead": said(say("has fulfilled what is asked for the certificate")),
        "programme": said(say("Programme: {programme}", programme=proof.programme)),
        "competences_heading": said(say("Competences")),
        "competences": [name for name, _ in proof.competences],
        "edition": said(say("In the words of the method, edition {editions}.", editions=tuple(editions)))
        if editions else "",
        "asked_heading": said(say("What it asked for")),
        "asked": [said(one) for one in proof.asked_for],
        "issuer": proof.issuer,
        "issued_label": said(say("Issued")),
        "issued": written(proof.issued_on, language),
        "expires_label": said(say("Valid until")),
        "expires": written(proof.expires_on, language),
        "check": said(say("Anybody can check whether the certificate is valid:")),
        "address": proof.address,
        "code": code_svg(proof.address),
        "code_text": said(say("Code that leads to {address}", address=proof.address)),
        "footer": said(say("Made with Samklang. The digital form is a signed Open Badge 3.0.")),
    }  # fmt: skip
