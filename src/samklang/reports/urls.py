"""Addresses of the pages and files of a plan."""

from django.urls import path

from samklang.reports import views

app_name = "reports"
urlpatterns = [
    path("<int:pk>/", views.plan, name="plan"),
    path("<int:pk>/why/", views.why, name="why"),
    path("<int:pk>/files/<str:name>", views.plan_file, name="plan-file"),
    path("<int:pk>/<slug:part>/", views.plan, name="plan-part"),
]
