"""Makes first.tar.xz: the tables of the first version that had a database, and constructed rows in them.

Run once, on 26 November 2026, with the version of 25 November 2026, whose steps are listed in `django_migrations`:

    samklang demo --stage running --no-serve --data DEMO        its own constructed jobcentres, by its own seed
    DATABASE_URL=postgres://…/empty samklang migrate
    pg_dump --schema-only --no-owner --no-privileges empty >TABLES.sql
    python tests/faults/data/make_first.py DEMO/samklang.sqlite3 TABLES.sql

The same rows serve both databases. What takes much room and says little is thinned out, see `_THINNED`.
"""

import io
import json
import sqlite3
import sys
import tarfile
from contextlib import closing
from pathlib import Path

from samklang.core.alphabet import place_of

HERE = Path(__file__).parent / "first.tar.xz"
_THINNED = {
    "delivery_knowledge_check": "id > 3", "calibration_result": "id > 1", "calibration_case_line": "case_id % 5 != 0",
}  # fmt: skip


def _compared(one: str, other: str) -> int:
    return (place_of(one) > place_of(other)) - (place_of(one) < place_of(other))


def main(database: str, tables: str) -> None:
    """Write the file."""
    with closing(sqlite3.connect(database)) as opened:
        opened.create_collation("da-DK-x-icu", _compared)
        for table, which in _THINNED.items():
            opened.execute(f"DELETE FROM {table} WHERE {which}")  # noqa: S608 - ours, just above
        assert not opened.execute("PRAGMA foreign_key_check").fetchall(), "something leads to what was thinned out"
        made = opened.execute(
            "SELECT type, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
            "ORDER BY type != 'table', rowid"
        ).fetchall()
        names = [row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")]
        rows = []
        for name in names:
            if name.startswith("sqlite_") or name == "web_cache":
                continue
            found = opened.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - a name of ours
            columns = [one[0] for one in found.description]
            rows.append({"table": name, "columns": columns, "rows": [list(row) for row in found]})
    sqlite = "\n".join(f"{sql};" for _, sql in made)
    parts = {
        "sqlite.sql": sqlite,
        "postgresql.sql": "\n".join(
            line for line in Path(tables).read_text(encoding="utf-8").splitlines()
            if line and not line.startswith(("--", "\\", "SET ", "SELECT pg_catalog.set_config"))
        ),
        "rows.json": json.dumps(rows, ensure_ascii=False),
    }  # fmt: skip
    with tarfile.open(HERE, "w:xz", preset=9) as tar:
        for name, text in parts.items():
            about = tarfile.TarInfo(name)
            about.size = len(text.encode())
            tar.addfile(about, io.BytesIO(text.encode()))


if __name__ == "__main__":
    main(*sys.argv[1:])
