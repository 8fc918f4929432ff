"""Addresses of planning: inspected bodies, beginning an inspection, its people, timetable, meetings and history."""

from django.urls import path

from inspectorate.web.planning import history_views, views
from inspectorate.web.planning.allocation import views as allocation_views
from inspectorate.web.planning.bodies import views as body_views
from inspectorate.web.planning.calendars import views as calendar_views
from inspectorate.web.planning.conflicts import views as conflict_views
from inspectorate.web.planning.lists import downloads as list_downloads
from inspectorate.web.planning.lists import views as list_views
from inspectorate.web.planning.meetings import views as meeting_views
from inspectorate.web.planning.samples import views as sample_views
from inspectorate.web.planning.timetable import views as timetable_views

app_name = "planning"
INSPECTION = "inspections/<slug:inspection>/"
urlpatterns = [
    path("bodies/", body_views.bodies, name="bodies"),
    path("bodies/<slug:body>/", body_views.body, name="body"),
    path("new-inspection/", body_views.new, name="new"),
    path("new-inspection/begin/", body_views.begin_inspection, name="begin"),
    path("calendar/", calendar_views.calendar, name="calendar"),
    path("calendar/mine.ics", calendar_views.own, name="calendar-own"),
    path("calendar/<str:secret>/inspections.ics", calendar_views.feed, name="calendar-feed"),
    path(f"{INSPECTION}calendar.ics", calendar_views.of_inspection, name="calendar-of"),
    path(f"{INSPECTION}timetable/", timetable_views.show, name="timetable"),
    path(f"{INSPECTION}timetable/<slug:milestone>/", timetable_views.milestone, name="milestone"),
    path(f"{INSPECTION}timetable/<slug:milestone>/done/", timetable_views.done, name="milestone-done"),
    path(f"{INSPECTION}allocation/", allocation_views.show, name="allocation"),
    path(f"{INSPECTION}allocation/give/", allocation_views.allocate, name="allocate"),
    path(f"{INSPECTION}allocation/second-readings/", allocation_views.second_readings, name="second-readings"),
    path(f"{INSPECTION}allocation/cases/<str:case>/", allocation_views.one_case, name="allocated-case"),
    path(f"{INSPECTION}meetings/", meeting_views.meetings, name="meetings"),
    path(f"{INSPECTION}meetings/plan/", meeting_views.new_meeting, name="meeting-new"),
    path(f"{INSPECTION}meetings/<int:meeting>/", meeting_views.meeting, name="meeting"),
    path(f"{INSPECTION}sample/", sample_views.show, name="sample"),
    path(f"{INSPECTION}sample/draw/", sample_views.draw, name="sample-draw"),
    path(f"{INSPECTION}sample/replace/", sample_views.replace, name="sample-replace"),
    path(f"{INSPECTION}sample/<int:draw>/draw.json", sample_views.record, name="sample-record"),
    path(f"{INSPECTION}sample/sample.csv", sample_views.table, {"kind": "csv"}, name="sample-csv"),
    path(f"{INSPECTION}sample/sample.xlsx", sample_views.table, {"kind": "xlsx"}, name="sample-xlsx"),
    path(f"{INSPECTION}case-list/", list_views.case_list, name="case-list"),
    path(f"{INSPECTION}case-list/template.<slug:kind>", list_downloads.template, name="case-list-template"),
    path(f"{INSPECTION}case-list/columns/", list_views.columns, name="case-list-columns"),
    path(f"{INSPECTION}case-list/check/", list_views.check, name="case-list-check"),
    path(f"{INSPECTION}case-list/problems.csv", list_downloads.problems, name="case-list-problems"),
    path(f"{INSPECTION}case-list/delete/", list_views.drop, name="case-list-drop"),
    path(f"{INSPECTION}case-list/kept.csv", list_downloads.kept, name="case-list-kept"),
    path(f"{INSPECTION}people/", views.people, name="people"),
    path(f"{INSPECTION}people/remove/", views.remove, name="leave"),
    path(f"{INSPECTION}people/conflicts/", conflict_views.conflicts, name="conflicts"),
    path(f"{INSPECTION}people/conflicts/withdraw/", conflict_views.withdraw, name="conflict-withdraw"),
    path(f"{INSPECTION}stage/", views.stage, name="stage"),
    path(f"{INSPECTION}history/", history_views.history, name="history"),
]
