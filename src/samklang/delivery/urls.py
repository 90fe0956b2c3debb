"""Addresses of courses under way."""

from django.urls import path

from samklang.delivery.attendance_paths import ATTENDANCE
from samklang.delivery.certificate_paths import CERTIFICATES, EARLIER, OUTLOOK
from samklang.delivery.learning_paths import LEARNING
from samklang.delivery.mail_paths import MAIL
from samklang.delivery.seat_paths import SEATS
from samklang.delivery.views import courses, own

app_name = "delivery"
urlpatterns = [
    *MAIL,
    *ATTENDANCE,
    *SEATS,
    *CERTIFICATES,
    *EARLIER,
    *OUTLOOK,
    *LEARNING,
    path("", courses.courses, name="courses"),
    path("own/", own.own_courses, name="own-courses"),
    path("<int:pk>/", courses.course, name="course"),
    path("<int:pk>/course.xlsx", courses.course_file, name="course-file"),
    path("sessions/<int:pk>/", courses.session, name="session"),
]
