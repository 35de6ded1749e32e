"""`manage.py generate_catalogue N`: a made-up catalogue, to measure with."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kb.exchange.curated import load_files
from kb.exchange.generated import PREFIX, catalogue, count
from kb.exchange.outcome import Act, InConflict
from kb.exchange.yaml_writing import to_yaml
from kb.management.progress import Progress
from kb.models import LanguageModel, Organization, reasons


class Command(BaseCommand):
    help = (
        "Make up a catalogue of N models and store it, or write it as curated files. All its slugs begin with " + PREFIX
    )
    requires_migrations_checks = True

    def add_arguments(self, parser):
        parser.add_argument("models", type=int, metavar="N", help="How many models.")
        parser.add_argument("--seed", type=int, default=1, help="Another seed gives another catalogue. Default: 1")
        parser.add_argument("--files", type=Path, metavar="DIR", help="Write curated files here, and store nothing.")
        parser.add_argument("--force", action="store_true", help="Store it beside curated knowledge.")

    def handle(self, *, models, seed, files, force, verbosity, **options):
        if models < 1:
            raise CommandError("N is at least 1.")
        progress = Progress(self.stderr, silent=verbosity < 1)
        if files:
            self._write(files, models, seed, progress)
        else:
            self._store(models, seed, force, progress)

    def _write(self, folder: Path, models: int, seed: int, progress: Progress) -> None:
        total = count(models)
        for number, file in enumerate(catalogue(models, seed)):
            progress("writing", number, total)
            path = folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(to_yaml(file.value), encoding="utf-8")
        progress.end()
        self.stdout.write(f"{total:,} files in {folder}.")

    def _store(self, models: int, seed: int, force: bool, progress: Progress) -> None:
        curated = [
            kind for kind in (LanguageModel, Organization) if kind.objects.exclude(slug__startswith=PREFIX).exists()
        ]
        if curated and not force:
            raise CommandError("This database holds curated knowledge. Use another, or --force to add to it.")
        try:
            why = reasons.written(reasons.GENERATED, count=models)
            result = load_files(catalogue(models, seed), count(models), whole=False, why=why, progress=progress)
        except InConflict as conflict:
            raise CommandError(f"{conflict}: generated records were edited; nothing was written.") from None
        progress.end()
        self.stdout.write(f"{result.total(Act.CREATED):,} records created, {result.total(Act.CHANGED):,} changed.")
