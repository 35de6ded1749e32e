"""`manage.py load_knowledge [PATH…]`: curated files into the database, all or nothing."""

import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from kb.exchange import curated
from kb.exchange.kinds import BY_NAME
from kb.exchange.outcome import Act, InConflict, Result, Side
from kb.exchange.problems import Refused
from kb.management.progress import Progress


class Command(BaseCommand):
    help = (
        "Load curated files: checks all of them before it writes any, then writes all or nothing. "
        "What was edited in the database since the last load is not overwritten: it is listed, and nothing is written, "
        "unless --theirs or --ours says which side wins."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="Files or folders. Default: fixtures/")
        parser.add_argument("--check", action="store_true", help="Check the files and write nothing.")
        sides = parser.add_mutually_exclusive_group()
        sides.add_argument(
            "--theirs", dest="side", action="store_const", const=Side.FILES, help="In a conflict the files win."
        )
        sides.add_argument(
            "--ours", dest="side", action="store_const", const=Side.DATABASE, help="In a conflict the database wins."
        )
        parser.add_argument("--why", default="Loaded from files", help="A sentence for the list of changes.")

    def handle(self, *, paths, check, side, why, verbosity, **options):
        paths = paths or [settings.BASE / "fixtures"]
        progress = Progress(self.stderr, silent=verbosity < 1)
        began = time.monotonic()
        try:
            if check:
                count = curated.check(paths, progress=progress)
                progress.end()
                self.stdout.write(f"{count} files, nothing wrong.")
                return
            result = curated.load(paths, side=side, why=why, progress=progress)
        except Refused as refused:
            progress.end()
            self._list(refused.problems)
            raise CommandError(f"{_counted(refused.problems, 'problem')}; nothing was written.") from None
        except InConflict as conflict:
            progress.end()
            self._list(conflict.conflicts)
            raise CommandError(
                f"{_counted(conflict.conflicts, 'conflict')}; nothing was written. "
                "With --theirs the files win, with --ours the database."
            ) from None
        except DatabaseError as error:
            progress.end()
            raise CommandError(f"The database refused: {error} Nothing was written.") from error
        progress.end()
        self._report(result, time.monotonic() - began)

    def _list(self, things: list) -> None:
        for thing in things:
            self.stderr.write(str(thing))

    def _report(self, result: Result, seconds: float) -> None:
        acts = [act for act in Act if act is not Act.KEPT or result.total(act)]
        names = {name: str(kind.model._meta.verbose_name_plural) for name, kind in BY_NAME.items()}
        width = max(map(len, names.values()))
        self.stdout.write(" " * width + "".join(f"{act.value:>11}" for act in acts))
        for name, count in result.counts.items():
            if count:
                self.stdout.write(f"{names[name]:<{width}}" + "".join(f"{count[act]:>11,}" for act in acts))
        number = f"revision {result.revision}" if result.revision else "nothing changed, no new revision"
        self.stdout.write(f"{result.files:,} files in {seconds:.1f} s; {number}.")


def _counted(things: list, word: str) -> str:
    return f"{len(things)} {word}" + ("" if len(things) == 1 else "s")
