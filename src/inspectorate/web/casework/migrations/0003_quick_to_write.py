"""Answers and notes, of which hundreds are written in one request, are quick to write.

They have one index beside the key's, and what they name is looked at once a statement.
"""

from typing import Any, ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from inspectorate.web.history.referring import refers

_NAMED: dict[str, Any] = {
    "db_index": False,
    "db_constraint": False,
    "on_delete": django.db.models.deletion.PROTECT,
    "related_name": "+",
}


class Migration(migrations.Migration):
    """Takes away indexes that nothing asks for or that begin another one, and changes the kind of two references."""

    dependencies: ClassVar = [
        ("casework", "0002_only_growing"),
        ("planning", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        operation
        for model in ("judgement", "note")
        for operation in (
            migrations.AlterField(model, "case", models.ForeignKey("planning.case", **_NAMED)),
            migrations.AlterField(model, "person", models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **_NAMED)),
            refers(f"casework_{model}", "case_id", to="planning_case", key="id"),
            refers(f"casework_{model}", "person_id", to="accounts_person", key="handle"),
        )
    ]
