"""How `load_knowledge` and `dump_knowledge` say that they wrote nothing, and why."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from kb.exchange.outcome import InConflict
from kb.exchange.problems import Refused
from kb.management.progress import Progress
from kb.management.reports import counted


@contextmanager
def refusals_told(command: BaseCommand, progress: Progress, *, sides: str) -> Iterator[None]:
    """Within, what is refused is listed on stderr and ends the command.

    In: `sides`, what to do about conflicts. Raises CommandError.
    """
    try:
        yield
    except (Refused, InConflict) as stopped:
        progress.end()
        found = stopped.problems if isinstance(stopped, Refused) else stopped.conflicts
        for one in found:
            command.stderr.write(str(one))
        word = "problem" if isinstance(stopped, Refused) else "conflict"
        hint = "" if isinstance(stopped, Refused) else f" {sides}"
        raise CommandError(f"{counted(list(found), word)}; nothing was written.{hint}") from None
    except DatabaseError as error:
        progress.end()
        raise CommandError(f"The database refused: {error} Nothing was written.") from error
    progress.end()
