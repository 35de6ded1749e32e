"""More rules in the database: triggers, as a check on SQLite would make its table anew and lose those of 0002 and 0005.

Published facts on the same part do not overlap; what is published is not deleted, not even along with its subject;
excerpts are short; addresses are of the web. The changes of fields concern words and Python alone.
"""

from django.db import migrations, models

import kb.models.statement

# Copied in: a migration never imports what may change.
STATEMENTS = ["kb_fact", "kb_derivation", "kb_specification", "kb_licenseterm", "kb_event"]
ADDRESSES = {
    "kb_source": ["url", "copy_url", "archived_url"],
    "kb_fact": ["where"],
    "kb_organization": ["homepage"],
}
# Asked once for models and once for datasets: by an OR of the two SQLite goes through all published facts each time.
OTHER = """
  SELECT 1 FROM kb_fact AS other
  WHERE other.id <> NEW.id
    AND other.{subject} = NEW.{subject}
    AND other.component = NEW.component AND other.part = NEW.part
    AND other.publication = 'published' AND other.standing <> 'refuted'
    AND (other.valid_from IS NULL OR NEW.valid_until IS NULL OR other.valid_from < NEW.valid_until)
    AND (NEW.valid_from IS NULL OR other.valid_until IS NULL OR NEW.valid_from < other.valid_until)
"""
OVERLAPS = (
    "NEW.publication = 'published' AND NEW.standing <> 'refuted' AND ("
    + " OR ".join(f"EXISTS ({OTHER.format(subject=subject)})" for subject in ("language_model_id", "dataset_id"))
    + ")"
)


def words(column):
    """SQL for the number of words: lines and tabs become spaces, runs of spaces one, and the rest is counted."""
    text = f"trim(replace(replace(replace({column}, '\n', ' '), '\r', ' '), '\t', ' '))"
    text = f"replace(replace(replace({text}, ' ', ' \x01'), '\x01 ', ''), '\x01', '')"
    return f"(length({text}) - length(replace({text}, ' ', '')) + 1)"


def not_of_the_web(columns):
    return " OR ".join(
        f"""(NEW."{name}" <> '' AND lower(NEW."{name}") NOT LIKE 'http://%'"""
        f""" AND lower(NEW."{name}") NOT LIKE 'https://%')"""
        for name in columns
    )


# Name, table, columns whose change matters (none: it is about deletion), condition, what is then said.
TRIGGERS = [
    (
        "kb_fact_overlaps",
        "kb_fact",
        [
            "publication",
            "standing",
            "valid_from",
            "valid_until",
            "component",
            "part",
            "language_model_id",
            "dataset_id",
        ],
        OVERLAPS,
        "published facts on the same part do not overlap",
    ),
    (
        "kb_citation_is_short",
        "kb_citation",
        ["excerpt"],
        f"{words('NEW.excerpt')} > 20 OR length(NEW.excerpt) > 200",
        "an excerpt has at most 20 words and 200 characters",
    ),
    *(
        (f"{table}_stays", table, [], "OLD.publication = 'published'", "what is published is withdrawn before it goes")
        for table in STATEMENTS
    ),
    *(
        (f"{table}_address", table, columns, not_of_the_web(columns), "an address begins with https:// or http://")
        for table, columns in ADDRESSES.items()
    ),
]


def create(apps, schema_editor):
    for name, table, columns, condition, message in TRIGGERS:
        changed = ", ".join(f'"{column}"' for column in columns)
        acts = ["INSERT", f"UPDATE OF {changed}"] if columns else ["DELETE"]
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN "
                f"RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END IF; "
                f"RETURN {'NEW' if columns else 'OLD'}; END $$",
                params=None,
            )
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {' OR '.join(acts)} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
                params=None,
            )
        else:
            for act in acts:
                schema_editor.execute(
                    f"CREATE TRIGGER {name}_{act[:6].lower()} BEFORE {act} ON {table} WHEN {condition} "
                    f"BEGIN SELECT RAISE(ABORT, '{message}'); END",
                    params=None,
                )


def drop(apps, schema_editor):
    for name, table, columns, _condition, _message in TRIGGERS:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}", params=None)
            schema_editor.execute(f"DROP FUNCTION {name}", params=None)
        else:
            for act in ("insert", "update") if columns else ("delete",):
                schema_editor.execute(f"DROP TRIGGER {name}_{act}", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("kb", "0005_guard_publication"),
    ]

    operations = [
        migrations.AlterField(
            model_name="derivation",
            name="dataset",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=kb.models.statement.cascade_to_drafts,
                related_name="derivations",
                to="kb.dataset",
                verbose_name="dataset",
            ),
        ),
        migrations.AlterField(
            model_name="derivation",
            name="language_model",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=kb.models.statement.cascade_to_drafts,
                related_name="derivations",
                to="kb.languagemodel",
                verbose_name="model",
            ),
        ),
        migrations.AlterField(
            model_name="fact",
            name="dataset",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=kb.models.statement.cascade_to_drafts,
                related_name="facts",
                to="kb.dataset",
                verbose_name="dataset",
            ),
        ),
        migrations.AlterField(
            model_name="fact",
            name="language_model",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=kb.models.statement.cascade_to_drafts,
                related_name="facts",
                to="kb.languagemodel",
                verbose_name="model",
            ),
        ),
        migrations.AlterField(
            model_name="licenseterm",
            name="license",
            field=models.ForeignKey(
                on_delete=kb.models.statement.cascade_to_drafts,
                related_name="terms",
                to="kb.license",
                verbose_name="license",
            ),
        ),
        migrations.AlterField(
            model_name="specification",
            name="language_model",
            field=models.ForeignKey(
                on_delete=kb.models.statement.cascade_to_drafts,
                related_name="specifications",
                to="kb.languagemodel",
                verbose_name="model",
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="datasets",
            field=models.ManyToManyField(blank=True, related_name="events", to="kb.dataset", verbose_name="datasets"),
        ),
        migrations.AlterField(
            model_name="event",
            name="language_models",
            field=models.ManyToManyField(
                blank=True, related_name="events", to="kb.languagemodel", verbose_name="models"
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="licenses",
            field=models.ManyToManyField(blank=True, related_name="events", to="kb.license", verbose_name="licenses"),
        ),
        migrations.AlterField(
            model_name="event",
            name="organizations",
            field=models.ManyToManyField(
                blank=True, related_name="events", to="kb.organization", verbose_name="organizations"
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="topics",
            field=models.ManyToManyField(blank=True, related_name="events", to="kb.topic", verbose_name="topics"),
        ),
        migrations.AlterField(
            model_name="revision",
            name="number",
            field=models.BigAutoField(primary_key=True, serialize=False, verbose_name="number"),
        ),
        migrations.RunPython(create, drop),
    ]
