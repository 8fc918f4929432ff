"""Addresses of the demonstration, which an installation does not have."""

from django.urls import path

from inspectorate.web.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.people, name="people"),
    path("sign-in/", views.sign_in, name="sign-in"),
]
