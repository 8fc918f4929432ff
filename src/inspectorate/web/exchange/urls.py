"""Addresses of packs on their way in and out."""

from django.urls import path

from inspectorate.web.exchange import views

app_name = "exchange"
urlpatterns = [
    path("import/", views.import_, name="import"),
    path("inspections/<slug:inspection>/export/", views.export, name="export"),
]
