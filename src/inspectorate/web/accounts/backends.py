"""Finds who signed in before every page, with one statement that is planned once; nothing is cached."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection

from inspectorate.web.accounts.models import Person

_FIELDS = tuple(field.attname for field in Person._meta.concrete_fields)  # noqa: SLF001 - Django's name
_READ = f"SELECT {', '.join(_FIELDS)} FROM accounts_person WHERE handle = %s"  # noqa: S608 - the model's own names


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth carries no types
    """Signs people in as `allauth` does."""

    def get_user(self, user_id: str) -> Person | None:
        """Return a person by their handle; None where there is none, or they may no longer sign in."""
        with connection.cursor() as cursor:
            cursor.execute(_READ, [user_id])
            found = cursor.fetchone()
        if found is None:
            return None
        person = Person.from_db(connection.alias, _FIELDS, found)
        return person if self.user_can_authenticate(person) else None
