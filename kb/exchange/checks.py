"""What no file can know of itself: slugs that point elsewhere, what stands in two files, circles, unread sources.

One `Checks` sees the files one after the other and keeps only slugs and places of them; `finish` says what is left.
"""

from datetime import date
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import NamedTuple

from django.db.models import Q

from kb.exchange import schema
from kb.exchange.comparing import MADE_HERE
from kb.exchange.entries import Contents, Item
from kb.exchange.finding import Found
from kb.exchange.kinds import BY_NAME, RECORDS
from kb.exchange.partial_dates import PartialDate
from kb.exchange.problems import Place, Problem, field_name, suggestion
from kb.exchange.references import Reference, references
from kb.exchange.rules import problems_within
from kb.models import Derivation, License, Organization, Source
from kb.models.naming import normalise
from kb.vocabulary.editorial import Publication, Stance, Standing

Thing = tuple[str, str]  # kind and slug


class _Pending(NamedTuple):
    """A published statement some of whose sources were not seen yet."""

    sources: tuple[str, ...]
    place: Place
    field: str


class _Unresolved(NamedTuple):
    """A slug that no file had described when it was met."""

    kind: str
    slug: str
    place: Place
    field: str


class _Licensed(NamedTuple):
    """A license on a published fact that has ended."""

    slug: str
    until: date
    place: Place
    field: str


