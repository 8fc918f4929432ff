"""An inspection, its people and its cases."""

from __future__ import annotations

from functools import cached_property

from django.db import models

from inspectorate.frameworks.loading import Edition
from inspectorate.records.inspection import Stage
from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.editions import edition_of
from inspectorate.web.planning.roles import Role


class Inspection(models.Model):
    """One inspection, pinned to an edition of its framework by reference and digest.

    ``head`` is what a pack's inspection.yaml says besides the columns here. ``carried`` holds the files of a pack that
    the workspace has no pages for yet, by name, as they were read.
    """

    id = models.SlugField(primary_key=True, max_length=100)
    title = models.CharField(max_length=300)
    framework = models.CharField(max_length=100)
    framework_digest = models.CharField(max_length=100)
    stage = models.CharField(max_length=20, choices=[(stage.value, stage.value) for stage in Stage])
    head = models.JSONField(default=dict)
    carried = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(stage__in=[stage.value for stage in Stage]), name="inspection_stage_known"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @cached_property
    def edition(self) -> Edition:
        """Return the edition that this inspection is by; its digest must be the one that was pinned.

        Raises:
            ValueError: the edition's file is another one now.
        """
        edition = edition_of(self.framework)
        if edition.digest != self.framework_digest:
            raise ValueError(f"{self.framework} is no longer the file that {self.id} was begun with")
        return edition

    @property
    def is_in_fieldwork(self) -> bool:
        """Say whether cases are still to be signed off; later, answers may have come from a pack without sign-offs."""
        return Stage(self.stage).is_before_results

    @property
    def body_name(self) -> str:
        """Return the name of the inspected body."""
        return str(self.head["body"]["name"])


class Membership(models.Model):
    """A person's role in an inspection. Without one, nothing of the inspection is open to them."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role.choices)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("inspection", "person", "role"), name="membership_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_known"),
        )

    def __str__(self) -> str:
        return f"{self.person_id}, {self.role} of {self.inspection_id}"


class Case(models.Model):
    """An inspected case: its identifier within the inspection, and its fields by the framework's names.

    ``withdrawn`` is the sequence of the act that took it out of the sample: it is then listed and counted nowhere.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="cases")
    reference = models.CharField(max_length=60)
    fields = models.JSONField(default=dict)
    withdrawn = models.BigIntegerField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("inspection", "reference"), name="case_reference_once"),)

    def __str__(self) -> str:
        return self.reference


class Milestone(models.Model):
    """A day by which something is due. ``days`` is a number of working days after ``counts_from``; before, if negative.

    ``by_hand`` where a person chose the day, and not the interval. ``revision`` counts how often the day was changed.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="milestones")
    key = models.SlugField(max_length=60)
    label = models.CharField(max_length=200)
    counts_from = models.SlugField(max_length=60, blank=True)
    days = models.IntegerField()
    due = models.DateField()
    by_hand = models.BooleanField(default=False)
    done_on = models.DateField(null=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="milestones")
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("inspection", "key"), name="milestone_once"),)
        indexes = (models.Index(fields=("owner", "due"), name="milestone_by_owner"),)

    def __str__(self) -> str:
        return f"{self.label} of {self.inspection_id}"


class Conflict(models.Model):
    """A conflict of interest that somebody has: about the body, or about one case where ``case_reference`` is given.

    ``sequence`` is that of the act which declared it; ``withdrawn`` is that of the act which took it back.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="conflicts")
    sequence = models.BigIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="conflicts")
    case_reference = models.CharField(max_length=60, blank=True)
    reason = models.TextField()
    declared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn = models.BigIntegerField(null=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("inspection", "sequence"), name="conflict_once"),
            models.CheckConstraint(
                condition=models.Q(withdrawn__isnull=True, withdrawn_because="")
                | (models.Q(withdrawn__isnull=False) & ~models.Q(withdrawn_because="")),
                name="conflict_withdrawn_with_reason",
            ),
        )

    def __str__(self) -> str:
        return f"Conflict {self.sequence} of {self.inspection_id}"


