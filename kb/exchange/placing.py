"""In which file each record of the database stands: where it stood, or where an editor would look for it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.utils.text import slugify

from kb.exchange import kinds
from kb.exchange.layout import ENDING, path_of
from kb.models import Citation, Event, LanguageModel, Organization, Source

Thing = tuple[str, str]  # kind and slug
_BATCH = 500
# By column of a citation's statement: the kind of what the statement is about.
_ABOUT = {
    "fact__language_model": "model",
    "fact__dataset": "dataset",
    "specification__language_model": "model",
    "derivation__language_model": "model",
    "derivation__dataset": "dataset",
    "license_term__license": "license",
    "event": "event",
}
# What an event may stand with, and by which list it concerns that.
_WITH = (("language_models", "model"), ("datasets", "dataset"), ("licenses", "license"))


class Places:
    """Out: the file of each record.

    In: where things stand in the files now; what files say of events, by digest: one that changed there does not move;
    which files are to go.
    """

    def __init__(self, standing: dict[Thing, str], events: dict[str, str], leaving: Iterable[str] = ()) -> None:
        self.files: dict[Thing, str] = {}  # of records with a name
        self.sources: dict[str, list[str]] = defaultdict(list)  # by file: the slugs of its sources
        self.events: dict[str, list[str]] = defaultdict(list)
        self.moved: dict[str, str] = {}  # by file as it lies now: where it goes
        self.rehomed: set[Thing] = set()  # what is to stand in another file than before
        self._of_event: dict[str, str] = {}
        self._said = events
        self._standing = standing
        self._leaving = set(leaving)
        makers = dict(LanguageModel.objects.values_list("slug", "organization__slug"))
        for kind in kinds.RECORDS[1:]:
            for slug in kind.model._default_manager.values_list("slug", flat=True):
                self.files[kind.name, slug] = self._file(kind.name, slug, makers.get(slug))
        self._place_events()
        self._place_sources()

    def _file(self, kind: str, slug: str, maker: str | None) -> str:
        path = path_of(kind, {"slug": slug, "organization": maker})
        before = self._standing.get((kind, slug), path)
        if before.rpartition("/")[0] == path.rpartition("/")[0]:
            return before
        self.moved[before] = path
        return path

    def _before(self, kind: str, slug: str) -> str:
        """Where it stood, if that file stays; a file that moves takes along what stands in it."""
        path = self._standing.get((kind, slug), "")
        return "" if path in self._leaving else self.moved.get(path, path)

    def _note(self, kind: str, slug: str, path: str) -> None:
        before = self._standing.get((kind, slug), path)
        if self.moved.get(before, before) != path:
            self.rehomed.add((kind, slug))

    def _place_events(self) -> None:
        rows = Event.objects.order_by("slug").prefetch_related(*(name for name, _kind in _WITH))
        for event in rows.iterator(chunk_size=_BATCH):
            path = self._of_event[event.slug] = self._place_of(event)
            self.events[path].append(event.slug)
            self._note("event", event.slug, path)

    def _place_of(self, event: Event) -> str:
        concerned = [[self.files[kind, one.slug] for one in getattr(event, name).all()] for name, kind in _WITH]
        before = self._before("event", event.slug)
        has_changed = before and self._said[event.slug] != event.loaded_digest
        if has_changed or before.startswith("events/") or any(before in homes for homes in concerned):
            return before
        for homes in concerned:
            if len(homes) == 1:
                return homes[0]
        return f"events/{'claims' if event.claim else 'background'}{ENDING}"

    def _place_sources(self) -> None:
        rows = Source.objects.order_by("slug").values_list("pk", "slug", "publisher").iterator()
        while batch := list(islice(rows, _BATCH)):
            before = {slug: self._before("source", slug) for _key, slug, _publisher in batch}
            citing = self._citing(key for key, slug, _publisher in batch if not before[slug])
            for key, slug, publisher in batch:
                path = before[slug] or _where(citing[key], publisher)
                self.sources[path].append(slug)
                self._note("source", slug, path)

    def _citing(self, sources: Iterable[int]) -> dict[int, set[str]]:
        """By key of a source: the files that cite it."""
        found: dict[int, set[str]] = defaultdict(set)
        keys = list(sources)
        cites = Citation.objects.filter(source__in=keys).order_by()
        for key, *slugs in cites.values_list("source", *(f"{column}__slug" for column in _ABOUT)).distinct().iterator():
            found[key] |= set(self._homes(slugs))
        resting = Organization.objects.filter(sources__in=keys).values_list("sources", "slug")
        for key, slug in resting:
            found[key].add(self.files["organization", slug])
        return found

    def _homes(self, slugs: list[Any]) -> Iterator[str]:
        for kind, slug in zip(_ABOUT.values(), slugs, strict=True):
            if slug:
                yield self._of_event[slug] if kind == "event" else self.files[kind, slug]


def _where(citing: set[str], publisher: str) -> str:
    """With the one file that cites it; what several cite stands with its publisher."""
    if len(citing) == 1:
        return next(iter(citing))
    return f"sources/{slugify(publisher)[:80] or 'others'}{ENDING}"
