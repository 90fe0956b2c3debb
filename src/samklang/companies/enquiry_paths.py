"""Addresses of the queue, enquiries, and how the entrance is run."""

from django.urls import URLPattern, path

from samklang.companies.views import assignment, enquiries, entrance, promise, queue

ENQUIRIES: list[URLPattern] = [
    path("enquiries/", queue.enquiries, name="enquiries"),
    path("enquiries/phone-note/", queue.phone_note, name="phone-note"),
    path("enquiries/<int:pk>/", enquiries.enquiry, name="enquiry"),
    path("enquiries/<int:pk>/files/<int:number>/", enquiries.enquiry_file, name="enquiry-file"),
    path("enquiries/<int:pk>/taking/", assignment.taking, name="enquiry-taking"),
    path("enquiries/<int:pk>/giving/", assignment.giving, name="enquiry-giving"),
    path("enquiries/<int:pk>/putting-back/", assignment.putting_back, name="enquiry-putting-back"),
    path("enquiries/<int:pk>/assignment-undo/", assignment.assignment_undo, name="enquiry-assignment-undo"),
    path("enquiries/<int:pk>/company/", assignment.enquiry_company, name="enquiry-company"),
    path("enquiries/<int:pk>/company/new/", assignment.enquiry_new_company, name="enquiry-new-company"),
    path("enquiries/<int:pk>/pause/", promise.enquiry_pause, name="enquiry-pause"),
    path("enquiries/<int:pk>/resumption/", promise.enquiry_resumption, name="enquiry-resumption"),
    path("enquiries/<int:pk>/closing/", promise.enquiry_closing, name="enquiry-closing"),
    path("enquiries/<int:pk>/reopening/", promise.enquiry_reopening, name="enquiry-reopening"),
    path("enquiries/<int:pk>/junk/", promise.enquiry_junk, name="enquiry-junk"),
    path("entrance/", entrance.entrance, name="entrance"),
    path("entrance/settings/", entrance.entrance_settings, name="entrance-settings"),
    path("entrance/rules/new/", entrance.new_rule, name="new-routing-rule"),
    path("entrance/rules/<int:pk>/", entrance.rule, name="routing-rule"),
    path("entrance/rules/<int:pk>/move/", entrance.rule_move, name="routing-rule-move"),
    path("entrance/rules/<int:pk>/deletion/", entrance.rule_deletion, name="routing-rule-deletion"),
    path("entrance/rules/restoration/<str:kept>/", entrance.rule_restoration, name="routing-rule-restoration"),
]
