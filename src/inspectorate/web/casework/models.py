"""What is said about cases. Every row is appended, and carries the sequence of its act in the inspection's history."""

from __future__ import annotations

from django.db import models

from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.models import Case, Inspection


class Said(models.Model):
    """What one person said about one question of one case, at one time.

    ``sequence`` is that of the act in the inspection's history; with the question it identifies what was said.
    ``seen`` is the sequence of what the page showed when it was said, null where it showed nothing.

    Hundreds of rows are written in one request. There is one index beside the key's, for what is asked for is always a
    case's; and that the case and the person are there is looked at once a statement (`history.referring`).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    sequence = models.BigIntegerField()
    question = models.CharField(max_length=20)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    at = models.DateTimeField()
    seen = models.BigIntegerField(null=True)

    class Meta:
        abstract = True
        constraints = (
            models.UniqueConstraint(fields=("case", "sequence", "question"), name="%(class)s_once"),
            models.CheckConstraint(
                condition=models.Q(seen__isnull=True) | models.Q(seen__lt=models.F("sequence")),
                name="%(class)s_seen_before",
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.question} ({self.sequence})"


class Judgement(Said):
    """One answer. A null person is a reader whom an imported pack does not name."""

    answer = models.CharField(max_length=40)


class Note(Said):
    """What was written beside a question; beside a key question it is the reason for its answer. May be empty."""

    text = models.TextField(blank=True)


class Settlement(models.Model):
    """What a lead inspector settled, where two people had answered meanwhile: which of the two stands, and why.

    ``settled`` are the sequences that stood against each other; ``chosen`` is one of them.
    """

    class Matter(models.TextChoices):
        """What two people disagreed on."""

        JUDGEMENT = "judgement"
        NOTE = "note"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="settlements")
    sequence = models.BigIntegerField()
    question = models.CharField(max_length=20)
    matter = models.CharField(max_length=10, choices=Matter.choices)
    chosen = models.BigIntegerField()
    settled = models.JSONField()
    reason = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case", "sequence"), name="settlement_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="settlement_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.question} ({self.sequence})"


class SecondReading(models.Model):
    """A quality reader's own answer, by which agreement is measured; it changes no result."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="second_readings")
    sequence = models.BigIntegerField()
    question = models.CharField(max_length=20)
    answer = models.CharField(max_length=40)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case", "sequence", "question", "person"), name="secondreading_once"),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.question} ({self.sequence})"


class Step(models.Model):
    """A step on a case's way: signed off, re-opened, review begun, sent back, review settled."""

    class Kind(models.TextChoices):
        """What was done with the case."""

        SIGNED_OFF = "signed-off", "Signed off"
        REOPENED = "reopened", "Re-opened"
        REVIEW_BEGUN = "review-begun", "Review begun"
        SENT_BACK = "sent-back", "Sent back"
        REVIEWED = "reviewed", "Reviewed"

    NEEDS_REASON = (Kind.REOPENED, Kind.SENT_BACK)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    sequence = models.BigIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    reason = models.TextField(blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case", "sequence"), name="step_once"),
            models.CheckConstraint(
                condition=~models.Q(kind__in=("reopened", "sent-back")) | ~models.Q(reason=""), name="step_has_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id}: {self.kind}"


class Comment(models.Model):
    """A quality reader's comment on one answer, or a reply to one. ``thread`` is the sequence of the first."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="comments")
    sequence = models.BigIntegerField()
    question = models.CharField(max_length=20)
    thread = models.BigIntegerField()
    text = models.TextField()
    settles = models.BooleanField(default=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case", "sequence"), name="comment_once"),
            models.CheckConstraint(condition=models.Q(thread__lte=models.F("sequence")), name="comment_thread_before"),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.question} ({self.sequence})"


class Example(models.Model):
    """A practice example for the report, with names changed."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="examples")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="examples")
    sequence = models.BigIntegerField()
    standard = models.CharField(max_length=20)
    text = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("inspection", "sequence"), name="example_once"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.standard} ({self.sequence})"


class Alert(models.Model):
    """A concern about a case, or about the body where ``case`` is null."""

    class Gravity(models.TextChoices):
        """How grave a concern is."""

        IMMEDIATE = "immediate", "Someone may come to harm now"
        SERIOUS = "serious", "Serious, to be answered this week"
        CONCERN = "concern", "To be answered before the inspection ends"

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="alerts")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="alerts")
    sequence = models.BigIntegerField()
    gravity = models.CharField(max_length=20, choices=Gravity.choices)
    concern = models.TextField()
    done_at_once = models.TextField(blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("inspection", "sequence"), name="alert_once"),)

    def __str__(self) -> str:
        return f"{self.inspection_id}: alert {self.sequence}"


class AlertStep(models.Model):
    """What became of an alert: the contact's answer, the lead's closing, or its opening again."""

    class Kind(models.TextChoices):
        """What was done about it."""

        ANSWERED = "answered", "Answered"
        CLOSED = "closed", "Closed"
        REOPENED = "reopened", "Opened again"

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="steps")
    sequence = models.BigIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    text = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("alert", "sequence"), name="alertstep_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="alertstep_has_text"),
        )

    def __str__(self) -> str:
        return f"{self.alert_id}: {self.kind}"
