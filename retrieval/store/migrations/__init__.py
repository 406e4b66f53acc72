"""How does an older database become a newer one? Alembic, run from the program, one module a step in ``versions``.

To change the schema: change ``tables.py``, write ``versions/vNNNN_<what>.py`` with ``upgrade`` (never edit an old
one), add its number to ``schema.VERSIONS`` and a filled database of the version before to the migration tests.
"""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def scripts() -> ScriptDirectory:
    """The migrations that come with this program."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return ScriptDirectory.from_config(config)


def upgrade(connection: Connection, version_table: str, *, to: str = "head") -> None:
    """Run what is missing inside the transaction that ``connection`` has begun."""
    context = MigrationContext.configure(
        connection, opts={"version_table": version_table, "transactional_ddl": True, "render_as_batch": True}
    )
    directory = scripts()
    missing = list(directory.iterate_revisions(to, context.get_current_revision() or "base"))
    with Operations.context(context):
        for step in reversed(missing):
            step.module.upgrade()
            context.stamp(directory, step.revision)
