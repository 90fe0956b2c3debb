"""Addresses of the handbook."""

from django.urls import path

from samklang.handbook.views import pages, tour

app_name = "handbook"
urlpatterns = [
    path("", pages.handbook, name="handbook"),
    path("search/", pages.found, name="search"),
    path("keyboard/", pages.keyboard, name="keyboard"),
    path("pictures/<str:name>", pages.picture, name="picture"),
    path("tour/", tour.tour, name="tour"),
    path("tour/stops/", tour.stops, name="tour-stops"),
    path("tour/ending/", tour.ending, name="tour-ending"),
    path("<slug:part>/<slug:slug>/", pages.page, name="page"),
]
