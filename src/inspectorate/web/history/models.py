"""The table of acts, which can only grow, and the end of each inspection's chain."""

from __future__ import annotations

from django.db import models


class Chain(models.Model):
    """The end of a history: how long it is and its last hash. Its row is locked while an act is appended.

    ``key`` is an inspection's identifier, or `INSTALLATION`.
    """

    INSTALLATION = ""

    key = models.CharField(primary_key=True, max_length=100)
    length = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(length__gte=0), name="chain_length_not_negative"),)

    def __str__(self) -> str:
        return f"{self.key or 'installation'}: {self.length}"


class Entry(models.Model):
    """One act; a trigger refuses update, delete and truncate.

    ``payload`` is the canonical JSON that the hash is of; the other columns repeat what it says, for look-ups.
    """

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="entries")
    sequence = models.BigIntegerField()
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=100, blank=True)
    person = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()
    client = models.UUIDField(null=True)
    payload = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "entries"
        constraints = (
            models.UniqueConstraint(fields=("chain", "sequence"), name="entry_sequence_once"),
            models.UniqueConstraint(fields=("chain", "client"), name="entry_client_once"),
            models.CheckConstraint(condition=models.Q(sequence__gte=1), name="entry_sequence_from_one"),
        )
        indexes = (models.Index(fields=("chain", "subject", "sequence"), name="entry_by_subject"),)

    def __str__(self) -> str:
        return f"{self.chain_id} {self.sequence}: {self.act}"
