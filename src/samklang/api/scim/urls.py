"""Addresses of SCIM, under /scim/v2/."""

from django.urls import path

from samklang.api.scim import views

urlpatterns = [
    path("ServiceProviderConfig", views.config, name="scim-config"),
    path("ResourceTypes", views.resource_types, name="scim-resource-types"),
    path("ResourceTypes/<str:name>", views.resource_types, name="scim-resource-type"),
    path("Schemas", views.schemas, name="scim-schemas"),
    path("Schemas/<str:name>", views.schemas, name="scim-schema"),
    path("Users", views.users, name="scim-users"),
    path("Users/.search", views.search, {"endpoint": "Users"}, name="scim-users-search"),
    path("Users/<str:user_id>", views.user, name="scim-user"),
    path("Groups", views.groups, name="scim-groups"),
    path("Groups/.search", views.search, {"endpoint": "Groups"}, name="scim-groups-search"),
    path("Groups/<str:group_id>", views.group, name="scim-group"),
    path(".search", views.search_all, name="scim-search"),
    path("Bulk", views.not_supported, name="scim-bulk"),
    path("Me", views.not_supported, name="scim-me"),
    path("<path:rest>", views.nothing, name="scim-nothing"),
]
