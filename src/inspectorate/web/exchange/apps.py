"""The app's name."""

from django.apps import AppConfig


class Exchange(AppConfig):
    """See the package."""

    name = "inspectorate.web.exchange"
    default_auto_field = "django.db.models.BigAutoField"
