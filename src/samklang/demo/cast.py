"""Who the constructed jobcentres are led by, taught by and looked over by. No real people."""

from collections.abc import Mapping
from dataclasses import dataclass

from samklang.access.enums import Role


@dataclass(frozen=True)
class Town:
    """A municipality of the demo: its name, the domain of its addresses, and who has each role besides its staff."""

    name: str
    domain: str
    roles: Mapping[Role, str]


_VEJEN = {
    Role.ADMINISTRATOR: "Mogens Tarp Andreasen",
    Role.HEAD: "Lisbeth Rauff Holm",
    Role.PROGRAMME_LEAD: "Karen Skytte Bendtsen",
    Role.FUNDER_READER: "Henning Voss Iversen",
    Role.WORKS_COUNCIL_READER: "Jytte Krag Mortensen",
    Role.OBSERVER: "Troels Birk Jeppesen",
}
_RINGKOBING_SKJERN = {
    Role.ADMINISTRATOR: "Poul Erik Tange Vad",
    Role.HEAD: "Gitte Hvid Sandager",
    Role.PROGRAMME_LEAD: "Asger Toft Nygaard",
    Role.FUNDER_READER: "Inge Bro Kjeldsen",
    Role.WORKS_COUNCIL_READER: "Flemming Riis Agger",
    Role.OBSERVER: "Mette Lund Overgaard",
}
VEJEN = Town("Vejen", "vejen.example", _VEJEN)
RINGKOBING_SKJERN = Town("Ringkøbing-Skjern", "rksk.example", _RINGKOBING_SKJERN)
OUTSIDE = "Samtaleskolen (konstrueret)"
"""The organisation that the external trainers and observers come from."""
OUTSIDE_DOMAIN = "kursus.example"
EMPLOYED_BY_THE_MUNICIPALITY = (
    Role.ADMINISTRATOR,
    Role.HEAD,
    Role.PROGRAMME_LEAD,
    Role.FUNDER_READER,
    Role.WORKS_COUNCIL_READER,
)