class Checks:
    """In: files, by `see` or `excuse`. Out: `problems`, complete after `finish`."""

    def __init__(self, *, is_alone: bool = False, whole: bool = True) -> None:
        """In: whether there is no database to ask; whether the files are all there are."""
        self.problems: list[Problem] = []
        self.described: dict[Thing, Place] = {}
        self._is_alone = is_alone
        self._whole = whole
        self._judges_slugs = whole or not is_alone
        self._named: set[Thing] = set()
        self._excused: set[str] = set()  # slugs that files may describe which could not be checked
        self._saw_all = True  # whether the text of every file could be read
        self._stored: dict[str, set[str]] = {kind.name: set() for kind in RECORDS}
        self._was_read: dict[str, bool] = {}
        self._issued: dict[str, date | None] = {}
        if not is_alone:
            for kind in RECORDS:
                self._stored[kind.name] |= set(kind.model._default_manager.values_list("slug", flat=True))
            self._issued |= dict(License.objects.values_list("slug", "released"))
            self._was_read |= {slug: bool(read) for slug, read in Source.objects.values_list("slug", "retrieved")}
        self._addresses: dict[tuple[str, str], Thing] = {}
        self._names: dict[tuple[str, str | None, str], Thing] = {}  # by kind, maker and name
        self._unresolved: list[_Unresolved] = []
        self._pending: list[_Pending] = []
        self._licensed: list[_Licensed] = []
        self._lineage: dict[Thing, dict[Thing, Place | None]] = {}
        self._parents: dict[Thing, dict[Thing, Place | None]] = {}

    def excuse(self, found: Found) -> None:
        """Note a file that cannot be checked: that is the problem, and not that nobody knows what it describes."""
        self._excused |= {found.slug, *(found.keys or ())}
        if found.keys is None:
            self._saw_all = False

    def see(self, held: Contents) -> None:
        """Check one file and remember what others may ask about it."""
        if held.named:
            self._named.add((held.named.kind, held.found.slug))
        written = held.document.value
        sources = written.get("sources") if isinstance(written, dict) else None
        if isinstance(sources, dict):
            self._named |= {("source", slug) for slug in sources}
        self._see_contents(held)
        for reference in references(schema.FOLDERS[held.found.folder], written):
            if not self._is_known(reference):
                place, name = held.place(*reference.steps), field_name(reference.steps)
                self._unresolved.append(_Unresolved(reference.kind, reference.slug, place, name))

    def _see_contents(self, held: Contents) -> None:
        self.problems += problems_within(held)
        for item in held.sources:
            self._describe(held, item)
            self._take_address(held, item)
            # Where the day is wrong there is one.
            self._was_read[item.record["slug"]] = bool(item.record["retrieved"]) or not item.knows("retrieved")
        if held.named:
            self._describe(held, held.named)
            self._take_name(held, held.named)
            self._take_parent(held, held.named)
            if held.named.kind == "license":
                issued = held.named.record["released"]
                self._issued[held.named.record["slug"]] = PartialDate.parse(issued).day if issued else None
        for item in held.statements:
            if item.kind == "event":
                self._describe(held, item)
            if item.kind == "derivation":
                self._take_derivation(held, item)
            if item.kind == "fact":
                self._take_licenses(held, item)
            self._check_reading(held, item)

    def finish(self) -> list[Problem]:
        """All problems, now that every file was seen."""
        for unresolved in self._unresolved:
            if self._judges_slugs and not self._is_known(unresolved):
                self._refuse_unknown(unresolved)
        for pending in self._pending:
            self._judge_reading(pending)
        for licensed in self._licensed:
            self._judge_license(licensed)
        if not self._is_alone:
            self._compare_stored_addresses()
            self._compare_stored_names()
            self._add_stored_edges()
        self._refuse_circles(self._lineage, "the parent descends from the child")
        self._refuse_circles(self._parents, "an organization belongs to itself")
        return self.problems

    def parents_first(self) -> list[str]:
        """Slugs of the organizations in the files that have a parent, and of parents: parents first."""
        graph = {child: list(parents) for child, parents in self._parents.items()}
        return [slug for _kind, slug in TopologicalSorter(graph).static_order()]

    def _is_known(self, named: "Reference | _Unresolved") -> bool:
        is_here = (named.kind, named.slug) in self._named or named.slug in self._excused
        return is_here or named.slug in self._stored[named.kind]

    def _refuse_unknown(self, unresolved: "_Unresolved") -> None:
        kind, slug, place, name = unresolved
        known = self._stored[kind] | {other for of_kind, other in self._named if of_kind == kind}
        where = "" if self._saw_all else " in the files that could be read"
        self.problems.append(Problem(place, name, f"no {kind} “{slug}” is known{where}{suggestion(slug, known)}"))

    def _describe(self, held: Contents, item: Item) -> None:
        if not item.knows("id" if item.kind == "event" else "slug"):
            return
        thing = (item.kind, item.record["slug"])
        place = held.place(*item.steps)
        if first := self.described.get(thing):
            # An event's slug is a field of its entry; a source's is its key.
            steps = (*item.steps, "id") if item.kind == "event" else item.steps
            self.problems.append(
                held.problem(steps, f"the {item.kind} “{thing[1]}” is described twice, first in {first}")
            )
        else:
            self.described[thing] = place

    def _take_address(self, held: Contents, item: Item) -> None:
        address = (item.record["url"], item.record["copy_url"])
        thing = ("source", item.record["slug"])
        if not any(address) or not item.knows("url", "copy_url"):
            return
        first = self._addresses.setdefault(address, thing)
        if first != thing:
            message = f"this address is that of the source “{first[1]}” in {self.described[first]}; cite that one"
            self.problems.append(held.problem((*item.steps, "url"), message))

    def _take_name(self, held: Contents, item: Item) -> None:
        """What one maker made differs in name. Other names may be shared: both Dollys are called Dolly."""
        maker = BY_NAME[item.kind].maker
        if not item.knows("slug", "name", *([maker] if maker else [])):
            return
        thing = (item.kind, item.record["slug"])
        made_by = item.record[maker] if maker else None
        first = self._names.setdefault((item.kind, made_by, normalise(item.record["name"])), thing)
        if first != thing:
            self._refuse_name(held.place("name"), first, f"in {self.described[first]}")

    def _compare_stored_names(self) -> None:
        for kind in RECORDS[1:]:  # sources are told apart by their addresses
            maker = kind.maker
            rows = kind.model._default_manager.all()
            if self._whole:  # one that stands in no file any more goes, or has another slug now
                rows = rows.filter(Q(loaded_digest="") | Q(loaded_digest__startswith=MADE_HERE))
            for slug, name, made_by in rows.values_list("slug", "name", f"{maker}__slug" if maker else "pk"):
                mine = self._names.get((kind.name, made_by if maker else None, normalise(name)))
                if mine and (kind.name, slug) not in self.described:
                    self._refuse_name(self.described[mine], (kind.name, slug), "in the database")

    def _refuse_name(self, place: Place, other: Thing, where: str) -> None:
        message = f"is the name of the {other[0]} “{other[1]}” as well, {where}; tell them apart by their names"
        self.problems.append(Problem(place, "name", message))

    def _compare_stored_addresses(self) -> None:
        rows = Source.objects.exclude(url="", copy_url="").values_list("url", "copy_url", "slug")
        for url, copy_url, slug in rows.iterator():
            mine = self._addresses.get((url, copy_url))
            if mine and mine != ("source", slug) and ("source", slug) not in self.described:
                message = f"its address is that of the source “{slug}” in the database; cite that one"
                self.problems.append(Problem(self.described[mine], f"sources.{mine[1]}", message))

    def _take_parent(self, held: Contents, item: Item) -> None:
        parent = item.record.get("parent")
        if item.kind == "organization" and parent:
            self._parents[held.subject] = {("organization", parent): held.place("parent")}  # type: ignore[index]

    def _take_derivation(self, held: Contents, item: Item) -> None:
        record = item.record
        if record["standing"] == Standing.REFUTED or record["publication"] == Publication.WITHDRAWN:
            return  # no lineage; it may point anywhere
        name = "parent_model" if record["parent_model"] else "parent_dataset"
        if not record[name] or not item.knows("standing", "publication", name):
            return
        parent = (name.removeprefix("parent_"), record[name])
        if parent != held.subject:  # that is refused already
            above = self._lineage.setdefault(held.subject, {})  # type: ignore[arg-type]
            above.setdefault(parent, held.place(*item.steps, name))

    def _check_reading(self, held: Contents, item: Item) -> None:
        """CURATION 2: what was not opened carries nothing."""
        if item.record["publication"] != Publication.PUBLISHED or not item.knows("publication", "cites"):
            return
        supporting = [number for number, cite in enumerate(item.record["cites"]) if cite["stance"] == Stance.SUPPORTS]
        sources = tuple(item.record["cites"][number]["source"] for number in supporting)
        if not sources or any(self._was_read.get(slug) for slug in sources):
            return
        steps = (*item.steps, "source") if item.kind == "term" else (*item.steps, "cites", supporting[0], "source")
        pending = _Pending(sources, held.place(*steps), field_name(steps))
        if all(slug in self._was_read for slug in sources):
            self._judge_reading(pending)
        else:
            self._pending.append(pending)

    def _judge_reading(self, pending: _Pending) -> None:
        readings = [self._was_read.get(slug) for slug in pending.sources]
        if not any(readings) and None not in readings:  # an unknown source is a problem of its own
            message = f"“{pending.sources[0]}” was never read; what rests on it stays a draft"
            self.problems.append(Problem(pending.place, pending.field, message))

    def _take_licenses(self, held: Contents, item: Item) -> None:
        until = item.record["valid_until"]
        if item.record["publication"] != Publication.PUBLISHED or not until or not item.knows("licenses"):
            return
        facts, number = item.steps
        for position, slug in enumerate(held.document.value[facts][number].get("licenses") or ()):
            where = (*item.steps, "licenses", position)
            place, name = held.place(*where), field_name(where)
            self._licensed.append(_Licensed(slug, PartialDate.parse(until).day, place, name))

    def _judge_license(self, licensed: _Licensed) -> None:
        """A text issued while the fact held may have come to apply to it; one issued after its end never did."""
        issued = self._issued.get(licensed.slug)
        if issued and issued >= licensed.until:
            message = f"“{licensed.slug}” was issued on {issued}, and the fact ended by {licensed.until}"
            self.problems.append(Problem(licensed.place, licensed.field, message))

    def _add_stored_edges(self) -> None:
        """Lineage and ownership in the database, of what no file describes."""
        rows = Derivation.objects.exclude(standing=Standing.REFUTED).exclude(publication=Publication.WITHDRAWN)
        for model, dataset, parent_model, parent_dataset in rows.values_list(
            "language_model__slug", "dataset__slug", "parent_model__slug", "parent_dataset__slug"
        ).iterator():
            child = ("model", model) if model else ("dataset", dataset)
            parent = ("model", parent_model) if parent_model else ("dataset", parent_dataset)
            if child not in self.described:
                self._lineage.setdefault(child, {}).setdefault(parent, None)
        owned = Organization.objects.filter(parent__isnull=False)
        for slug, owner in owned.values_list("slug", "parent__slug"):
            if ("organization", slug) not in self.described:
                self._parents.setdefault(("organization", slug), {})[("organization", owner)] = None

    def _refuse_circles(self, graph: dict[Thing, dict[Thing, Place | None]], meaning: str) -> None:
        """One problem for each circle, at an edge that stands in a file."""
        while True:
            try:
                TopologicalSorter({child: list(parents) for child, parents in graph.items()}).prepare()
            except CycleError as error:
                circle = list(reversed(error.args[1]))  # from child to parent
                edges = list(pairwise(circle))
                child, parent = next(((one, other) for one, other in edges if graph[one][other]), edges[0])
                if place := graph[child][parent]:
                    around = " → ".join(slug for _kind, slug in circle)
                    self.problems.append(Problem(place, "", f"closes a circle, {meaning}: {around}"))
                del graph[child][parent]
            else:
                return
