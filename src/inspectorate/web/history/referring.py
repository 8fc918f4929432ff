"""Makes references that PostgreSQL holds as it holds foreign keys, but looks at once a statement.

A foreign key looks at every row. Where one statement writes 250 rows that all name the same case and the same person,
that is five hundred looks for two answers, and most of the work of writing them.
"""

from __future__ import annotations

from django.db import migrations

# As a foreign key does: what is named is locked against being removed until the transaction ends; what is removed is
# looked at after it was locked, so that whichever of the two comes first, the other one sees it.
_WRITING = """
CREATE FUNCTION {name}_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT {column} AS named FROM added WHERE {column} IS NOT NULL) AS one
        WHERE NOT EXISTS (SELECT FROM {to} WHERE {key} = one.named FOR KEY SHARE)
    ) THEN
        RAISE EXCEPTION 'a row of {table} names by {column} what is not in {to}'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = '{name}';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER {name}_named AFTER INSERT ON {table}
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION {name}_named()
"""
_REMOVING = """
CREATE FUNCTION {name}_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM {table} WHERE {column} = OLD.{key}) THEN
        RAISE EXCEPTION 'a row of {to} is named by {column} in {table}'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = '{name}';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER {name}_kept AFTER DELETE OR UPDATE OF {key} ON {to}
    FOR EACH ROW EXECUTE FUNCTION {name}_kept()
"""
_BACK = """
DROP TRIGGER {name}_named ON {table};
DROP TRIGGER {name}_kept ON {to};
DROP FUNCTION {name}_named();
DROP FUNCTION {name}_kept()
"""


def refers(table: str, column: str, *, to: str, key: str) -> migrations.RunSQL:
    """Return the step that makes a column refer to a table's key; rows of ``table`` must never be updated.

    Whoever writes what is not there, or removes what is named, meets an error of the kind that a foreign key gives.
    """
    words = {"name": f"{table}_{column}", "table": table, "column": column, "to": to, "key": key}
    return migrations.RunSQL([_WRITING.format(**words), _REMOVING.format(**words)], [_BACK.format(**words)])
