"""`manage.py knowledge_schema`: the file format as JSON Schemas, which editors' tooling reads."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from kb.exchange.json_schemas import json_schemas


class Command(BaseCommand):
    help = "Write the format of curated files as JSON Schemas to fixtures/schema/."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=settings.BASE / "fixtures" / "schema")

    def handle(self, *, folder, **options):
        folder.mkdir(parents=True, exist_ok=True)
        for name, schema in json_schemas().items():
            path = folder / f"{name}.json"
            path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n")
            self.stdout.write(str(path))
