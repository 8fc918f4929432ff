"""Begins the history of the installation, whose chain has the empty key."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def _begin(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    del schema_editor
    apps.get_model("history", "Chain").objects.get_or_create(key="")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("history", "0002_only_growing")]
    operations = [migrations.RunPython(_begin, migrations.RunPython.noop)]
