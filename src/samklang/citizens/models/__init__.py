"""The facts of the citizen door."""

from samklang.citizens.models.belief import Belief
from samklang.citizens.models.feedback import FeedbackAnswer, FeedbackDoor
from samklang.citizens.models.preparation import Preparation, PreparationText
from samklang.citizens.models.recording import Recording, RecordingSwitch
from samklang.citizens.models.review import ConversationReview
from samklang.citizens.models.rule_set import RuleSet, TalkRule, TargetGroup

__all__ = [
    "Belief", "ConversationReview", "FeedbackAnswer", "FeedbackDoor", "Preparation", "PreparationText", "Recording",
    "RecordingSwitch", "RuleSet", "TalkRule", "TargetGroup",
]  # fmt: skip
