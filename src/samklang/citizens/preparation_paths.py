"""Addresses of links to citizens, and of what they read."""

from django.urls import URLPattern, path

from samklang.citizens.views import preparation, texts

PREPARATION: list[URLPattern] = [
    path("links/", preparation.preparations, name="preparations"),
    path("links/new/", preparation.new_preparation, name="new-preparation"),
    path("links/<int:pk>/removal/", preparation.preparation_removal, name="preparation-removal"),
    path("texts/", texts.texts, name="texts"),
    path("texts/<int:place>/", texts.texts_of, name="texts-of"),
    path("texts/<int:place>/new/", texts.new_language, name="new-language"),
    path("texts/<int:place>/file/", texts.language_file_in, name="language-file-in"),
    path("texts/<int:place>/<slug:language>/file.json", texts.language_file, name="language-file"),
    path("texts/<int:place>/<slug:language>/<slug:level>/", texts.text, name="text"),
    path("texts/<int:place>/<slug:language>/<slug:level>/preview/", texts.text_preview, name="text-preview"),
    path("texts/<int:place>/<slug:language>/<slug:level>/removal/", texts.text_removal, name="text-removal"),
]
