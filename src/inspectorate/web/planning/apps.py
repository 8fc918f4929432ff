"""The app's name."""

from django.apps import AppConfig


class Planning(AppConfig):
    """See the package."""

    name = "inspectorate.web.planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what the app's acts are called in words, and what it has to be done."""
        from inspectorate.web.history.wording import register  # noqa: PLC0415 - as below
        from inspectorate.web.planning.allocation import providers as allocation  # noqa: PLC0415 - as below
        from inspectorate.web.planning.appliers import WORDS  # noqa: PLC0415 - needs the models, which are ready now
        from inspectorate.web.planning.work import due, providers  # noqa: PLC0415 - as above

        register(WORDS)
        due.register(providers.milestones, providers.meetings, allocation.to_give)
