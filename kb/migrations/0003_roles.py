"""Three roles: contributors write drafts, editors publish, administrators also look after accounts."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

STATEMENTS = ["fact", "derivation", "specification", "licenseterm", "event"]
RECORDS = ["organization", "family", "languagemodel", "dataset", "license", "licenserelation", "topic"]
DOCUMENTS = ["source", "citation"]


def create(apps, schema_editor):
    # Permissions are otherwise made after all migrations have run.
    for label in ("kb", "auth"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")

    def grant(role, label, acts, names):
        codenames = [f"{act}_{name}" for act in acts for name in names]
        group, _made = Group.objects.get_or_create(name=role)
        group.permissions.add(*Permission.objects.filter(content_type__app_label=label, codename__in=codenames))

    for role in ("contributor", "editor", "administrator"):
        grant(role, "kb", ["view"], [*STATEMENTS, *RECORDS, *DOCUMENTS, "revision"])
        grant(role, "kb", ["add", "change"], [*STATEMENTS, *DOCUMENTS])
        # Whoever edits a draft may drop its citations and the draft itself. What is published is withdrawn first,
        # whoever asks.
        grant(role, "kb", ["delete"], [*STATEMENTS, "citation"])
    for role in ("editor", "administrator"):
        grant(role, "kb", ["add", "change", "delete"], [*RECORDS, "source"])
        grant(role, "kb", ["publish"], ["statements"])
    grant("administrator", "auth", ["view", "add", "change", "delete"], ["user", "group"])


def remove(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=["contributor", "editor", "administrator"]).delete()


class Migration(migrations.Migration):
    dependencies = [("kb", "0002_count_support"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(create, remove)]
