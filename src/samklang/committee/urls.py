"""Addresses of the committee page."""

from django.urls import path

from samklang.committee.views import drafts, issue_files, issues, schedules

app_name = "committee"
urlpatterns = [
    path("", issues.issues, name="issues"),
    path("new/", drafts.new_issue, name="issue-new"),
    path("<int:pk>/", issues.issue, name="issue"),
    path("<int:pk>/words/", drafts.issue_words, name="issue-words"),
    path("<int:pk>/figures/", drafts.issue_figures, name="issue-figures"),
    path("<int:pk>/issuing/", drafts.issue_issuing, name="issue-issuing"),
    path("<int:pk>/putting-away/", drafts.issue_putting_away, name="issue-putting-away"),
    path("<int:pk>/restoring/", drafts.issue_restoring, name="issue-restoring"),
    path("<int:pk>/correction/", drafts.issue_correction, name="issue-correction"),
    path("<int:pk>/page-<slug:language>.pdf", issue_files.issue_document, name="issue-document"),
    path("<int:pk>/figures.<slug:ending>", issue_files.issue_file, name="issue-file"),
    path("schedules/<int:pk>/", schedules.schedule, name="schedule"),
    path("schedules/<int:pk>/pausing/", schedules.pausing, name="pausing"),
    path("schedules/<int:pk>/resuming/", schedules.resuming, name="resuming"),
    path("schedules/<int:pk>/leaving/", schedules.leaving, name="leaving"),
    path("schedules/<int:pk>/returning/", schedules.returning, name="returning"),
]
