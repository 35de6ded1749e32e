"""`manage.py dump_knowledge [PATH]`: what was edited in the database, into curated files, all or nothing."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kb.exchange import curated
from kb.exchange.outcome import Dumped, Side
from kb.management.database import unready
from kb.management.exchanging import refusals_told
from kb.management.progress import Progress
from kb.management.reports import list_some


class Command(BaseCommand):
    help = (
        "Write what the database says into curated files, as load_knowledge reads them. Files that say the same are "
        "not touched, and comments at the head of a file stay. What changed in the files and in the database since the "
        "last exchange is listed field by field, and nothing is written, unless --ours or --theirs says which "
        "side wins. What changed in the files alone stays there, and waits to be loaded."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "path",
            nargs="?",
            type=Path,
            default=settings.BASE / "fixtures",
            metavar="PATH",
            help="The folder of all curated files. Default: fixtures/. A new or empty one gets a copy of everything.",
        )
        parser.add_argument(
            "--check",
            action="store_true",
            help="Write nothing: name the files that would change. The exit status is 1 if there are any.",
        )
        parser.add_argument(
            "--remove",
            action="store_true",
            help="Remove files whose records were deleted in the database. Without it they are named, and stay.",
        )
        sides = parser.add_mutually_exclusive_group()
        sides.add_argument(
            "--ours",
            dest="side",
            action="store_const",
            const=Side.DATABASE,
            help="In every conflict the database wins, and also over what changed in the files alone.",
        )
        sides.add_argument(
            "--theirs",
            dest="side",
            action="store_const",
            const=Side.FILES,
            help="In every conflict the files stay as they are; everything else is dumped.",
        )

    def handle(self, *, path, check, remove, side, verbosity, **options):
        progress = Progress(self.stderr, silent=verbosity < 1)
        if reason := unready():
            raise CommandError(f"{reason} Nothing was written.")
        try:
            with refusals_told(self, progress, sides="With --ours the database wins, with --theirs the files."):
                result = curated.dump(path, side=side, remove=remove, progress=progress, is_trial=check)
        except OSError as error:
            progress.end()
            raise CommandError(f"{error.filename or path}: {error.strerror}. Nothing was written.") from error
        self._report(path, result, check=check)
        if check and result.changed_anything():
            raise SystemExit(1)

    def _report(self, path: Path, result: Dumped, *, check: bool) -> None:
        for word, names in (("changed", result.written), ("new", result.new), ("removed", result.removed)):
            for name in names if not result.is_copy else ():
                self.stdout.write(f"{word:<8} {os.path.join(path, name)}")
        count = len(result.written) + len(result.new) + len(result.removed)
        if not count:
            self.stdout.write(f"{result.files:,} files, nothing to change.")
        elif result.is_copy:
            self.stdout.write(f"A copy in {path}: {result.files:,} files{' would be written' if check else ''}.")
        else:
            did = "would change" if check else "changed"
            self.stdout.write(f"{result.files:,} files, of which {count:,} {did}.")
        list_some(
            self.stdout,
            "Their records were deleted in the database; --remove removes these files:",
            [os.path.join(path, name) for name in result.gone],
        )
        list_some(self.stdout, "Changed in the files alone; load_knowledge brings it in:", result.newer)
        list_some(self.stdout, "Kept in the database only:", result.left_out)
