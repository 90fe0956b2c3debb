"""Addresses of studies."""

from django.urls import path

from samklang.evidence.views import studies, study_answers, study_data, study_order, study_plans

STUDY = [
    path("studies/", studies.studies, name="studies"),
    path("studies/new/", studies.new_study, name="study-new"),
    path("studies/<int:pk>/", studies.study, name="study"),
    path("studies/<int:pk>/step/<slug:step>/", studies.study_step, name="study-step"),
    path("studies/<int:pk>/stop/", studies.study_stop, name="study-stop"),
    path("studies/<int:pk>/restoring/", studies.study_restoring, name="study-restoring"),
    path("studies/<int:pk>/power/", study_plans.study_power, name="study-power"),
    path("studies/<int:pk>/freezing/", study_plans.study_freezing, name="study-freezing"),
    path("studies/<int:pk>/plan.json", study_plans.study_document, name="study-document"),
    path("studies/<int:pk>/units/", study_order.study_units, name="study-units"),
    path("studies/<int:pk>/draw/", study_order.study_draw, name="study-draw"),
    path("studies/<int:pk>/offer/", study_order.study_offer, name="study-offer"),
    path("studies/<int:pk>/training/", study_data.study_training, name="study-training"),
    path("studies/<int:pk>/data/", study_data.study_data, name="study-data"),
    path("studies/<int:pk>/data/<slug:form>.<slug:ending>", study_data.study_template, name="study-template"),
    path("studies/<int:pk>/data/<int:file>/", study_data.study_file, name="study-file"),
    path("studies/<int:pk>/data/<int:file>/dropping/", study_data.study_file_dropping, name="study-file-dropping"),
    path("studies/<int:pk>/data/<int:file>/taking-back/", study_data.study_file_back, name="study-file-back"),
    path("studies/<int:pk>/data/<int:file>/bringing-back/", study_data.study_file_again, name="study-file-again"),
    path("studies/<int:pk>/answer/", study_answers.study_answer, name="study-answer"),
    path("studies/<int:pk>/answer.csv", study_answers.study_answer_file, name="study-answer-file"),
    path("studies/<int:pk>/report/", study_answers.study_report, name="study-report"),
]
