"""Addresses of funding."""

from samklang.funding.application_paths import APPLICATIONS
from samklang.funding.book_paths import BOOKS
from samklang.funding.grant_paths import GRANTS
from samklang.funding.report_paths import REPORTS
from samklang.funding.scheme_paths import SCHEMES

app_name = "funding"
urlpatterns = [*GRANTS, *SCHEMES, *APPLICATIONS, *BOOKS, *REPORTS]
