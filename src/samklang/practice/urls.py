"""Addresses of practice."""

from samklang.practice.editor_paths import EDITOR
from samklang.practice.ground_paths import GROUND
from samklang.practice.observation_paths import OBSERVATION
from samklang.practice.pairing_paths import PAIRING
from samklang.practice.partner_paths import PARTNER
from samklang.practice.sparring_paths import SPARRING

app_name = "practice"
urlpatterns = [*GROUND, *SPARRING, *OBSERVATION, *PAIRING, *EDITOR, *PARTNER]
