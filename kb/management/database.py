"""Whether the database answers, as one plain sentence."""

import logging

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor


def unreachable() -> str:
    """Why the database cannot be reached; empty if it can."""
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)  # it warns of each attempt; one sentence says it all
    try:
        connection.ensure_connection()
    except Error as error:
        return f"The database cannot be reached: {str(error).strip().splitlines()[0].rstrip('.')}."
    return ""


def unready() -> str:
    """Why the database can be asked nothing, as a sentence; empty if it can."""
    if reason := unreachable():
        return reason
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return "The database is not up to date; run `manage.py migrate` first."
    return ""
