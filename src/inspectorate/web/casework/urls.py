"""Addresses of casework."""

from django.urls import path

from inspectorate.web.casework import (
    alert_views,
    assessing_views,
    case_views,
    example_views,
    history_views,
    home_views,
    result_views,
    review_views,
    second_reading_views,
    work_views,
)

app_name = "casework"
CASE = "inspections/<slug:inspection>/cases/<str:case>/"
INSPECTION = "inspections/<slug:inspection>/"
urlpatterns = [
    path("", home_views.home, name="home"),
    path(INSPECTION, home_views.overview, name="overview"),
    path(f"{INSPECTION}work/", work_views.team_work, name="team-work"),
    path(f"{INSPECTION}review/", review_views.waiting, name="review-list"),
    path(f"{INSPECTION}results/", result_views.results, name="results"),
    path(f"{INSPECTION}alerts/", alert_views.alerts, name="alerts"),
    path(f"{INSPECTION}alerts/raise/", alert_views.raise_, name="raise-alert"),
    path(f"{INSPECTION}alerts/<int:alert>/", alert_views.alert, name="alert"),
    path(f"{CASE}review/", review_views.review, name="review"),
    path(f"{CASE}second-reading/", second_reading_views.second_reading, name="second-reading"),
    path(f"{CASE}comment/", review_views.comment, name="comment"),
    path(f"{CASE}examples/", example_views.examples, name="examples"),
    path("inspections/<slug:inspection>/cases/", case_views.cases, name="cases"),
    path(CASE, case_views.case, name="case"),
    path(f"{CASE}history/", history_views.history, name="case-history"),
    path(f"{CASE}save/", assessing_views.save, name="save"),
    path(f"{CASE}state/", assessing_views.state, name="state"),
    path(f"{CASE}sign-off/", case_views.sign_case_off, name="sign-off"),
    path(f"{CASE}reopen/", case_views.reopen_case, name="reopen"),
    path(f"{CASE}settle/<str:question>/", case_views.settle, name="settle"),
    path(f"{CASE}standards/<str:standard>/", assessing_views.standard, name="standard"),
]
