"""People. A person's handle is their identifier everywhere: in records, in histories and in packs."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models

HANDLE = r"[a-z0-9]+(?:-[a-z0-9]+)*"


class PersonManager(BaseUserManager["Person"]):
    """Finds people by what they sign in with."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """Return the person with an e-mail address; letters' case makes no difference."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Someone who signs in, or whose handle stands in a record.

    Someone known from a record alone, as after an import, is not active and cannot sign in. An administrator looks
    after people and the installation; what is in an inspection is open to its members alone. Who ``may_begin`` can
    begin inspections, as every administrator can.
    """

    handle = models.CharField(
        primary_key=True,
        max_length=100,
        validators=(RegexValidator(rf"\A{HANDLE}\Z", "Use small letters, digits and hyphens."),),
    )
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254, null=True, unique=True)  # noqa: DJ001 - none is not "", of which there is one
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)
    may_begin = models.BooleanField(default=False)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["handle", "name"]

    class Meta:
        verbose_name_plural = "people"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(is_active=False) | models.Q(email__isnull=False), name="person_active_has_email"
            ),
            models.CheckConstraint(condition=models.Q(handle__regex=rf"^{HANDLE}$"), name="person_handle_is_slug"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        """Say whether Django's own tools take this person for staff: nobody is."""
        return False


class CalendarKey(models.Model):
    """The key to a person's calendar, for programs that cannot sign in. The secret itself is kept nowhere.

    ``digest`` is the SHA-256 of the secret, in hexadecimal.
    """

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.PROTECT, related_name="calendar_key")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Key to the calendar of {self.person_id}"
