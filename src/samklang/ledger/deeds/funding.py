"""What the deeds of funding are called where people read the ledger."""

from collections.abc import Mapping

from samklang.core.words import Sentence, say

FUNDING: Mapping[str, Sentence] = {
    "application-begun": say("Application for a grant begun"),
    "application-changed": say("Application for a grant changed"),
    "application-put-away": say("Draft of an application put away"),
    "application-taken-back": say("Draft of an application taken out again"),
    "application-sent": say("Application for a grant sent"),
    "application-withdrawn": say("Application for a grant withdrawn"),
    "application-granted": say("Grant given"),
    "application-refused": say("Application for a grant refused by the funder"),
    "attachment-added": say("File added to an application"),
    "attachment-removed": say("File removed from an application"),
    "budget-changed": say("Budget of an application changed"),
    "change-asked": say("Change of a grant asked for"),
    "change-decided": say("Change of a grant decided by the funder"),
    "change-withdrawn": say("Request to change a grant withdrawn"),
    "commitment-dropped": say("Commitment taken out"),
    "commitment-entered": say("Commitment entered"),
    "commitments-from-plan": say("Commitments brought up to the published plan"),
    "condition-changed": say("Condition of a grant entered, changed or met"),
    "grant-changed": say("Details of a grant changed"),
    "grant-closed": say("Grant closed"),
    "grant-entered": say("Grant entered that was given already"),
    "hourly-rate-set": say("Hourly rate of own staff set"),
    "instalment-changed": say("Instalments of a grant changed"),
    "report-begun": say("Report to a funder begun"),
    "report-changed": say("Report to a funder changed"),
    "report-removed": say("Draft of a report to a funder removed"),
    "report-sent": say("Report sent to the funder, and its period locked"),
    "criterion-measured": say("Success criterion measured"),
    "auditor-bundle-taken": say("Bundle for the auditor taken out"),
    "scheme-changed": say("Terms of a scheme changed"),
    "scheme-retired": say("Scheme put away or taken out again"),
    "scheme-round-changed": say("Round of a scheme changed"),
    "scheme-taken-in": say("Scheme taken in"),
    "voucher-attested": say("Voucher attested"),
    "voucher-documented": say("Document added to a voucher"),
    "voucher-countered": say("Voucher taken back by a counter-entry"),
    "voucher-entered": say("Voucher entered"),
}
"""By the word that is recorded."""
