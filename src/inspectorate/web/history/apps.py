"""The app's name."""

from django.apps import AppConfig


class History(AppConfig):
    """What was done, by whom and when."""

    name = "inspectorate.web.history"
    default_auto_field = "django.db.models.BigAutoField"
