"""`manage.py evaluate`: what the rules say, of every model here or of files of the Model Openness Tool."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction

from kb.catalogue.licenses import licenses_by_name
from kb.catalogue.profiles import rebuild_profiles
from kb.editorial.revisions import revision
from kb.exchange import mot
from kb.models import LanguageModel, reasons
from kb.openness.evidence import LicenseEvidence
from kb.openness.licensing import spelled
from kb.openness.mof import COMPONENTS
from kb.vocabulary.frameworks import MOF

_SHOWN = 50  # changes that are named one by one


class Command(BaseCommand):
    help = (
        "Without files: work out again what every rule set says of every model, and report what came out differently "
        "than it was stored. With files in the YAML format of the Model Openness Tool and --framework mof: print one "
        "JSON object a line and file, with class (0 to 3) and progress (whole percentages by class)."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", metavar="FILE.yml", type=Path)
        parser.add_argument("--framework", choices=[MOF.key], help="the rule set by which files are judged")
        parser.add_argument("--explain", action="store_true", help="with files: add how each component was judged")

    def handle(self, files: list[Path], framework: str | None, explain: bool, **options):
        if files and not framework:
            raise CommandError("Files are judged by one rule set: add --framework mof.")
        if not files and (framework or explain):
            raise CommandError("Name the files to judge; without files, every model is judged by every rule set.")
        if files:
            self._judge(files, explain)
        else:
            self._rebuild()

    def _rebuild(self) -> None:
        with revision(by=None, why=reasons.WORKED_OUT_AGAIN):
            rebuilt = rebuild_profiles()
            if not rebuilt.differs:
                transaction.set_rollback(True)  # nothing was written, so there is no revision either
        self.stdout.write(f"{rebuilt.count:,} models judged.")
        drift = [change for change in rebuilt.changes if change.before]
        fresh = Counter(change.framework for change in rebuilt.changes if not change.before)
        for framework, count in fresh.items():
            self.stdout.write(f"{framework}: {count:,} judged for the first time by this version.")
        if not drift:
            self.stdout.write("Nothing differs from what was stored.")
            return
        slugs = dict(
            LanguageModel.objects.filter(pk__in={one.language_model for one in drift}).values_list("pk", "slug")
        )
        self.stdout.write(f"{len(drift):,} verdicts differ from what was stored:")
        for one in drift[:_SHOWN]:
            self.stdout.write(f"  {slugs[one.language_model]}: {one.framework}: {one.before} → {one.after}")
        if len(drift) > _SHOWN:
            self.stdout.write(f"  and {len(drift) - _SHOWN:,} more")

    def _judge(self, files: list[Path], explain: bool) -> None:
        names = self._names()
        for path in files:
            self.stdout.write(json.dumps(self._answer(path, names, explain), ensure_ascii=False))

    def _names(self) -> dict[str, LicenseEvidence]:
        try:
            return licenses_by_name()
        except DatabaseError:
            self.stderr.write("The catalogue cannot be read, so licenses are known by their SPDX names alone.")
            return {}

    def _answer(self, path: Path, names: dict[str, LicenseEvidence], explain: bool) -> dict[str, Any]:
        try:
            reading = mot.read_file(path, lambda name: names.get(spelled(name)))
        except mot.NotARelease as error:
            return {"file": str(path), "error": str(error)}
        except OSError as error:
            return {"file": str(path), "error": f"cannot be read: {error.strerror or error}"}
        for sentence in reading.unknown:
            self.stderr.write(f"{path}: {sentence}")
        progress = {str(number): share for number, share in reading.classification.percentages().items()}
        answer = {
            "file": str(path),
            "name": reading.name,
            "class": reading.classification.number,
            "progress": progress,
        }
        if explain:
            answer["components"] = [
                {
                    "component": key,
                    "class": first,
                    "required": required,
                    "license": reading.licenses.get(key),
                    "outcome": reading.held[key].value if key in reading.held else mot.Held.MISSING.value,
                }
                for key, first, required, _content in COMPONENTS
            ]
        return answer
