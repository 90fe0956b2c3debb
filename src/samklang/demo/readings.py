"""What the constructed colleagues found unclear, the two ways they read it, and what they agreed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """One indicator that divides them: how each side reads it, and the wording they settle on, in both languages."""

    indicator: str
    one: str
    other: str
    agreed_da: str
    agreed_en: str


CONVERSATIONS = (
    Reading(
        "realistic-belief",
        "Det er tro på borgeren at sige noget opmuntrende, også når man ikke siger hvorfor.",
        "Det er først tro på borgeren, når man siger, hvad den bygger på i borgerens egen situation.",
        "Om rådgiveren siger højt, hvad borgeren kan komme i gang med, og nævner mindst én grund fra borgerens egen "
        "erfaring eller fra arbejdsmarkedet. Opmuntring uden en grund er niveau 2, uanset tonen.",
        "Whether the counsellor says aloud what the citizen can get started on, and names at least one reason from the "
        "citizen's own experience or from the labour market. Encouragement without a reason is level 2, whatever the "
        "tone.",
    ),
    Reading(
        "shared-agenda",
        "Dagsordenen er fælles, når borgeren har hørt den og ikke siger imod.",
        "Dagsordenen er først fælles, når borgeren er blevet spurgt.",
        "Om de sammen siger, hvad samtalen skal bruges til. At borgeren nikker til rådgiverens plan er niveau 2. Fra "
        "niveau 3 er borgeren blevet spurgt, inden det første emne begynder.",
        "Whether together they say what the conversation is for. A citizen who nods at the counsellor's plan is level "
        "2. From level 3 on the citizen has been asked before the first topic begins.",
    ),
)
COMPANIES = (
    Reading(
        "interests",
        "Når man regner grunden ud, har man fundet den.",
        "Grunden er først fundet, når virksomheden selv har sagt den.",
        "Se efter, om virksomheden selv siger grunden bag et krav eller en grænse, fordi konsulenten spurgte. En "
        "grund, som konsulenten gætter rigtigt, er niveau 2, indtil virksomheden har sagt den højt.",
        "Look for whether the company itself says the reason behind a demand or a limit because the consultant asked. "
        "A reason the consultant guesses rightly is level 2 until the company has said it aloud.",
    ),
    Reading(
        "benefit-tied",
        "Det er nok, at tilbuddet passer til behovet, også når ingen siger det.",
        "Konsulenten skal sige behovet højt sammen med tilbuddet.",
        "Se efter, om konsulenten i samme åndedrag siger tilbuddet og det behov, virksomheden har nævnt. Et tilbud, "
        "der passer, uden at det bliver sagt, er niveau 2. Har virksomheden nævnt et behov, og kommer der intet tilbud "
        "og heller ingen grund til at vente, er niveauet 1.",
        "Look for whether the consultant says the offer and the need the company has named in the same breath. An "
        "offer that fits without this being said is level 2. If the company has named a need, and there is neither an "
        "offer nor a reason for waiting, the level is 1.",
    ),
)
