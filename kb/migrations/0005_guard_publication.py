"""Triggers that refuse a published statement without a supporting citation, whatever its count says.

The count of support (0002) is a column, so a bulk update could write a false one beside the publication. These look at
the citations themselves. A migration that makes one of these tables anew on SQLite makes its triggers anew as well.
"""

from django.db import migrations

# Copied in: a migration never imports what may change.
KEYS = {
    "kb_fact": "fact_id",
    "kb_derivation": "derivation_id",
    "kb_specification": "specification_id",
    "kb_licenseterm": "license_term_id",
    "kb_event": "event_id",
}
MESSAGE = "nothing is published without a citation that supports it"


def condition(key):
    return (
        "NEW.publication = 'published' AND NOT EXISTS "
        f"(SELECT 1 FROM kb_citation WHERE {key} = NEW.id AND stance = 'supports')"
    )


def create(apps, schema_editor):
    for table, key in KEYS.items():
        name = f"{table}_is_supported"
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition(key)} THEN "
                f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$",
                params=None,
            )
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE INSERT OR UPDATE OF publication ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {name}()",
                params=None,
            )
        else:
            for act in ("INSERT", "UPDATE OF publication"):
                schema_editor.execute(
                    f"CREATE TRIGGER {name}_{act[:6].lower()} BEFORE {act} ON {table} WHEN {condition(key)} "
                    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
                    params=None,
                )


def drop(apps, schema_editor):
    for table in KEYS:
        name = f"{table}_is_supported"
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}", params=None)
            schema_editor.execute(f"DROP FUNCTION {name}", params=None)
        else:
            for act in ("insert", "update"):
                schema_editor.execute(f"DROP TRIGGER {name}_{act}", params=None)


class Migration(migrations.Migration):
    dependencies = [("kb", "0004_search_index")]
    operations = [migrations.RunPython(create, drop)]
