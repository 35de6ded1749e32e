"""Triggers that count the supporting citations of each statement.

The check `…_published_with_support` reads the count, so the database itself refuses a published statement without a
supporting citation, whoever writes it and however: save, bulk write, update, or the removal of its last citation.
"""

from django.db import migrations

# Copied in: a migration never imports what may change.
TABLES = {
    "fact_id": "kb_fact",
    "derivation_id": "kb_derivation",
    "specification_id": "kb_specification",
    "license_term_id": "kb_licenseterm",
    "event_id": "kb_event",
}


def updates(row, step):
    """SQL that adds `step` to the statement that citation `row` (NEW or OLD) supports."""
    return " ".join(
        f"UPDATE {table} SET support = support {step} WHERE id = {row}.{key} AND {row}.stance = 'supports';"
        for key, table in TABLES.items()
    )


# In the order in which an update must count: first give, then take, as a statement whose only citation is
# rewritten is at no moment without one.
BODIES = {
    "INSERT": updates("NEW", "+ 1"),
    "DELETE": updates("OLD", "- 1"),
    "UPDATE": updates("NEW", "+ 1") + " " + updates("OLD", "- 1"),
}


def create(apps, schema_editor):
    for act, body in BODIES.items():
        name = f"kb_citation_support_{act.lower()}"
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$",
                params=None,
            )
            schema_editor.execute(
                f"CREATE TRIGGER {name} AFTER {act} ON kb_citation FOR EACH ROW EXECUTE FUNCTION {name}()", params=None
            )
        else:
            schema_editor.execute(f"CREATE TRIGGER {name} AFTER {act} ON kb_citation BEGIN {body} END", params=None)


def drop(apps, schema_editor):
    for act in BODIES:
        name = f"kb_citation_support_{act.lower()}"
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {name} ON kb_citation", params=None)
            schema_editor.execute(f"DROP FUNCTION {name}", params=None)
        else:
            schema_editor.execute(f"DROP TRIGGER {name}", params=None)


class Migration(migrations.Migration):
    dependencies = [("kb", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
