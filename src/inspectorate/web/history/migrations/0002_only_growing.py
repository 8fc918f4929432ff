"""The history can only grow."""

from typing import ClassVar

from django.db import migrations

from inspectorate.web.history.growing import only_growing, refusing_function


class Migration(migrations.Migration):
    """Refuses every change to what was appended."""

    dependencies: ClassVar = [("history", "0001_initial")]
    operations: ClassVar = [refusing_function(), only_growing("history_entry")]
