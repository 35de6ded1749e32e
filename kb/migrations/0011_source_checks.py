"""What came of visits to sources: a row for each address, and beside each source what the public is told of it."""

import django.db.models.deletion
from django.db import migrations, models

COLUMNS = [
    "\"condition\" varchar(10) DEFAULT '' NOT NULL",
    '"condition_since" date NULL',
    "\"condition_url\" varchar(600) DEFAULT '' NOT NULL",
]


class Migration(migrations.Migration):
    dependencies = [
        ("kb", "0010_suggestion_roles"),
    ]

    operations = [
        # Written out: Django would make the table anew on SQLite for these, and its triggers (0006) would be lost.
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"ALTER TABLE kb_source ADD COLUMN {column}",
                    f"ALTER TABLE kb_source DROP COLUMN {column.split()[0]}",
                )
                for column in COLUMNS
            ],
            state_operations=[
                migrations.AddField(
                    model_name="source",
                    name="condition",
                    field=models.CharField(
                        blank=True,
                        choices=[("gone", "gone"), ("changed", "changed since it was read"), ("moved", "moved")],
                        db_default="",
                        default="",
                        editable=False,
                        max_length=10,
                    ),
                ),
                migrations.AddField(
                    model_name="source",
                    name="condition_since",
                    field=models.DateField(editable=False, null=True),
                ),
                migrations.AddField(
                    model_name="source",
                    name="condition_url",
                    field=models.CharField(blank=True, db_default="", default="", editable=False, max_length=600),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SourceCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.CharField(choices=[("address", "address"), ("copy", "copy")], max_length=10),
                ),
                ("url", models.CharField(max_length=600)),
                ("visited", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("read", "answered"),
                            ("gone", "gone"),
                            ("refused", "the host refused"),
                            ("wait", "the host asked to wait"),
                            ("robots", "blocked by robots.txt"),
                            ("server", "the host failed"),
                            ("unreachable", "no answer"),
                            ("too-slow", "too slow"),
                            ("too-large", "too large"),
                            ("insecure", "no valid certificate"),
                            ("circular", "too many redirects"),
                            ("not-allowed", "not an address to visit"),
                        ],
                        max_length=20,
                    ),
                ),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("detail", models.CharField(blank=True, max_length=200)),
                ("final_url", models.CharField(blank=True, max_length=2000)),
                ("size", models.PositiveBigIntegerField(null=True)),
                ("media_type", models.CharField(blank=True, max_length=100)),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("baseline", models.CharField(blank=True, max_length=64)),
                ("baseline_day", models.DateField(null=True)),
                ("stated", models.CharField(blank=True, max_length=64)),
                ("gone_since", models.DateField(null=True)),
                ("changed_since", models.DateField(null=True)),
                ("moved_since", models.DateField(null=True)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checks",
                        to="kb.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "visit of a source",
                "verbose_name_plural": "visits of sources",
                "ordering": ["source", "part"],
                "constraints": [models.UniqueConstraint(fields=("source", "part"), name="source_check_once")],
            },
        ),
    ]
