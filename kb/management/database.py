"""Whether the database answers, as one plain sentence."""

import logging

from django.db import Error, connection


def unreachable() -> str:
    """Why the database cannot be reached; empty if it can."""
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)  # it warns of each attempt; one sentence says it all
    try:
        connection.ensure_connection()
    except Error as error:
        return f"The database cannot be reached: {str(error).strip().splitlines()[0].rstrip('.')}."
    return ""
