"""What the deeds of evidence are called where people read the ledger."""

from collections.abc import Mapping

from samklang.core.words import Sentence, say

EVIDENCE: Mapping[str, Sentence] = {
    "baseline-set": say("Baseline of a programme set"),
    "metric-owner-cleared": say("Nobody named for a figure any more"),
    "metric-owner-named": say("Somebody named who answers for a figure"),
    "spread-loaded": say("Outcomes by whom somebody met loaded"),
    "spread-removed": say("Outcomes by whom somebody met deleted"),
    "public-areas-chosen": say("Areas chosen that public figures stand beside"),
    "public-figures-brought-back": say("Public figures taken into use again"),
    "public-figures-loaded": say("Public figures loaded"),
    "public-figures-taken-back": say("Public figures taken back"),
    "public-table-changed": say("Settings of a public table changed"),
    "public-tables-followed": say("Public tables taken in"),
    "study-answered": say("Study answered by its frozen plan"),
    "study-begun": say("Study set up"),
    "study-changed": say("Plan of a study changed before it was frozen"),
    "study-file-brought-back": say("File of outcomes of a study taken into use again"),
    "study-file-kept": say("File of outcomes of a study taken into use"),
    "study-file-taken-back": say("File of outcomes of a study taken back"),
    "study-frozen": say("Plan of a study frozen"),
    "study-order-drawn": say("Order of training in a study drawn by lot"),
    "study-order-drawn-again": say("Order of training in a study drawn again"),
    "study-order-offered": say("Drawn order of training handed to the planner"),
    "study-stopped": say("Study stopped"),
    "study-taken-up-again": say("Stopped draft of a study taken up again"),
    "study-training-written": say("Written down when training reached the units of a study"),
    "study-units-chosen": say("Units of a study chosen"),
}
