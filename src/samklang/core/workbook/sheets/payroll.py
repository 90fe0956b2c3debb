"""The headings that the personnel systems of Danish municipalities give the columns of a staff list.

The workbook's own headings stand with its sheets; these are the other spellings, of KMD OPUS, SD Løn, KMD
Perspektiv and the like. What is not used has known headings too, so that nobody is asked what the pay scale is.
"""

from collections.abc import Mapping

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "id": (
        "Personalenummer", "Personalenr", "Personale nr", "Pers.nr", "Tjenestenr", "Tjeneste nr", "Medarb. nummer",
        "Løn nr", "Ansættelsesnummer", "Ansættelsesnr", "Ansættelses-ID", "Employment ID",
    ),
    "name": ("Navn (efternavn, fornavn)", "Navn på medarbejder", "Medarbejders navn", "Efternavn, fornavn"),
    "first_name": ("For- og mellemnavn", "Fornavn(e)", "Fornavn og mellemnavn"),
    "surname": ("Efternavn(e)",),
    "email": (
        "E-mail arbejde", "Email arbejde", "E-mail (arbejde)", "Arbejds e-mail", "Tjenstlig e-mail", "E-mail-adresse",
        "Mail arbejde",
    ),
    "team": (
        "Enhedsnavn", "Enhedens navn", "Afdelingsnavn", "Afdelingens navn", "Afdelingstekst", "Afd. navn", "Afd.tekst",
        "Org.enhed", "Orgenhed", "Org.enhed navn", "Organisationsenhedsnavn", "Organisationsenhed navn",
        "Organisationsenhed, tekst", "Organisatorisk enhed", "Organisation", "Teamnavn",
    ),
    "role": (
        "Stillingsnavn", "Stillingstekst", "Stilling tekst", "Stilling, tekst", "Stillingsbetegn.",
        "Jobtitel", "Ansat som", "Stillingstype", "Stillingsbeskrivelse",
    ),
    "site": ("Tjenestested", "Arbejdsplads", "Tjenestestedets navn"),
    "hours": (
        "Timer/uge", "Timer ugentligt", "Ugetimetal", "Ugentligt timetal", "Ugtl. timer", "Ugtl. arbejdstid",
        "Arbejdstid pr. uge", "Arbejdstid/uge", "Arbejdstimer pr. uge", "Norm. timer", "Ugenorm", "Timer uge",
        "Timetal pr. uge", "Aftalt ugentlig arbejdstid",
    ),
    "employed_from": (
        "Tiltrædelsesdato", "Tiltrædelse", "Tiltrædelsesdag", "Indtrædelsesdato", "Indtrædelse", "Indtrådt",
        "Ansættelsesstart", "Ansættelse start", "Ansættelse fra", "Ansat den", "Ansat pr.", "Start ansættelse",
        "Ansættelse startdato",
    ),
    "employed_to": (
        "Fratrædelsesdag", "Afgangsdato", "Udtrædelsesdato", "Udtrædelse", "Udtrådt", "Ophørsdato", "Ophør",
        "Ansættelsesophør", "Ansættelse slut", "Ansættelse til", "Ansættelse slutdato", "Slut ansættelse", "Udløbsdato",
        "Sidste ansættelsesdag",
    ),
    "manager": (
        "Ledernavn", "Leders navn", "Lederens navn", "Leder navn", "Nærmeste leders navn", "Nærmeste leder navn",
        "Personaleleder", "Overordnet", "Overordnede", "Leders medarbejdernummer",
    ),
}  # fmt: skip
"""Further headings, by the key of the column."""

SHARE = ("Ansættelsesbrøk", "Beskæftigelsesdecimal", "Beskæftigelsesbrøk", "Besk. decimal", "Beskdecimal", "Timebrøk",
         "Deltidsbrøk", "Deltidsfaktor", "Brøk")  # fmt: skip
DEGREE = ("Beskæftigelsesgrad", "Besk. grad", "Beskæftigelsesprocent", "Ansættelsesgrad", "Ansættelsesprocent",
          "Deltidsprocent", "Beskæftigelsesgrad i procent", "Arbejdstidsprocent")  # fmt: skip
"""Part of full time as a fraction, and as percent."""

CIVIL_REGISTRATION = (
    "CPR", "CPR-nr", "CPR-nummer", "CPRnr", "CPR nr.", "Personnummer", "Person-nr", "Cprnummer (10 cifre)", "PNR",
    "Civil registration number",
)  # fmt: skip
"""Columns whose content is never taken in, whatever its shape: half a number is somebody's birthday."""

LEFT_ALONE = (
    "Afdelingskode", "Afdelingsnr", "Afdelingsnummer", "Afd.kode", "Afd.nr", "Enhedskode", "Enhedsnummer", "Enhedsnr",
    "Enheds-ID", "Organisationsenhed-ID", "Organisationsenhed nr", "Organisationskode", "Org.kode", "Orgkode", "Org.nr",
    "Institution", "Institutionskode", "Inst.kode", "Inst.", "Institutionsnr", "Institutionsnavn", "Delregnskab",
    "Stillingskode", "Stillingsnr", "Stillingsnummer", "Stillingskontrolnummer", "Stillings-ID", "Position ID",
    "Lønklasse", "Løntrin", "Lønramme", "Lønart", "Lønform", "Løngruppe", "Lønmodel", "Grundløn", "Månedsløn", "Årsløn",
    "Timeløn", "Bruttoløn", "Overenskomst", "Overenskomstkode", "Overenskomstnavn", "Overenskomstområde",
    "Pensionsordning", "Pensionskode", "Personalekategori", "Personalegruppe", "Medarbejdergruppe", "Medarbejderkreds",
    "Ansættelsesform",
    "Ansættelsesforhold", "Ansættelsestype", "Ansættelsesstatus", "Status", "Statuskode", "Anciennitetsdato",
    "Jubilæumsdato", "Anciennitet", "Lønanciennitet", "Konteringsstreng", "Kontering", "Kontonummer", "Omkostningssted",
    "Profitcenter", "Ekstraciffer", "Tjenestemand", "Alder", "Køn", "Fødselsdato", "Privatadresse", "Postnr",
    "Postnummer", "Postdistrikt", "Telefon", "Telefonnr", "Privat telefon", "Mobil", "Mobilnr", "Mobiltelefon",
    "E-mail privat", "Privat e-mail", "Bankkonto", "Reg.nr", "Nationalitet", "Civilstand", "Forvaltning",
    "Direktørområde",
    "Center", "Kommune", "Nævner", "Ansættelsesbrøk nævner", "Senest ændret", "Ændret dato", "Opdateret", "Bemærkning",
    "Bemærkninger",
)  # fmt: skip
"""Columns of such exports that the register has no place for: pay, codes, and what is private."""
