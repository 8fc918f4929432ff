"""The app's name."""

from django.apps import AppConfig


class Design(AppConfig):
    """See the package."""

    name = "inspectorate.web.design"
    default_auto_field = "django.db.models.BigAutoField"