class Meeting(models.Model):
    """A meeting or an interview. ``sequence`` is that of the act which planned it; ``revision`` counts its changes."""

    class Kind(models.TextChoices):
        """What it is. The practitioners' interviews are counted by themselves in the report."""

        PRACTITIONER = "practitioner-interview", "Interview with a practitioner"
        MANAGER = "manager-interview", "Interview with a manager"
        LEADERS = "leaders", "Meeting with leaders"
        STAFF = "staff", "Meeting with a group of staff"
        PARTNERS = "partners", "Meeting with partners or services"
        PEOPLE = "people-on-probation", "Meeting with people on probation"
        TEAM = "team", "Meeting of the inspection team"
        OTHER = "other", "Other meeting"

        @property
        def is_interview(self) -> bool:
            """Say whether it is an interview, and not a meeting."""
            return self.value.endswith("-interview")

    class State(models.TextChoices):
        """Where it stands."""

        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        NOT_HELD = "not-held", "Not held"
        CANCELLED = "cancelled", "Cancelled"

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="meetings")
    sequence = models.BigIntegerField()
    kind = models.CharField(max_length=40, choices=Kind.choices)
    title = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    minutes = models.PositiveIntegerField()
    place = models.CharField(max_length=500, blank=True)
    with_whom = models.CharField(max_length=500, blank=True)
    case_reference = models.CharField(max_length=60, blank=True)
    standard = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.PLANNED)
    reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    people = models.ManyToManyField(Person, through="Attendance", related_name="meetings")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("inspection", "sequence"), name="meeting_once"),
            models.CheckConstraint(condition=models.Q(minutes__gte=1), name="meeting_takes_time"),
            models.CheckConstraint(
                condition=~models.Q(state__in=("not-held", "cancelled")) | ~models.Q(reason=""),
                name="meeting_missed_with_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.inspection_id})"


class Attendance(models.Model):
    """Somebody of the team who takes part in a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("meeting", "person"), name="attendance_once"),)

    def __str__(self) -> str:
        return f"{self.person_id} at meeting {self.meeting_id}"


class Allocation(models.Model):
    """Whose case is whose now: a case's inspector, or its second reader where ``is_second``."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="allocations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="allocations")
    is_second = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "is_second"), name="allocation_once"),)

    def __str__(self) -> str:
        return f"{self.case_id} to {self.person_id}"


class HandedInList(models.Model):
    """A case list as the inspected body handed it in; the latest is the current one, and none is ever changed.

    ``sequence`` is that of the act which handed it in, ``digest`` that of the file. ``rows`` are the cases, a text for
    each of ``columns``, which are ``case_id`` and case fields of the framework. ``mapping`` says how it was read.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="case_lists")
    sequence = models.BigIntegerField()
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    digest = models.CharField(max_length=100)
    mapping = models.JSONField()
    columns = models.JSONField()
    rows = models.JSONField()
    count = models.PositiveIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("inspection", "sequence"), name="handed_in_list_once"),
            models.CheckConstraint(condition=models.Q(count__gte=1), name="handed_in_list_has_cases"),
        )

    def __str__(self) -> str:
        return f"Case list {self.sequence} of {self.inspection_id}"


class Upload(models.Model):
    """A file that somebody is checking before they hand it in: theirs alone, for a day, and in no history or pack.

    ``mapping`` is how it is to be read, as far as it was said. Nothing of it is kept once it was handed in or refused.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="uploads")
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=200)
    data = models.BinaryField()
    mapping = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("inspection", "owner"), name="upload_once"),)

    def __str__(self) -> str:
        return f"Upload of {self.owner_id} for {self.inspection_id}"


class Sample(models.Model):
    """A sample as it was drawn; the latest is the one that stands. ``sequence`` is that of the act which drew it.

    ``drawn_from`` is the sequence of the case list. ``record`` is the record of the draw, with what was replaced since.
    ``seed_is_own`` where a person chose the seed, and did not take the one that was proposed. ``reason`` says why it
    was drawn anew, ``size_reason`` why its size was chosen by hand.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="samples")
    sequence = models.BigIntegerField()
    drawn_from = models.BigIntegerField()
    record = models.TextField()
    seed_is_own = models.BooleanField()
    size_reason = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("inspection", "sequence"), name="sample_once"),)

    def __str__(self) -> str:
        return f"Sample {self.sequence} of {self.inspection_id}"


class Replacement(models.Model):
    """A case that was taken out of a sample, and the one that came in for it. ``sequence`` is that of the act."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="replacements")
    sequence = models.BigIntegerField()
    case = models.CharField(max_length=60)
    by_case = models.CharField(max_length=60)
    reason = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("sample", "sequence"), name="replacement_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="replacement_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.by_case} in place of {self.case}"
