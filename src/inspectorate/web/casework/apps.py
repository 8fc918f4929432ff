"""The app's name."""

from django.apps import AppConfig


class Casework(AppConfig):
    """See the package."""

    name = "inspectorate.web.casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what the app's acts are called in words, and what it has to be done."""
        from inspectorate.web.casework import case_work, work  # noqa: PLC0415 - as below
        from inspectorate.web.casework.queries import cases_with_answers  # noqa: PLC0415 - as above
        from inspectorate.web.casework.words import WORDS  # noqa: PLC0415 - needs the models, which are ready now
        from inspectorate.web.history.wording import register  # noqa: PLC0415 - as above
        from inspectorate.web.planning.samples import answered  # noqa: PLC0415 - as above
        from inspectorate.web.planning.work import due  # noqa: PLC0415 - as above

        register(WORDS)
        answered.register(cases_with_answers)
        due.register(
            work.alerts, work.clashes, work.reviews, work.sent_back, case_work.own_cases, case_work.own_second_readings
        )
