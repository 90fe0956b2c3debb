"""What the deeds of the committee page are called where people read the ledger."""

from collections.abc import Mapping

from samklang.core.words import Sentence, say

COMMITTEE: Mapping[str, Sentence] = {
    "committee-page-declined": say("Committee page no longer wanted by mail"),
    "committee-page-issued": say("Committee page issued"),
    "committee-page-made": say("Draft of a committee page made"),
    "committee-page-put-away": say("Draft of a committee page put away"),
    "committee-page-renewed": say("Figures of a draft committee page found anew"),
    "committee-page-sent": say("Committee page sent by mail"),
    "committee-page-taken-back": say("Draft of a committee page taken back"),
    "committee-page-wanted": say("Committee page wanted by mail again"),
    "committee-page-worded": say("Words of a draft committee page changed"),
    "committee-schedule-paused": say("Schedule of the committee page paused"),
    "committee-schedule-resumed": say("Schedule of the committee page taken up again"),
    "committee-schedule-set": say("Schedule of the committee page set"),
}
