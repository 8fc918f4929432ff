"""The table of messages that wait. What was sent is not kept."""

from __future__ import annotations

from uuid import uuid4

from django.db import models


class Message(models.Model):
    """A message to one person; ``due_at`` is when it is tried next, and nothing once it is no longer tried."""

    identifier = models.UUIDField(default=uuid4, unique=True)
    to = models.EmailField(max_length=254)
    subject = models.TextField()
    text = models.TextField()
    written_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, db_index=True)
    attempts = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return f"message {self.pk} of {self.written_at:%Y-%m-%d %H:%M}"
