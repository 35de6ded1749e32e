"""`manage.py rebuild_profiles`: what listings filter by, worked out again for every model."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext

from kb.catalogue.profiles import rebuild_profiles
from kb.editorial.revisions import revision


class Command(BaseCommand):
    help = "Work out again what listings filter by, for every model: after an upgrade, or when a period began or ended."

    def handle(self, **options):
        with revision(by=None, why=gettext("Worked out again what follows from the facts")):
            self.stdout.write(f"{rebuild_profiles():,} profiles.")
