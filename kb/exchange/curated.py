"""Curated files: check them, load them and dump them. The commands `load_knowledge` and `dump_knowledge` tell of it."""

from collections.abc import Callable, Iterable
from pathlib import Path

from django.db import transaction

from kb.editorial.revisions import revision
from kb.exchange.checks import Checks
from kb.exchange.dumping import Dumping
from kb.exchange.entries import Contents, contents
from kb.exchange.finding import Found, find
from kb.exchange.loading import Loading, Progress, learn_sizes
from kb.exchange.outcome import Dumped, Result, Side
from kb.exchange.problems import Place, Problem, Refused, quoted, shown
from kb.exchange.replacing import Replacing
from kb.exchange.schema import FOLDERS
from kb.exchange.spool import Spool
from kb.exchange.yaml_reading import Unreadable
from kb.models import reasons
from kb.models.revision import current_revision


def check(paths: Iterable[Path], *, progress: Progress | None = None) -> int:
    """Check files by themselves, without a database. In: files or folders. Out: how many files.

    Raises Refused with all problems. What single files name cannot be looked up, so that is not judged.
    """
    files, whole = find(paths)
    checks = Checks(is_alone=True, whole=whole)
    return _examine(files, len(files), checks, lambda held: None, progress or _silent)


def load(
    paths: Iterable[Path],
    *,
    side: Side | None = None,
    why: str = reasons.LOADED,
    progress: Progress | None = None,
    is_trial: bool = False,
) -> Result:
    """Check files, and write what they say in one transaction that is one revision; no revision if nothing changed.

    In: files or folders; `side`, which wins where a row was edited in the database since it was last loaded; `why`,
    for the list of changes; `progress`, told what is done, how many of how many; `is_trial`, whether all that was
    written is to be taken back at the end. Out: what was done.
    Raises Refused when a file is wrong, InConflict when rows were edited and no side is named; then nothing is stored.
    """
    files, whole = find(paths)
    return load_files(files, len(files), whole=whole, side=side, why=why, progress=progress, is_trial=is_trial)


def load_files(
    files: Iterable[Found],
    total: int,
    *,
    whole: bool,
    why: str,
    side: Side | None = None,
    progress: Progress | None = None,
    is_trial: bool = False,
) -> Result:
    """As `load`, for files that were found already, each after those of the kinds that it names.

    In: also `whole`, whether these are all files there are, so that an event that stands in none of them is gone.
    """
    progress = progress or _silent
    checks = Checks(whole=whole)
    with Spool() as spool:
        count = _examine(files, total, checks, spool.keep, progress)
        is_within_another = current_revision() is not None
        with revision(by=None, why=why) as made:
            result = Loading(spool, side, checks.parents_first(), progress).run(whole=whole)
            if made and not result.changed_anything() and not is_within_another:
                made.delete()
            if result.changed_anything():
                learn_sizes()  # again, as profiles and verdicts have come since
            if is_trial:
                transaction.set_rollback(True)
    result.files = count
    result.revision = made.number if made and result.changed_anything() and not is_trial else None
    return result


def dump(
    folder: Path,
    *,
    side: Side | None = None,
    remove: bool = False,
    progress: Progress | None = None,
    is_trial: bool = False,
) -> Dumped:
    """Write what the database says into the files of a folder, of which all are replaced or none.

    Files that say the same are not touched. What changed in the files alone stays there, to be loaded. Afterwards what
    was written counts as exchanged, unless the folder was empty before: that is a copy, and goes on beside the files
    from which the database was loaded.
    In: the folder of all kinds; `side`, which wins where both changed since the last exchange (the database wins over
    what changed in the files alone, too); `remove`, whether files go whose records were deleted. Out: what was done.
    Raises Refused when a file is wrong or something cannot stand in one, InConflict, OSError; then nothing is written.
    """
    if wrong := _no_place(folder):
        raise Refused([Problem(Place(shown(folder)), "", wrong)])
    dumping = Dumping(folder, side, remove, progress or _silent)
    if is_trial:
        dumping.compare(None)
        return dumping.result
    with Replacing(folder) as replacing:
        dumping.compare(replacing)
        replacing.carry_out()
    with transaction.atomic():
        dumping.stamp()
    return dumping.result


def _no_place(folder: Path) -> str:
    """Why nothing is dumped there; empty if it is a folder of knowledge, or can become one."""
    if not folder.exists():
        return ""
    if not folder.is_dir():
        return "is no folder; name that of all curated files, such as fixtures/, or a new one"
    found, _whole = find([folder])
    others = [one.path for one in found if not one.folder and one.path != folder]
    if others and not any(one.folder for one in found):
        other = quoted(min(others).relative_to(folder))
        return f"holds no knowledge, but {other}; name the folder of {', '.join(FOLDERS)}, or an empty one"
    return ""


def _silent(what: str, done: int, total: int) -> None:
    pass


def _examine(
    files: Iterable[Found], total: int, checks: Checks, keep: Callable[[Contents], None], progress: Progress
) -> int:
    """Read and check every file, hand on what it holds, and raise Refused if anything is wrong anywhere."""
    problems: list[Problem] = []
    count = 0
    for found in files:
        progress("checking", count, total)
        count += 1
        if found.wrong:
            problems.append(Problem(Place(found.shown()), "", found.wrong))
        if not found.folder:
            checks.excuse(found)
            continue
        try:
            document = found.read()
        except (Unreadable, OSError) as error:
            problems.append(_unreadable(found, error))
            checks.excuse(found)
            continue
        held, wrong = contents(found, document)
        problems += wrong
        checks.see(held)
        if not problems:
            keep(held)
    problems += checks.finish()
    if problems:
        raise Refused(problems)
    return count


def _unreadable(found: Found, error: Unreadable | OSError) -> Problem:
    if isinstance(error, Unreadable):
        return Problem(Place(found.shown(), error.line, error.column), "", error.message)
    return Problem(Place(found.shown()), "", f"cannot be read: {error.strerror}")
