"""Addresses of companies, their sites and contacts, the timeline."""

from django.urls import URLPattern, path

from samklang.companies.views import companies, companies_file, company, contact_logs, contacts, search, sites, timeline

COMPANIES: list[URLPattern] = [
    path("", companies.companies, name="companies"),
    path("list.<str:ending>", companies_file.companies_file, name="companies-file"),
    path("search/", search.company_search, name="company-search"),
    path("new/", companies.new_company, name="new-company"),
    path("contact-logs/new/", contact_logs.new_contact_log, name="new-contact-log"),
    path("contact-logs/<int:pk>/undoing/", contact_logs.contact_log_undoing, name="contact-log-undoing"),
    path("contacts/<int:pk>/", contacts.contact, name="contact"),
    path("contacts/<int:pk>/leaving/", contacts.contact_leaving, name="contact-leaving"),
    path("contacts/<int:pk>/return/", contacts.contact_return, name="contact-return"),
    path("contacts/<int:pk>/erasure/", contacts.contact_erasure, name="contact-erasure"),
    path("sites/<int:pk>/", sites.site, name="site"),
    path("<int:pk>/", company.company, name="company"),
    path("<int:pk>/facts/", company.company_facts, name="company-facts"),
    path("<int:pk>/about/", company.company_about, name="company-about"),
    path("<int:pk>/owner/", company.company_owner, name="company-owner"),
    path("<int:pk>/taking/", company.company_taking, name="company-taking"),
    path("<int:pk>/notes/new/", company.new_company_note, name="new-company-note"),
    path("<int:pk>/timeline.<str:ending>", timeline.company_timeline_file, name="company-timeline-file"),
    path("<int:pk>/contact-log/", contact_logs.contact_log, name="contact-log"),
    path("<int:pk>/contacts/new/", contacts.new_contact, name="new-contact"),
    path("<int:pk>/sites/new/", sites.new_site, name="new-site"),
]
