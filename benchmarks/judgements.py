"""A table of made-up judgements, as large as wanted, and the machine that it is counted on."""

from __future__ import annotations

import os
import platform
from pathlib import Path

BY = ("inspection", "question", "ethnicity")
ETHNICITIES = ("white", "asian", "black", "mixed", "other", "not_recorded")
MEMORY = "400MB"
"""What DuckDB may hold before it writes to disk, on both sides of a comparison."""


def make_judgements(folder: Path, *, judgements: int) -> Path:
    """Write a Parquet file of judgements into a folder, unless it stands there, and return its path.

    72 questions a case, cases spread over 120 inspections and six ethnicities; in no helpful order.
    """
    import duckdb  # noqa: PLC0415 - not before a measured process has started its clock

    path = folder / f"judgements-{judgements}.parquet"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    print(f"Writing {judgements:,} judgements to {path} …", flush=True)
    with duckdb.connect() as connection:
        connection.execute("SET memory_limit = '2GB'")
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(
            f"""
            COPY (
                SELECT
                    'inspection-' || lpad((row // 72 % 120)::VARCHAR, 3, '0') AS inspection,
                    'C' || lpad((row // 72)::VARCHAR, 8, '0') AS case_id,
                    '2.' || (2 + row % 72 // 18) || '.' || (1 + row % 18 // 6) || '.' || chr((97 + row % 6)::INT)
                        AS question,
                    {list(ETHNICITIES)}[1 + least(hash(row // 72) % 11, 5)::INT] AS ethnicity,
                    CASE
                        WHEN hash(row) % 100 < 55 THEN 'yes'
                        WHEN hash(row) % 100 < 85 THEN 'no'
                        ELSE 'not_applicable'
                    END AS answer
                FROM range({judgements}) AS rows (row)
            ) TO '{unfinished}' (FORMAT parquet, ROW_GROUP_SIZE 1000000)
            """
        )
    unfinished.rename(path)
    return path


def machine() -> str:
    """Return the size of this machine: cores, memory, Python, operating system."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, {memory:.0f} GiB of memory, {system}"
