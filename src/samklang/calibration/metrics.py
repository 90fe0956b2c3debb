"""The figures of calibration, each with what it means. Pure."""

from collections.abc import Mapping

from samklang.core.agreement import FEWEST_CASES, FEWEST_CASES_FOR_CHANGE
from samklang.core.metric import PER_CENT, Metric, Rung, Seen, by_key
from samklang.core.words import say

AGREEMENT, CHANGE, KEY_MATCH, OWN_MATCH = "agreement", "agreement-change", "key-match", "own-key-match"
SEPARATES, LICENCES = "separates-cases", "licences"

_RESULTS = Seen(say("The result of each round"), "calibration:rounds")
_RATINGS = say("Ratings of a closed round, each given before anybody saw the others'.")

METRICS: Mapping[str, Metric] = by_key(
    Metric(
        key=AGREEMENT, area="calibration", label=say("Agreement on an indicator"),
        definition=say("How far people who rate the same cases by themselves give the same levels, beyond what chance"
                       " would give: Krippendorff's alpha."),
        unit=say("no unit: 1 is full agreement, 0 is chance"),
        numerator=say("How far apart the ratings of one case lie, over all pairs of raters."),
        denominator=say("How far apart ratings would lie if they were spread over the cases by chance. Alpha is 1 less"
                        " the one divided by the other."),
        source=_RATINGS,
        caveat=say("It tells whether people see the same, not whether they see what is right: read it beside the key."
                   " Where all cases are alike it falls although people agree."),
        n=say("cases, rated by at least three people"), least=FEWEST_CASES, owner="programme-lead", rung=Rung.KNOWS,
        seen=(_RESULTS,),
    ),
    Metric(
        key=CHANGE, area="calibration", label=say("Change in agreement"),
        definition=say("How much agreement on an indicator has risen or fallen since the earlier round."),
        unit=say("no unit: alpha now less alpha before"),
        numerator=say("Agreement in this round less agreement in the earlier one, on the cases that the two share or"
                      " that are parallel."),
        denominator=None,
        source=_RATINGS,
        caveat=say("Whether it matters is told by the whole interval against a difference that was stated before the"
                   " round. People who have seen the cases before may remember them."),
        n=say("cases that the two rounds share"), least=FEWEST_CASES_FOR_CHANGE, owner="programme-lead",
        rung=Rung.KNOWS, seen=(_RESULTS,),
    ),
    Metric(
        key=KEY_MATCH, area="calibration", label=say("Ratings that are the key's level"),
        definition=say("How many of all ratings on an indicator are the agreed level, and how many lie at most one"
                       " level from it."),
        unit=PER_CENT,
        numerator=say("Ratings that are the level of the key; beside it those at most one level away."),
        denominator=say("All ratings of cases that have an agreed key."),
        source=say("Ratings of a closed round, and the key that was agreed with its reason."),
        caveat=say("A habit of giving the middle level comes near to most keys: read it together with agreement."),
        n=say("ratings"), least=0, owner="programme-lead", rung=Rung.KNOWS, seen=(_RESULTS,),
    ),
    Metric(
        key=OWN_MATCH, area="calibration", label=say("Agreement of one rater with the key"),
        definition=say("How far one rater gives the levels of the key, beyond a habit of levels. A licence asks for it,"
                       " and a machine is judged by the same."),
        unit=say("no unit: 1 is the key itself, 0 is a habit"),
        numerator=say("How far the rater's levels lie from the key's."),
        denominator=say("How far they would lie from it if the same levels were spread over the cases by chance. The"
                        " figure is 1 less the one divided by the other; of a choice it is the share of the key's"
                        " answers."),
        source=say("The rater's own ratings in a closed round, and the agreed key."),
        caveat=say("A person's figure is seen by that person alone; others see only whether a licence is met. The lower"
                   " end of the 80 % interval is what counts."),
        n=say("cases with a key"), least=0, owner="programme-lead", rung=Rung.KNOWS,
        seen=(Seen(say("My own answers, in each round"), "calibration:rounds"),
              Seen(say("Language model"), "practice:partner")),
    ),
    Metric(
        key=SEPARATES, area="calibration", label=say("How well an indicator tells cases apart"),
        definition=say("How much of all difference between ratings is difference between cases, and not between those"
                       " who rate."),
        unit=say("no unit: 1 is all of it, 0 is nothing"),
        numerator=say("The variance between cases."),
        denominator=say("All variance between single ratings."),
        source=_RATINGS,
        caveat=say("Where the cases were alike it is low although the indicator is good. Of a choice it is not"
                   " reckoned."),
        n=say("cases, rated by at least three people"), least=FEWEST_CASES, owner="programme-lead", seen=(_RESULTS,),
    ),
    Metric(
        key=LICENCES, area="calibration", label=say("Licences that hold"),
        definition=say("On which indicators somebody's rating counts as evidence today."),
        unit=say("licences"),
        numerator=say("Licences that have begun, have not run out and have not been taken back, one for each person or"
                      " machine and indicator."),
        denominator=None,
        source=say("Licences given from closed rounds, by the terms that held on the day."),
        caveat=say("Whoever reads who holds them stands in the log. How many somebody holds is counted nowhere: that"
                   " would be a ranking."),
        n=say("licences"), least=0, owner="programme-lead", rung=Rung.SHOWS,
        seen=(Seen(say("Licences"), "calibration:licences"),),
    ),
)  # fmt: skip
"""By key, in the order they are shown."""
