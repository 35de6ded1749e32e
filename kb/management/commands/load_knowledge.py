"""`manage.py load_knowledge [PATH…]`: curated files into the database, all or nothing."""

import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from kb.exchange import curated
from kb.exchange.kinds import BY_NAME
from kb.exchange.outcome import Act, InConflict, Result, Side
from kb.exchange.problems import Refused
from kb.management.database import unreachable
from kb.management.progress import Progress
from kb.models import reasons

_NAMED = 20  # records that are gone; the rest is counted


class Command(BaseCommand):
    help = (
        "Load curated files: checks all of them before it writes any, then writes all or nothing. "
        "What was edited in the database since the last load is not overwritten: it is listed, and nothing is written, "
        "unless --theirs or --ours says which side wins. What stands in no file any more is listed too, and stays."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="Files or folders. Default: fixtures/")
        parser.add_argument(
            "--check",
            action="store_true",
            help="Write nothing: check the files, and say what a load would do and which conflicts it would meet.",
        )
        sides = parser.add_mutually_exclusive_group()
        sides.add_argument(
            "--theirs",
            dest="side",
            action="store_const",
            const=Side.FILES,
            help="In every conflict the files win: what was edited in the database is overwritten, or withdrawn where "
            "the files do not say it. That includes what --ours kept before; name a PATH to limit it.",
        )
        sides.add_argument(
            "--ours",
            dest="side",
            action="store_const",
            const=Side.DATABASE,
            help="In every conflict the database wins: its rows stay as they are, and everything else is loaded. "
            "The conflict is settled, also for later loads, until the file or the row changes again.",
        )
        parser.add_argument("--why", default=reasons.LOADED, help="A sentence for the list of changes.")

    def handle(self, *, paths, check, side, why, verbosity, **options):
        paths = paths or [settings.BASE / "fixtures"]
        progress = Progress(self.stderr, silent=verbosity < 1)
        began = time.monotonic()
        unready = _unready()
        if unready and not check:
            raise CommandError(f"{unready} Nothing was written.")
        try:
            if unready:
                count = curated.check(paths, progress=progress)
            else:
                result = curated.load(paths, side=side, why=why, progress=progress, is_trial=check)
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
        if unready:
            self.stdout.write(f"{count:,} files, nothing wrong.")
            self.stderr.write(f"Only the files were checked. {unready}")
        elif check:
            self.stdout.write(f"{result.files:,} files, nothing wrong. {_forecast(result)}")
            self._name_gone(result)
        else:
            self._report(result, time.monotonic() - began)
            self._name_gone(result)

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

    def _name_gone(self, result: Result) -> None:
        if not result.gone:
            return
        self.stdout.write("No longer in the files, and still in the database:")
        for what in result.gone[:_NAMED]:
            self.stdout.write(f"  {what}")
        if len(result.gone) > _NAMED:
            self.stdout.write(f"  … and {len(result.gone) - _NAMED:,} more")
        self.stdout.write(
            "A load deletes nothing. Whatever of these is to go, or goes by another slug now: withdraw its statements "
            "in the admin, then delete it there."
        )


def _unready() -> str:
    """Why the database can be asked nothing, as a sentence; empty if it can."""
    if reason := unreachable():
        return reason
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return "The database is not up to date; run `manage.py migrate` first."
    return ""


def _forecast(result: Result) -> str:
    acts = [f"{act}: {result.total(act):,}" for act in Act if act is not Act.UNCHANGED and result.total(act)]
    return f"A load would do this: {', '.join(acts)}." if acts else "A load would change nothing."


def _counted(things: list, word: str) -> str:
    return f"{len(things)} {word}" + ("" if len(things) == 1 else "s")
