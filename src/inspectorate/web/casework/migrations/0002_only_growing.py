"""What was said about a case is never changed or removed."""

from typing import ClassVar

from django.db import migrations

from inspectorate.web.history.growing import only_growing


class Migration(migrations.Migration):
    """Refuses every change to what was appended."""

    dependencies: ClassVar = [("casework", "0001_initial"), ("history", "0002_only_growing")]
    operations: ClassVar = [
        only_growing(
            "casework_judgement",
            "casework_note",
            "casework_settlement",
            "casework_secondreading",
            "casework_step",
            "casework_comment",
            "casework_example",
            "casework_alert",
            "casework_alertstep",
        )
    ]
