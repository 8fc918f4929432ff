"""What tests of case lists do again and again: upload a file, say its columns, look, hand in."""

from __future__ import annotations

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.unit.web.conftest import NOW
from tests.unit.web.planning.planned import page

from inspectorate.web.accounts.models import Person
from inspectorate.web.planning.lists.actions import hand_in, opened_of, proposal_of
from inspectorate.web.planning.lists.queries import KeptList, current_list
from inspectorate.web.planning.lists.uploads import choose_mapping, take_upload
from inspectorate.web.planning.models import Inspection

UNREAD = "-"


def sent(client: Client, inspection: Inspection, data: bytes, name: str = "cases.csv") -> Any:
    """Upload a file by the page."""
    return client.post(page("case-list", inspection), {"file": SimpleUploadedFile(name, data)})


def said_columns(html: str, **changed: str) -> dict[str, str]:
    """Return what the page of columns would send as it stands, with some headings' choices changed."""
    said = {}
    for name, select in re.findall(r'<select[^>]* name="(column-\d+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected>', select)
        said[name] = chosen[1] if chosen else ""
    for heading, choice in changed.items():
        name = re.search(rf'<label[^>]*for="(column-\d+)">\s*{heading}\s*</label>', html)
        assert name, heading
        said[name[1]] = choice
    return said


def checked(client: Client, inspection: Inspection, **changed: str) -> str:
    """Say the columns as they are guessed, with some changed, and return the page that comes of it."""
    address = page("case-list-columns", inspection)
    said = said_columns(client.get(address).content.decode(), **changed)
    answer = client.post(address, said, follow=True)
    assert answer.redirect_chain, answer.content.decode()
    return answer.content.decode()


def token_in(html: str) -> str:
    """Return what is agreed to on a page."""
    found = re.search(r'name="agreed" value="([^"]+)"', html)
    assert found
    return found[1]


def handed_in(inspection: Inspection, data: bytes, by: Person, *, name: str = "cases.csv") -> KeptList:
    """Hand a list in without its pages, and return it."""
    upload = take_upload(inspection=inspection, owner=by, name=name, data=data, at=NOW)
    _, mapping = opened_of(upload)
    choose_mapping(upload, mapping)
    hand_in(inspection=inspection, agreed=proposal_of(upload).token, by=by, at=NOW)
    kept = current_list(inspection)
    assert kept is not None
    return kept
