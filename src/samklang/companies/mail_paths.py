"""Addresses of mail to and from companies."""

from django.urls import path

from samklang.companies.views import mails

MAILS = [
    path("mails/", mails.mails, name="mails"),
    path("mails/<int:pk>/", mails.mail, name="mail"),
    path("mails/left-out/", mails.left_out, name="mails-left-out"),
    path("mails/left-out/<int:pk>/taking-in/", mails.taking_in, name="mail-taking-in"),
]
