"""Verdicts, their outcomes on profiles; of facts, how licenses combine and in which component they are found.

The columns of facts are added by hand: Django would make the table anew on SQLite, and its triggers (0002, 0005) would
be gone.
"""

import django.db.models.deletion
from django.db import migrations, models

import kb.models.rules

# Copied in: a migration never imports what may change.
COMPONENTS = [
    "architecture",
    "weights",
    "checkpoints",
    "inference-code",
    "training-data",
    "tuning-data",
    "evaluation-data",
    "data-provenance",
    "data-selection",
    "data-labelling",
    "data-processing",
    "data-card",
    "metadata",
    "sample-outputs",
    "training-code",
    "preprocessing-code",
    "evaluation-code",
    "supporting-tools",
    "training-procedure",
    "compute",
    "code-documentation",
    "research-paper",
    "technical-report",
    "model-card",
    "evaluation-results",
    "usage-policy",
    "api",
    "hosted-interface",
    "dataset",
    "",
]
CHECK = ", ".join(f"'{key}'" for key in COMPONENTS)


class Migration(migrations.Migration):
    dependencies = [("kb", "0006_hold_more_rules")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE kb_fact ADD COLUMN license_expression varchar(200) NOT NULL DEFAULT ''",
                    "ALTER TABLE kb_fact DROP COLUMN license_expression",
                ),
                migrations.RunSQL(
                    "ALTER TABLE kb_fact ADD COLUMN satisfied_by varchar(40) NOT NULL DEFAULT '' "
                    f"CONSTRAINT fact_satisfied_by_is_known CHECK (satisfied_by IN ({CHECK}))",
                    "ALTER TABLE kb_fact DROP COLUMN satisfied_by",
                ),
            ],
            state_operations=[
                migrations.AddField(
                    model_name="fact",
                    name="license_expression",
                    field=models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Where not all of them bind: “mit OR apache-2.0”, by their slugs. Empty: all of them bind.",
                        max_length=200,
                        validators=[kb.models.rules.license_expression],
                        verbose_name="how the licenses combine",
                    ),
                ),
                migrations.AddField(
                    model_name="fact",
                    name="satisfied_by",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("architecture", "Architecture"),
                            ("weights", "Weights"),
                            ("checkpoints", "Checkpoints"),
                            ("inference-code", "Inference code"),
                            ("training-data", "Training data"),
                            ("tuning-data", "Tuning data"),
                            ("evaluation-data", "Evaluation data"),
                            ("data-provenance", "Data provenance"),
                            ("data-selection", "Data selection"),
                            ("data-labelling", "Data labelling"),
                            ("data-processing", "Data processing"),
                            ("data-card", "Data card"),
                            ("metadata", "Metadata"),
                            ("sample-outputs", "Sample outputs"),
                            ("training-code", "Training code"),
                            ("preprocessing-code", "Preprocessing code"),
                            ("evaluation-code", "Evaluation code"),
                            ("supporting-tools", "Supporting tools"),
                            ("training-procedure", "Training procedure"),
                            ("compute", "Compute"),
                            ("code-documentation", "Code documentation"),
                            ("research-paper", "Research paper"),
                            ("technical-report", "Technical report"),
                            ("model-card", "Model card"),
                            ("evaluation-results", "Evaluation results"),
                            ("usage-policy", "Use policy"),
                            ("api", "API"),
                            ("hosted-interface", "Hosted interface"),
                            ("dataset", "The data itself"),
                        ],
                        db_default="",
                        default="",
                        help_text="Where this is not a thing of its own: the component in which it is found.",
                        max_length=40,
                        verbose_name="found in",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="fact",
                    constraint=models.CheckConstraint(
                        name="fact_satisfied_by_is_known",
                        condition=models.Q(satisfied_by__in=COMPONENTS),
                        violation_error_message="Unknown component.",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="historicalfact",
            name="license_expression",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Where not all of them bind: “mit OR apache-2.0”, by their slugs. Empty: all of them bind.",
                max_length=200,
                validators=[kb.models.rules.license_expression],
                verbose_name="how the licenses combine",
            ),
        ),
        migrations.AddField(
            model_name="historicalfact",
            name="satisfied_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("architecture", "Architecture"),
                    ("weights", "Weights"),
                    ("checkpoints", "Checkpoints"),
                    ("inference-code", "Inference code"),
                    ("training-data", "Training data"),
                    ("tuning-data", "Tuning data"),
                    ("evaluation-data", "Evaluation data"),
                    ("data-provenance", "Data provenance"),
                    ("data-selection", "Data selection"),
                    ("data-labelling", "Data labelling"),
                    ("data-processing", "Data processing"),
                    ("data-card", "Data card"),
                    ("metadata", "Metadata"),
                    ("sample-outputs", "Sample outputs"),
                    ("training-code", "Training code"),
                    ("preprocessing-code", "Preprocessing code"),
                    ("evaluation-code", "Evaluation code"),
                    ("supporting-tools", "Supporting tools"),
                    ("training-procedure", "Training procedure"),
                    ("compute", "Compute"),
                    ("code-documentation", "Code documentation"),
                    ("research-paper", "Research paper"),
                    ("technical-report", "Technical report"),
                    ("model-card", "Model card"),
                    ("evaluation-results", "Evaluation results"),
                    ("usage-policy", "Use policy"),
                    ("api", "API"),
                    ("hosted-interface", "Hosted interface"),
                    ("dataset", "The data itself"),
                ],
                db_default="",
                default="",
                help_text="Where this is not a thing of its own: the component in which it is found.",
                max_length=40,
                verbose_name="found in",
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="ai_act",
            field=models.CharField(db_index=True, default="unclear", max_length=20),
        ),
        migrations.AddField(
            model_name="profile",
            name="gradient",
            field=models.CharField(db_index=True, default="not-assessed", max_length=20),
        ),
        migrations.AddField(
            model_name="profile",
            name="mof",
            field=models.CharField(db_index=True, default="unclassified", max_length=20),
        ),
        migrations.AddField(
            model_name="profile",
            name="ntia",
            field=models.CharField(db_index=True, default="unclear", max_length=20),
        ),
        migrations.AddField(
            model_name="profile",
            name="osai",
            field=models.CharField(db_index=True, default="not-assessed", max_length=20),
        ),
        migrations.AddField(
            model_name="profile",
            name="osai_score",
            field=models.DecimalField(decimal_places=4, max_digits=5, null=True),
        ),
        migrations.AddField(
            model_name="profile",
            name="osaid",
            field=models.CharField(db_index=True, default="undetermined", max_length=20),
        ),
        migrations.AddField(
            model_name="profile",
            name="osi_weights",
            field=models.CharField(db_index=True, default="unclear", max_length=20),
        ),
        migrations.AddField(
            model_name="profile",
            name="owd",
            field=models.CharField(db_index=True, default="unclear", max_length=20),
        ),
        migrations.AddField(
            model_name="profile",
            name="retired",
            field=models.BooleanField(db_index=True, default=False),
        ),
        migrations.AddField(
            model_name="profile",
            name="rung",
            field=models.CharField(db_index=True, default="not-assessed", max_length=20),
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("framework", models.CharField(max_length=20, verbose_name="framework")),
                ("version", models.CharField(max_length=20, verbose_name="version")),
                ("outcome", models.CharField(max_length=20, verbose_name="outcome")),
                ("could_be", models.CharField(max_length=20, verbose_name="could be")),
                ("score", models.DecimalField(decimal_places=4, max_digits=5, null=True, verbose_name="score")),
                ("day", models.DateField(verbose_name="as of")),
                ("detail", models.JSONField(default=dict)),
                ("digest", models.CharField(max_length=32)),
                (
                    "language_model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="verdicts",
                        to="kb.languagemodel",
                        verbose_name="model",
                    ),
                ),
            ],
            options={
                "verbose_name": "verdict",
                "verbose_name_plural": "verdicts",
                "ordering": ["framework", "version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("language_model", "framework", "version"), name="verdict_once_a_version"
                    )
                ],
            },
        ),
    ]
