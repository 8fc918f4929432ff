"""The app's name."""

from django.apps import AppConfig


class Demo(AppConfig):
    """See the package."""

    name = "inspectorate.web.demo"
    default_auto_field = "django.db.models.BigAutoField"
