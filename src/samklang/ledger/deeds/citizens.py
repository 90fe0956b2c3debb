"""What the deeds at the citizen door are called where people read the ledger."""

from collections.abc import Mapping

from samklang.core.words import Sentence, say

CITIZENS: Mapping[str, Sentence] = {
    "belief-outcome-written": say("What came of a belief written down"),
    "belief-removed": say("A belief taken back"),
    "belief-written": say("A belief written down"),
    "conversation-looked-back-on": say("Looked back on a conversation"),
    "feedback-code-closed": say("Code for citizens' answers closed"),
    "feedback-code-put-up": say("Code for citizens' answers put up"),
    "feedback-code-renewed": say("Code for citizens' answers made anew"),
    "feedback-links-made": say("Links for citizens' answers made"),
    "preparation-language-taken-in": say("Language of what citizens read taken in from a file"),
    "preparation-made": say("Link to a citizen made"),
    "preparation-removed": say("Link to a citizen deleted"),
    "preparation-text-dropped": say("Own text of what citizens read deleted"),
    "preparation-text-worded": say("What citizens read worded"),
    "recording-agreed": say("A citizen agreed to a recording"),
    "recording-asked": say("Asked for a recording, and agreed to it"),
    "recording-expired": say("A recording deleted because its time was up"),
    "recording-heard": say("A recording heard"),
    "recording-link-shown": say("The citizen's link to a recording shown"),
    "recording-made": say("A conversation recorded"),
    "recording-refused": say("A citizen said no to a recording"),
    "recording-switch-set": say("Whether conversations may be recorded decided"),
    "recording-withdrawn": say("Consent to a recording taken back, and what was recorded deleted"),
    "talk-rules-changed": say("Rules of conversations changed"),
    "talk-rules-removed": say("Rules of conversations removed"),
    "talk-rules-taken-in": say("Rules of conversations taken in"),
}
