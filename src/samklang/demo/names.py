"""Constructed names: first, middle and last names are drawn apart, so that no name is meant as anybody's."""

from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_WOMEN = _words("""
Aase Aisha Alma Amalie Anette Anja Ann-Sofie Anne Annemette Asta Astrid Bente Birgit Birgitte Bodil Camilla
Carina Cecilie Charlotte Christina Connie Dagny Dorte Dorthe Ea Ellen Elin Emilie Eva Fatima Freja Gitte
Grethe Hanne Heidi Helle Henriette Hildegard Ida Ilse Inge-Lise Ingrid Iryna Jane Janne Jette Joan Johanne
Josefine Julie Jytte Karen Karin Katrine Kirsten Kristine Lærke Laila Lea Lena Lene Leyla Line Lis Lisbeth Liv
Lone Lotte Louise Lykke Maja Malene Margit Maria Marianne Marie Maybritt Merete Mette Mia Michelle Mille Mona
Nadia Nanna Natasja Nete Oksana Pernille Pia Rikke Rita Runa Sanne Sara Signe Sigrid Sofie Solveig Stine
Susanne Søs Tanja Thea Tina Tove Trine Ulla Vibeke Vigdis Winnie Yasmin Zeynep Åse
""")
_MEN = _words("""
Ahmad Aksel Allan Anders André Arne Asbjørn Bent Bjarne Bjørn Bo Brian Carsten Casper Christian Claus Dan
Dennis Ejnar Emil Erik Esben Finn Flemming Frank Frederik Gert Hamid Hans-Jørgen Harald Henning Henrik Ib Ivan
Jakob Jan Jens Jeppe Jesper Jonas Jørgen Jørn Kaj Karsten Kenneth Kim Kjeld Knud Kristian Kurt Lars Lasse Mads
Magnus Marek Mark Martin Mathias Michael Mikkel Mogens Morten Nicolai Niels Ole Oskar Palle Patrick Peder Per
Poul-Erik Preben Rasmus René Rune Simon Steen Stefan Søren Tage Thomas Thorbjørn Tom Torben Troels Uffe Ulrik
Verner Villy Yusuf Øjvind Åge
""")
_MIDDLE = _words("""
Abild Bang Bech Berg Bisgaard Bjerre Borg Brink Bruun Buhl Dahl Damgaard Enevold Falk Fruergaard Frøkjær Gade
Grønbæk Hald Hauge Hedegaard Hjort Holst Højlund Kirkegaard Kjær Krogh Kvist Lange Lind Lunde Løvgreen Munk
Mølgaard Nørgaard Overby Ravn Rosendal Skov Skytte Storgaard Svane Thorup Toft Uldall Vang Vestergaard Winther
Ørskov Østergaard
""")
_LAST = _words("""
Andersen Andersen Christensen Christensen Christiansen Eriksen Hansen Hansen Hansen Iversen Jakobsen Jensen
Jensen Jensen Jeppesen Jessen Johansen Jørgensen Jørgensen Knudsen Kristensen Larsen Larsen Lauridsen Lorenzen
Madsen Madsen Mathiesen Mikkelsen Mortensen Møller Møller Nielsen Nielsen Nielsen Nissen Olesen Olsen Paulsen
Pedersen Pedersen Petersen Poulsen Rasmussen Rasmussen Schmidt Simonsen Svendsen Sørensen Sørensen Thomsen
Toft Aagaard Bertelsen Boisen Bonde Brodersen Clausen Davidsen Degn Enemark Friis Frandsen Gregersen Gydesen
Hjorth Holm Højgaard Juhl Kaas Kjærgaard Klausen Kruse Laugesen Linnet Lund Michelsen Moesgaard Nygaard
Overgaard Outzen Præstegaard Ravnsbjerg Refslund Skovbjerg Søndergaard Thygesen Toftegaard Tækker Uhrenholt
Vinther Wind Ågesen Øllgaard
""")
_FROM_ELSEWHERE = _words("""
Al-Khatib Bajrami Demir Haddad Hassan Hosseini Ibrahimovic Kaya Kowalska Kovalenko Le Mohammadi Nguyen Omar
Petrenko Rahimi Rahman Saleh Szymanska Yilmaz Özdemir
""")
_WOMEN_SHARE = 0.74
_MIDDLE_SHARE = 0.34
_ELSEWHERE_SHARE = 0.07
_HYPHEN_SHARE = 0.04


def full_names(chance: Random, count: int) -> tuple[str, ...]:
    """That many different full names, about three in four of them women's, as in a Danish jobcentre.

    count:  0 to 5,000.
    raises: ValueError for a larger count.
    """
    if count > 5000:
        raise ValueError(f"{count} names are more than these lists make different ones of.")
    found: dict[str, None] = {}
    while len(found) < count:
        found.setdefault(_full_name(chance))
    return tuple(found)


def _full_name(chance: Random) -> str:
    first = chance.choice(_WOMEN if chance.random() < _WOMEN_SHARE else _MEN)
    last = chance.choice(_FROM_ELSEWHERE if chance.random() < _ELSEWHERE_SHARE else _LAST)
    draw = chance.random()
    if draw < _HYPHEN_SHARE:
        return f"{first} {chance.choice(_MIDDLE)}-{last}"
    if draw < _HYPHEN_SHARE + _MIDDLE_SHARE:
        return f"{first} {chance.choice(_MIDDLE)} {last}"
    return f"{first} {last}"
