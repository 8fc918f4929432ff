"""The app's name, and what it listens to."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """People and how they sign in."""

    name = "inspectorate.web.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to people's signing in."""
        from inspectorate.web.accounts import receiving  # noqa: F401, PLC0415 - models are not there before
