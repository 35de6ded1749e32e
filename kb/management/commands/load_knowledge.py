"""`manage.py load_knowledge [PATH…]`: curated files into the database, all or nothing."""

import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kb.exchange import curated
from kb.exchange.kinds import BY_NAME
from kb.exchange.outcome import Act, Result, Side
from kb.management.database import unready
from kb.management.exchanging import refusals_told
from kb.management.progress import Progress
from kb.management.reports import list_some
from kb.models import reasons


class Command(BaseCommand):
    help = (
        "Load curated files: checks all of them before it writes any, then writes all or nothing. "
        "What was edited in the database since the last exchange stays, and dump_knowledge writes it. Where the files "
        "changed as well, that is listed field by field, and nothing is written, unless --theirs or --ours says which "
        "side wins. What stands in no file any more is listed too, and stays."
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
            help="The files win: all that was edited in the database and not dumped is overwritten, or withdrawn where "
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
        reason = unready()
        if reason and not check:
            raise CommandError(f"{reason} Nothing was written.")
        with refusals_told(self, progress, sides="With --theirs the files win, with --ours the database."):
            if reason:
                count = curated.check(paths, progress=progress)
            else:
                result = curated.load(paths, side=side, why=why, progress=progress, is_trial=check)
        if reason:
            self.stdout.write(f"{count:,} files, nothing wrong.")
            self.stderr.write(f"Only the files were checked. {reason}")
        elif check:
            self.stdout.write(f"{result.files:,} files, nothing wrong. {_forecast(result)}")
            self._name_what_is_left(result)
        else:
            self._report(result, time.monotonic() - began)
            self._name_what_is_left(result)

    def _report(self, result: Result, seconds: float) -> None:
        acts = [act for act in Act if act not in (Act.KEPT, Act.AHEAD) or result.total(act)]
        names = {name: str(kind.model._meta.verbose_name_plural) for name, kind in BY_NAME.items()}
        width = max(map(len, names.values()))
        self.stdout.write(" " * width + "".join(f"{act.value:>11}" for act in acts))
        for name, count in result.counts.items():
            if count:
                self.stdout.write(f"{names[name]:<{width}}" + "".join(f"{count[act]:>11,}" for act in acts))
        number = f"revision {result.revision}" if result.revision else "nothing changed, no new revision"
        self.stdout.write(f"{result.files:,} files in {seconds:.1f} s; {number}.")

    def _name_what_is_left(self, result: Result) -> None:
        if ahead := result.total(Act.AHEAD):
            self.stdout.write(f"Edited in the database since the last exchange: {ahead:,}. dump_knowledge writes it.")
        list_some(self.stdout, "No longer in the files, and still in the database:", result.gone)
        if result.gone:
            self.stdout.write(
                "A load deletes nothing. Whatever of these is to go, or goes by another slug now: withdraw its "
                "statements in the admin, then delete it there."
            )


def _forecast(result: Result) -> str:
    acts = [
        f"{act}: {result.total(act):,}" for act in Act if act not in (Act.UNCHANGED, Act.AHEAD) and result.total(act)
    ]
    return f"A load would do this: {', '.join(acts)}." if acts else "A load would change nothing."
