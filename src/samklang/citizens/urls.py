"""Addresses of the citizen door, for staff."""

from samklang.citizens.belief_paths import BELIEF
from samklang.citizens.feedback_paths import FEEDBACK
from samklang.citizens.guide_paths import GUIDE
from samklang.citizens.preparation_paths import PREPARATION
from samklang.citizens.recording_paths import RECORDING
from samklang.citizens.review_paths import REVIEW
from samklang.citizens.rule_paths import RULE

app_name = "citizens"
urlpatterns = [*GUIDE, *PREPARATION, *REVIEW, *BELIEF, *FEEDBACK, *RULE, *RECORDING]
