"""The roles that a person can have in an inspection."""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    """What somebody is in an inspection; a person may be several."""

    LEAD = "lead-inspector", "Lead inspector"
    INSPECTOR = "inspector", "Inspector"
    ASSISTANT = "assistant-inspector", "Assistant inspector"
    READER = "quality-reader", "Quality reader"
    ANALYST = "analyst", "Analyst"
    PANEL = "panel-member", "Panel member"
    PUBLISHER = "publisher", "Publisher"
    CONTACT = "body-contact", "Contact of the inspected body"
    OBSERVER = "observer", "Observer"
