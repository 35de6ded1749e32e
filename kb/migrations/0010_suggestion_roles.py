"""Everyone on the staff reads suggestions; editors and administrators decide them, and delete what is spam."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

READERS = ("contributor", "editor", "administrator")
DECIDERS = ("editor", "administrator")


def _permissions(apps):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="kb", content_type__model="suggestion"
    )


def grant(apps, schema_editor):
    # Permissions are otherwise made after all migrations have run.
    config = apps.get_app_config("kb")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    for roles, codenames in ((READERS, ["view_suggestion"]), (DECIDERS, ["change_suggestion", "delete_suggestion"])):
        found = _permissions(apps).filter(codename__in=codenames)
        for group in apps.get_model("auth", "Group").objects.filter(name__in=roles):
            group.permissions.add(*found)


def take_back(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=READERS):
        group.permissions.remove(*_permissions(apps))


class Migration(migrations.Migration):
    dependencies = [("kb", "0009_suggestions")]
    operations = [migrations.RunPython(grant, take_back)]
