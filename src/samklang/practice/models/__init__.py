"""The facts of practice."""

from samklang.practice.models.branching import BranchingCase, Walk
from samklang.practice.models.observation import Observation
from samklang.practice.models.pairing import PairingMember, PairingRound, ProposedPair
from samklang.practice.models.partner import PartnerSwitch, Talk
from samklang.practice.models.practised import Practised
from samklang.practice.models.sparring import Sparring, SparringEntry, SparringMail, SparringNotes

__all__ = [
    "BranchingCase", "Observation", "PairingMember", "PairingRound", "PartnerSwitch", "Practised", "ProposedPair",
    "Sparring", "SparringEntry", "SparringMail", "SparringNotes", "Talk", "Walk",
]  # fmt: skip
