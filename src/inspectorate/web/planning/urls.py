"""Addresses of an inspection's people and of its stage."""

from django.urls import path

from inspectorate.web.planning import history_views, views

app_name = "planning"
urlpatterns = [
    path("inspections/<slug:inspection>/people/", views.people, name="people"),
    path("inspections/<slug:inspection>/people/remove/", views.remove, name="leave"),
    path("inspections/<slug:inspection>/stage/", views.stage, name="stage"),
    path("inspections/<slug:inspection>/history/", history_views.history, name="history"),
]
