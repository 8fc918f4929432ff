"""Makes tables that can only grow: the database itself refuses to change or remove what was appended."""

from __future__ import annotations

from django.db import migrations

_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'table % can only grow: % is refused', TG_TABLE_NAME, lower(TG_OP)
        USING ERRCODE = 'restrict_violation';
END
$$
"""


def refusing_function() -> migrations.RunSQL:
    """Return the step that makes the function which the triggers call."""
    return migrations.RunSQL(_FUNCTION, "DROP FUNCTION IF EXISTS refuse_change()")


def only_growing(*tables: str) -> migrations.RunSQL:
    """Return the step that makes tables refuse update, delete and truncate, whoever asks and through whatever."""
    return migrations.RunSQL(
        [
            f"CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            for table in tables
        ],
        [f"DROP TRIGGER {table}_only_grows ON {table}" for table in tables],
    )
