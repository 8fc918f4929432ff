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
    """An inspected case: its identifier within the inspection, and its fields by the framework's names."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="cases")
    reference = models.CharField(max_length=60)
    fields = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("inspection", "reference"), name="case_reference_once"),)

    def __str__(self) -> str:
        return self.reference
