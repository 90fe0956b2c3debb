"""Addresses of files of companies, companies that look alike, merges."""

from django.urls import URLPattern, path

from samklang.companies.views import duplicates, loads, merges

LOADS: list[URLPattern] = [
    path("loads/", loads.loads, name="loads"),
    path("loads/new/", loads.new_load, name="new-load"),
    path("loads/<int:pk>/", loads.load, name="load"),
    path("loads/<int:pk>/choices/", loads.load_choices, name="load-choices"),
    path("loads/<int:pk>/application/", loads.load_application, name="load-application"),
    path("loads/<int:pk>/progress/", loads.load_progress, name="load-progress"),
    path("loads/<int:pk>/stopping/", loads.load_stopping, name="load-stopping"),
    path("loads/<int:pk>/undoing/", loads.load_undoing, name="load-undoing"),
    path("loads/<int:pk>/discarding/", loads.load_discarding, name="load-discarding"),
    path("alike/", duplicates.alike_companies, name="alike"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/different/", duplicates.different_companies, name="different-companies"),
    path("duplicates/different/<int:pk>/undoing/", duplicates.different_undoing, name="different-undoing"),
    path("merges/<int:pk>/undoing/", merges.merge_undoing, name="merge-undoing"),
    path("<int:pk>/merges/new/", merges.new_merge, name="new-merge"),
    path("<int:pk>/merges/<int:other>/", merges.merge, name="merge"),
]
