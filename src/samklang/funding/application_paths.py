"""Addresses of applications."""

from django.urls import path

from samklang.funding.views import answers, applications, budgets, people_asked

_ONE = "applications/<int:pk>/"
APPLICATIONS = [
    path("applications/", applications.applications, name="applications"),
    path("applications/new/", applications.new_application, name="application-new"),
    path(_ONE, applications.application, name="application"),
    path(f"{_ONE}step/<slug:step>/", applications.application_step, name="application-step"),
    path(f"{_ONE}sending/", applications.application_sending, name="application-sending"),
    path(f"{_ONE}withdrawal/", applications.application_withdrawal, name="application-withdrawal"),
    path(f"{_ONE}removal/", applications.application_removal, name="application-removal"),
    path(f"{_ONE}restoring/", applications.application_restoring, name="application-restoring"),
    path(f"{_ONE}budget/", budgets.application_budget, name="application-budget"),
    path(f"{_ONE}budget.xlsx", budgets.application_budget_file, name="application-budget-file"),
    path(f"{_ONE}budget/from-plan/", budgets.application_budget_from_plan, name="application-budget-from-plan"),
    path(f"{_ONE}budget/<int:line>/", budgets.application_line, name="application-line"),
    path(f"{_ONE}budget/<int:line>/removal/", budgets.application_line_removal, name="application-line-removal"),
    path(f"{_ONE}budget/income/", budgets.application_income, name="application-income"),
    path(f"{_ONE}people/", people_asked.application_people, name="application-people"),
    path(f"{_ONE}people/from-plan/", people_asked.application_people_from_plan, name="application-people-from-plan"),
    path(f"{_ONE}people/<int:number>/", people_asked.application_person, name="application-person"),
    path(
        f"{_ONE}people/<int:number>/removal/", people_asked.application_person_removal,
        name="application-person-removal",
    ),
    path(f"{_ONE}criteria/", budgets.application_criteria, name="application-criteria"),
    path(f"{_ONE}criteria/<int:criterion>/", budgets.application_criterion, name="application-criterion"),
    path(
        f"{_ONE}criteria/<int:criterion>/removal/", budgets.application_criterion_removal,
        name="application-criterion-removal",
    ),
    path(f"{_ONE}award/", answers.application_award, name="application-award"),
    path(f"{_ONE}refusal/", answers.application_refusal, name="application-refusal"),
    path(f"{_ONE}files/new/", answers.application_attachment_new, name="application-attachment-new"),
    path(f"{_ONE}files/<int:number>/", answers.application_attachment, name="application-attachment"),
    path(
        f"{_ONE}files/<int:number>/removal/", answers.application_attachment_removal,
        name="application-attachment-removal",
    ),
]  # fmt: skip
