"""Addresses of reports, of what an auditor is handed, and of what one gets for the money."""

from django.urls import path

from samklang.funding.views import bundle, prices, reports

_GRANT = "grants/<int:pk>/"
_ONE = "reports/<int:pk>/"
REPORTS = [
    path(f"{_GRANT}reports/new/", reports.new_report, name="report-new"),
    path(_ONE, reports.report, name="report"),
    path(f"{_ONE}words/", reports.report_words, name="report-words"),
    path(f"{_ONE}sending/", reports.report_sending, name="report-sending"),
    path(f"{_ONE}removal/", reports.report_removal, name="report-removal"),
    path(f"{_ONE}report.<slug:ending>", reports.report_file, name="report-file"),
    path(f"{_GRANT}criteria/<int:number>/", reports.criterion_measure, name="criterion-measure"),
    path(f"{_GRANT}auditor-bundle.zip", bundle.grant_bundle, name="grant-bundle"),
    path("prices/", prices.prices, name="prices"),
    path("prices/prices.csv", prices.prices_file, name="prices-file"),
]
