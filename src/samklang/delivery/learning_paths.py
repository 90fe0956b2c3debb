"""Addresses of learning in use: tasks, knowledge, evaluations, material, follow-ups and a course's settings."""

from django.urls import path

from samklang.delivery.views import effort, evaluations, knowledge, materials, question_bank, settings, tasks, touches

LEARNING = [
    path("own/tasks/<int:pk>/", tasks.own_task, name="own-task"),
    path("own/tasks/<int:pk>/done/", tasks.own_task_done, name="own-task-done"),
    path("own/tasks/<int:pk>/undone/", tasks.own_task_undone, name="own-task-undone"),
    path("own/tasks/<int:pk>/peer/", tasks.own_peer, name="own-peer"),
    path("own/sessions/<int:pk>/tries/", tasks.own_tries, name="own-tries"),
    path("own/evaluations/<int:pk>/", evaluations.own_evaluation, name="own-evaluation"),
    path("own/checks/<int:pk>/", knowledge.own_check, name="own-check"),
    path("own/checks/<int:pk>/finishing/", knowledge.own_check_finished, name="own-check-finished"),
    path("own/checks/<int:pk>/<int:number>/", knowledge.own_question, name="own-question"),
    path("<int:pk>/check/", knowledge.knowledge, name="knowledge"),
    path("<int:pk>/knowledge/", knowledge.course_knowledge, name="course-knowledge"),
    path("<int:pk>/evaluations/", evaluations.evaluations, name="evaluations"),
    path("<int:pk>/evaluations/<slug:moment>.csv", evaluations.evaluations_file, name="evaluations-file"),
    path("<int:pk>/effort/", effort.effort, name="effort"),
    path("<int:pk>/effort.csv", effort.effort_file, name="effort-file"),
    path("<int:pk>/material/", materials.materials, name="materials"),
    path("<int:pk>/material/new/", materials.new_material, name="new-material"),
    path("material/<int:pk>/version/", materials.material_version, name="material-version"),
    path("material/<int:pk>/withdrawal/", materials.material_withdrawal, name="material-withdrawal"),
    path("material/<int:pk>/restoring/", materials.material_restoring, name="material-restoring"),
    path("material/files/<int:pk>/", materials.material_file, name="material-file"),
    path("<int:pk>/follow-ups/", touches.touches, name="touches"),
    path("<int:pk>/follow-ups/<int:cohort>/", touches.touches_as_proposed, name="touches-as-proposed"),
    path("<int:pk>/follow-ups/<int:cohort>/<int:order>/", touches.touch, name="touch"),
    path("follow-ups/<int:pk>/cancellation/", touches.touch_cancellation, name="touch-cancellation"),
    path("<int:pk>/questions/", question_bank.questions, name="questions"),
    path("<int:pk>/questions.json", question_bank.questions_file, name="questions-file"),
    path("<int:pk>/questions/new/", question_bank.new_question, name="new-question"),
    path("<int:pk>/questions/import/", question_bank.questions_import, name="questions-import"),
    path("<int:pk>/questions/<slug:key>/", question_bank.question, name="question"),
    path("<int:pk>/questions/<slug:key>/use/", question_bank.question_use, name="question-use"),
    path("<int:pk>/settings/", settings.settings, name="settings"),
]
