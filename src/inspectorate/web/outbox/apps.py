"""The app's name."""

from django.apps import AppConfig


class Outbox(AppConfig):
    """See the package."""

    name = "inspectorate.web.outbox"
    default_auto_field = "django.db.models.BigAutoField"
