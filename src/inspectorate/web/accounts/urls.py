"""Addresses of the pages where administrators look after people."""

from django.urls import path

from inspectorate.web.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.people, name="people"),
    path("<slug:handle>/", views.person, name="person"),
]
