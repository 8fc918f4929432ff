"""The app's name."""

from django.apps import AppConfig


class Exchange(AppConfig):
    """See the package."""

    name = "inspectorate.web.exchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer to rate inspections from what packs hold, for the pages of inspected bodies."""
        from inspectorate.web.exchange.rated import rated  # noqa: PLC0415 - needs the models, which are ready now
        from inspectorate.web.planning.bodies.queries import register_rating  # noqa: PLC0415 - as above

        register_rating(rated)
