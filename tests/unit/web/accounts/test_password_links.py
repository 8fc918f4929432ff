from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from tests.unit.web.conftest import somebody

from inspectorate.web.accounts.models import Person

PASSWORD = "green lamp under a bridge"  # noqa: S105 - of somebody invented


@pytest.mark.parametrize("handle", ["ada", "bea-beginner", "c-d-e-2", "a-set-password"])
def test_a_link_sets_the_password_of_whoever_it_was_sent_to(handle: str, db: None) -> None:
    del db
    somebody(handle)
    client = Client()
    client.post("/account/password/reset/", {"email": f"{handle}@example.org"})
    link = re.search(r"/account/password/reset/key/\S+", str(mail.outbox[-1].body))
    assert link is not None
    form = client.get(link[0]).headers["Location"]
    answer = client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert answer.headers["Location"] == "/account/password/reset/key/done/"
    assert Person.objects.get(handle=handle).check_password(PASSWORD)
    assert "The link no longer works" in Client().get(link[0], follow=True).content.decode()
