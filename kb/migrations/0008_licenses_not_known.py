"""Facts say whether the licenses on them are not known, as opposed to not stated."""

from django.db import migrations, models

FIELD = models.BooleanField(
    db_default=False,
    default=False,
    help_text="There are terms, or may be, and nobody read which. Else, without a license none is stated.",
    verbose_name="licenses not known",
)


def add(apps, schema_editor):
    """A plain column: SQLite's way of Django would make the table anew, and lose its triggers."""
    false = "false" if schema_editor.connection.vendor == "postgresql" else "0"
    for table in ("kb_fact", "kb_historicalfact"):
        schema_editor.execute(f"ALTER TABLE {table} ADD COLUMN licenses_unknown bool NOT NULL DEFAULT {false}")


def drop(apps, schema_editor):
    for table in ("kb_fact", "kb_historicalfact"):
        schema_editor.execute(f"ALTER TABLE {table} DROP COLUMN licenses_unknown")


class Migration(migrations.Migration):
    dependencies = [("kb", "0007_verdicts")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(add, drop)],
            state_operations=[
                migrations.AddField(model_name=name, name="licenses_unknown", field=FIELD)
                for name in ("fact", "historicalfact")
            ],
        )
    ]
