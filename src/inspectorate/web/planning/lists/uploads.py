"""Files that are checked before they are handed in: each person's own, for a day, in the database alone."""

from __future__ import annotations

import logging
import time
from datetime import datetime, timedelta

from django.db import DatabaseError, InterfaceError, connections
from django.utils import timezone

from inspectorate.kernel.canonical import canonical_json, digest
from inspectorate.sampling.mapping import ListMapping
from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.lists.checking import open_upload, tidy_name
from inspectorate.web.planning.models import Inspection, Upload

LASTS = timedelta(days=1)
LOOK = 600.0
"""Seconds after which a process looks again for files whose day is over."""
_LOG = logging.getLogger(__name__)


def take_upload(*, inspection: Inspection, owner: Person, name: str, data: bytes, at: datetime) -> Upload:
    """Take a file to be checked, in place of one that its owner had taken before.

    Raises:
        ProblemsFound: it is no list that can be read; nothing is changed then.
    """
    name = tidy_name(name)
    open_upload(data, name=name)
    taken = {"name": name, "data": data, "mapping": None, "at": at}
    upload, _ = Upload.objects.update_or_create(inspection=inspection, owner=owner, defaults=taken)
    return upload


def upload_of(inspection: Inspection, owner: Person, *, at: datetime) -> Upload | None:
    """Return the file that somebody is checking; None where they have none, or its day is over."""
    upload = Upload.objects.filter(inspection=inspection, owner=owner, at__gt=at - LASTS).first()
    if upload is not None:
        upload.inspection = inspection  # with what was read of it already
    return upload


def choose_mapping(upload: Upload, mapping: ListMapping) -> None:
    """Keep how a file is to be read."""
    upload.mapping = mapping.model_dump(mode="json")
    Upload.objects.filter(pk=upload.pk).update(mapping=upload.mapping)


def drop_upload(*, inspection: Inspection, owner: Person) -> None:
    """Delete the file that somebody is checking; where there is none, nothing is done."""
    Upload.objects.filter(inspection=inspection, owner=owner).delete()


def token_of(upload: Upload, mapping: ListMapping, *, current: int) -> str:
    """Return what somebody agrees to: the file, how it is read, and which list is kept when they look."""
    said = {"file": digest(bytes(upload.data)), "mapping": mapping.model_dump(mode="json"), "current": current}
    return digest(canonical_json(said))


def forget_expired(*, at: datetime) -> int:
    """Delete the files whose day is over, and return how many they were."""
    return Upload.objects.filter(at__lte=at - LASTS).delete()[0]


def keep_forgetting() -> None:
    """Delete the files whose day is over, again and again; no connection to the database is held between."""
    while True:
        try:
            forget_expired(at=timezone.now())
        except (DatabaseError, InterfaceError) as error:
            _LOG.warning("uploads wait to be deleted: %s", " ".join(str(error).split()))
        finally:
            connections.close_all()
        time.sleep(LOOK)
