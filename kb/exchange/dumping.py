"""The dump itself: what the database says, into the files that say something else, file after file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from kb.exchange import kinds
from kb.exchange.comparing import Stored
from kb.exchange.entries import RECORD_OF, Contents, contents
from kb.exchange.filing import Sheet
from kb.exchange.finding import Found, find
from kb.exchange.kinds import Kind
from kb.exchange.loading import Progress
from kb.exchange.outcome import Dumped, InConflict, Side
from kb.exchange.placing import Places, Thing
from kb.exchange.problems import Place, Problem, Refused
from kb.exchange.records import digest
from kb.exchange.replacing import Replacing
from kb.exchange.schema import FOLDERS
from kb.exchange.settling import Settling, Stamp
from kb.exchange.yaml_reading import Unreadable

_BATCH = 100  # files, with all that stands in them


@dataclass
class Dumping:
    """One dump. `compare` works out all new files beside the old ones, `stamp` notes in the database what they say.

    In: the folder of all files; the side that wins conflicts; whether files whose records are gone are to go.
    """

    folder: Path
    side: Side | None
    remove: bool
    progress: Progress
    result: Dumped = field(default_factory=Dumped)
    _found: dict[str, Found] = field(default_factory=dict)  # by path from the folder
    _standing: dict[Thing, str] = field(default_factory=dict)
    _events: dict[str, str] = field(default_factory=dict)
    _former: dict[str, str] = field(default_factory=dict)  # by file: where it lay before, of those that move
    _stamps: list[Stamp] = field(default_factory=list)

    def compare(self, replacing: Replacing | None) -> None:
        """In: where new files go, if they are to be written. Raises Refused for files that cannot be read, and for
        what no file can say; InConflict; OSError.
        """
        self._read()
        gone = self._gone()
        if self.remove:
            self.result.removed = gone
        else:
            self.result.gone = gone
        places = Places(self._standing, self._events, self.result.removed)
        self._former = {new: old for old, new in places.moved.items() if old in self._found}
        self.result.is_copy = not self._found
        settling = Settling(self.side, self.result.is_copy, self.result, places.rehomed)
        done, paths = 0, self._paths(places)
        self.result.files = len(paths)
        names = iter(paths)
        while batch := list(islice(names, _BATCH)):
            self.progress("comparing", done, len(paths))
            done += len(batch)
            for sheet in self._sheets(batch, places, settling):
                self._replace(sheet, replacing)
        if settling.conflicts:
            raise InConflict(settling.conflicts)
        if replacing:
            for path in self.result.removed:
                replacing.remove(path)
        self._stamps = settling.stamps

    def stamp(self) -> None:
        """Note what files say now. A row that was edited meanwhile differs from that, and counts as edited."""
        for kind, key, before, after in self._stamps:
            kind.model._default_manager.filter(pk=key, loaded_digest=before).update(loaded_digest=after)

    def _read(self) -> None:
        """Where everything stands. Nothing is compared with files of which something is wrong."""
        problems: list[Problem] = []
        files = [found for found in find([self.folder])[0] if found.path != self.folder]
        for number, found in enumerate(files):
            self.progress("reading", number, len(files))
            held, wrong = _contents(found)
            problems += wrong
            if held:
                path = found.path.relative_to(self.folder).as_posix()
                self._found[path] = found
                problems += self._note(path, held)
        if problems:
            raise Refused(problems)

    def _note(self, path: str, held: Contents) -> Iterator[Problem]:
        named = [held.named] if held.named else []
        events = [item for item in held.statements if item.kind == "event"]
        for item in (*held.sources, *named, *events):
            thing = (item.kind, item.record["slug"])
            if first := self._standing.setdefault(thing, path) if thing in self._standing else "":
                yield held.problem(item.steps, f"the {item.kind} “{thing[1]}” stands in {first} as well")
            self._standing[thing] = path
        self._events |= {item.record["slug"]: digest(item.record) for item in events}

    def _gone(self) -> list[str]:
        """Files of records that were in the database once, and were deleted there."""
        gone = []
        for kind in kinds.RECORDS[1:]:
            slugs = {slug for name, slug in self._standing if name == kind.name}
            slugs -= set(kind.model._default_manager.values_list("slug", flat=True))
            former = slugs & set(kind.model.history.filter(history_type="-").values_list("slug", flat=True))  # type: ignore[attr-defined]
            gone += [self._standing[kind.name, slug] for slug in sorted(former)]
            self.result.newer += [self._standing[kind.name, slug] for slug in sorted(slugs - former)]
        return gone

    def _paths(self, places: Places) -> list[str]:
        """All files, before and after, in the order in which a load reads them."""
        paths = {*self._found, *places.files.values(), *places.sources, *places.events}
        paths -= {*places.moved, *self.result.removed}
        order = list(FOLDERS)
        return sorted(paths, key=lambda path: (order.index(path.partition("/")[0]), path))

    def _sheets(self, paths: list[str], places: Places, settling: Settling) -> Iterator[Sheet]:
        slugs = {path: Path(path).stem for path in paths}
        others: dict[str, dict[str, list[Stored]]] = {path: {} for path in paths}
        for kind, of_file in ((kinds.SOURCE, places.sources), (kinds.EVENT, places.events)):
            stored = _by_slug(kind, (slug for path in paths for slug in of_file.get(path, ())))
            for path in paths:
                others[path][kind.name] = [stored[slug] for slug in of_file.get(path, ()) if slug in stored]
        own: dict[str, Stored] = {}
        for folder in {path.partition("/")[0] for path in paths} & RECORD_OF.keys():
            here = {slugs[path]: path for path in paths if path.startswith(f"{folder}/")}
            kind = kinds.BY_NAME[RECORD_OF[folder]]
            rows = _by_slug(kind, here)
            own |= {here[slug]: row for slug, row in rows.items()}
            if kind.name in kinds.ON:
                column, of_kind = kinds.ON[kind.name]
                path_of_row = {row.row.pk: here[slug] for slug, row in rows.items()}
                for one in of_kind:
                    for statement in one.rows(**{f"{column}__in": list(path_of_row)}):
                        path = path_of_row[getattr(statement, f"{column}_id")]
                        others[path].setdefault(one.name, []).append(Stored(statement, one.record(statement)))
        for path in paths:
            found = self._found.get(self._former.get(path, path))
            held = None
            if found:
                held, wrong = _contents(found)
                if held is None or wrong:
                    raise Refused(wrong)
            sheet = Sheet(path, held, settling)
            sheet.settle(own.get(path), others[path])
            yield sheet

    def _replace(self, sheet: Sheet, replacing: Replacing | None) -> None:
        former = self._former.get(sheet.path)
        before = self._found.get(former or sheet.path)
        if former:
            self.result.removed.append(former)
        elif not sheet.changed:
            return
        if sheet.is_empty:
            self.result.removed += [sheet.path] if before else []
            return
        text = sheet.text(before.path.read_text(encoding="utf-8") if before else "")
        if replacing:
            replacing.write(sheet.path, text)
        (self.result.written if before and not former else self.result.new).append(sheet.path)


def _contents(found: Found) -> tuple[Contents | None, list[Problem]]:
    if found.wrong:
        return None, [Problem(Place(found.shown()), "", found.wrong)]
    try:
        return contents(found, found.read())
    except Unreadable as error:
        return None, [Problem(Place(found.shown(), error.line, error.column), "", error.message)]
    except OSError as error:
        return None, [Problem(Place(found.shown()), "", f"cannot be read: {error.strerror}")]


def _by_slug(kind: Kind, slugs: Iterable[str]) -> dict[str, Stored]:
    return {row.slug: Stored(row, kind.record(row)) for row in kind.rows(slug__in=list(slugs))}
