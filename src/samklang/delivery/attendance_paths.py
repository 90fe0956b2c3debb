"""Addresses of attendance: in the room, on paper, and put right afterwards."""

from django.urls import path

from samklang.delivery.views import attendance, attendance_worker, check_in, corrections, paper

ATTENDANCE = [
    path("attendance-worker.js", attendance_worker.worker, name="attendance-worker"),
    path("check-in/", check_in.check_in, name="check-in"),
    path("sessions/<int:pk>/attendance/", attendance.attendance, name="attendance"),
    path("sessions/<int:pk>/attendance/marks/", attendance.marks, name="attendance-marks"),
    path("sessions/<int:pk>/attendance/rest/", attendance.rest, name="attendance-rest"),
    path("sessions/<int:pk>/attendance/rest/<str:moment>/undo/", attendance.rest_undo, name="attendance-rest-undo"),
    path("sessions/<int:pk>/attendance/newcomers/", attendance.newcomers, name="attendance-newcomers"),
    path("sessions/<int:pk>/code/", check_in.code, name="session-code"),
    path("participations/<int:pk>/correction/", corrections.correction, name="correction"),
    path("participations/<int:pk>/objection/", corrections.objection, name="objection"),
    path("sessions/<int:pk>/sheet/", paper.sheet, name="sheet"),
    path("sessions/<int:pk>/keying/", paper.keying, name="keying"),
    path("sessions/<int:pk>/marks-file/", paper.marks_file, name="marks-file"),
    path("<int:pk>/attendance-list/", paper.attendance_export, name="attendance-export"),
    path("attendance-notes/<int:pk>/settled/", attendance.note_settled, name="attendance-note-settled"),
]
