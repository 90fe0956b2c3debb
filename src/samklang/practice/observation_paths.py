"""Addresses of observations."""

from django.urls import path

from samklang.practice.views import observations

OBSERVATION = [
    path("observations/", observations.observations, name="observations"),
    path("observations/new/", observations.new_observation, name="new-observation"),
    path("observations/<int:pk>/", observations.observation, name="observation"),
    path("observations/<int:pk>/answer/", observations.observation_answer, name="observation-answer"),
    path("observations/<int:pk>/levels/", observations.observation_levels, name="observation-levels"),
    path("observations/<int:pk>/handing-in/", observations.observation_handing_in, name="observation-handing-in"),
    path("observations/<int:pk>/withdrawal/", observations.observation_withdrawal, name="observation-withdrawal"),
]
