"""Addresses of public figures."""

from django.urls import URLPattern, path

from samklang.evidence.views import public_figures, public_loads

PUBLIC: list[URLPattern] = [
    path("public-figures/", public_figures.public_figures, name="public-figures"),
    path("public-figures/figures.<str:ending>", public_figures.public_figures_file, name="public-figures-file"),
    path("public-figures/following/", public_loads.public_tables_following, name="public-tables-following"),
    path("public-figures/areas/", public_loads.public_areas, name="public-areas"),
    path("public-figures/<int:pk>/", public_figures.public_table, name="public-table"),
    path("public-figures/<int:pk>/figures.<str:ending>", public_figures.public_table_file, name="public-table-file"),
    path("public-figures/<int:pk>/change/", public_loads.public_table_change, name="public-table-change"),
    path("public-figures/<int:pk>/fetching/", public_loads.public_fetching, name="public-fetching"),
    path("public-figures/<int:pk>/loads/new/", public_loads.new_public_load, name="new-public-load"),
    path("public-figures/<int:pk>/loads/keeping/", public_loads.public_load_keeping, name="public-load-keeping"),
    path("public-figures/loads/<int:pk>/undoing/", public_loads.public_load_undoing, name="public-load-undoing"),
    path("public-figures/loads/<int:pk>/redoing/", public_loads.public_load_redoing, name="public-load-redoing"),
]
