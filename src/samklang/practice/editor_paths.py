"""Addresses of the author's editor."""

from django.urls import URLPattern, path

from samklang.practice.views import editor, editor_files, editor_parts, editor_states, editor_try

EDITOR: list[URLPattern] = [
    path("writing/", editor.case_drafts, name="case-drafts"),
    path("writing/new/", editor.case_draft_new, name="case-draft-new"),
    path("writing/file/", editor_files.case_draft_file, name="case-draft-file"),
    path("writing/<int:pk>/", editor.case_draft, name="case-draft"),
    path("writing/<int:pk>/copy/", editor.case_draft_copy, name="case-draft-copy"),
    path("writing/<int:pk>/facts/", editor_parts.case_facts, name="case-facts"),
    path("writing/<int:pk>/turns/", editor_parts.case_turns, name="case-turns"),
    path("writing/<int:pk>/turns/<slug:key>/", editor_parts.case_turn, name="case-turn"),
    path("writing/<int:pk>/endings/", editor_parts.case_endings, name="case-endings"),
    path("writing/<int:pk>/undoing/<slug:token>/", editor_parts.case_undoing, name="case-undoing"),
    path("writing/<int:pk>/trying/", editor_try.case_trying, name="case-trying"),
    path("writing/<int:pk>/publishing/", editor_states.case_publishing, name="case-publishing"),
    path("writing/<int:pk>/putting-away/", editor_states.case_putting_away, name="case-putting-away"),
    path("writing/<int:pk>/taking-back/", editor_states.case_taking_back, name="case-taking-back"),
    path("writing/<int:pk>/revision/", editor_states.case_revision, name="case-revision"),
    path("writing/<int:pk>/removal/", editor_states.case_draft_removal, name="case-draft-removal"),
    path("writing/<int:pk>/case.toml", editor_files.case_toml, name="case-toml"),
    path("writing/<int:pk>/case.json", editor_files.case_json, name="case-json"),
]
