"""Addresses of evidence."""

from samklang.evidence.catalogue_paths import CATALOGUE
from samklang.evidence.ladder_paths import LADDER
from samklang.evidence.public_paths import PUBLIC
from samklang.evidence.spread_paths import SPREAD
from samklang.evidence.study_paths import STUDY

app_name = "evidence"
urlpatterns = [*LADDER, *SPREAD, *STUDY, *PUBLIC, *CATALOGUE]
