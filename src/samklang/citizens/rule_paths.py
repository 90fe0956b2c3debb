"""Addresses of the rules of conversations."""

from django.urls import URLPattern, path

from samklang.citizens.views import applies, rule_sets

RULE: list[URLPattern] = [
    path("applies/", applies.applies, name="applies"),
    path("rules/", rule_sets.rule_sets, name="rule-sets"),
    path("rules/new/", rule_sets.new_rule_set, name="new-rule-set"),
    path("rules/shipped/", rule_sets.rule_sets_taking_in, name="rule-sets-taking-in"),
    path("rules/<int:pk>/", rule_sets.rule_set, name="rule-set"),
    path("rules/<int:pk>/change/", rule_sets.rule_set_change, name="rule-set-change"),
    path("rules/<int:pk>/copy/", rule_sets.rule_set_copy, name="rule-set-copy"),
    path("rules/<int:pk>/removal/", rule_sets.rule_set_removal, name="rule-set-removal"),
    path("rules/<int:pk>/new/", rule_sets.new_talk_rule, name="new-talk-rule"),
    path("rules/lines/<int:pk>/", rule_sets.talk_rule_change, name="talk-rule-change"),
    path("rules/lines/<int:pk>/removal/", rule_sets.talk_rule_removal, name="talk-rule-removal"),
]
