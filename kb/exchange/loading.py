"""The load itself: what was checked, into the database, kind after kind, in batches and in one transaction."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from kb.catalogue.profiles import rebuild_profiles
from kb.exchange import kinds
from kb.exchange.comparing import MADE_HERE, Comparison, Stated, Stored
from kb.exchange.kinds import ON, Kind, slugs
from kb.exchange.outcome import Conflict, InConflict, Result, Side
from kb.exchange.spool import Spool
from kb.exchange.writing import stamp, write, write_relations
from kb.models import Dataset, Fact, Family, LanguageModel, License
from kb.vocabulary.editorial import Publication

Progress = Callable[[str, int, int], None]

_BATCH = 200  # records, or subjects with all their statements


def learn_sizes() -> None:
    """Let the database count what it has. Until it has, it may take tables for empty, and a query takes seconds."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


class Loading:
    """One load. Call `run` within a revision; it raises InConflict, and then the caller's transaction undoes all."""

    def __init__(self, spool: Spool, side: Side | None, parents_first: list[str], progress: Progress):
        self.spool, self.side, self.progress = spool, side, progress
        self.parents_first = parents_first
        self.keys = slugs()
        self.result = Result()
        self.conflicts: list[Conflict] = []
        self.touched: set[int] = set()  # models whose profile may change
        self.renamed: dict[str, set[int]] = defaultdict(set)  # by kind: what others carry the name of

    def run(self, *, whole: bool) -> Result:
        """In: whether the files are all there are, so that an event that is in none of them is gone."""
        for kind in kinds.RECORDS:
            self._write_records(kind)
        for subject in ON:
            self._write_statements(subject)
        self._write_events()
        if whole:
            self._name_what_is_gone()
            self._withdraw_events()
        if self.conflicts:
            raise InConflict(self.conflicts)
        self._follow_names()
        if self.result.changed_anything():
            learn_sizes()
        self.progress("working out profiles", 0, 1)
        rebuild_profiles(self.touched)
        return self.result

    def _batches(self, of: str, what: str) -> Iterator[list[dict[str, Any]]]:
        done = 0
        for batch in self.spool.batches(of, _BATCH):
            self.progress(f"writing {what}", done, self.spool.counts[of])
            yield batch
            done += len(batch)

    def _comparison(self, kind: Kind) -> Comparison:
        return Comparison(kind, self.side, self.result, self.conflicts)

    def _write_records(self, kind: Kind) -> None:
        batches: Any = self._batches(kind.name, str(kind.model._meta.verbose_name_plural))
        if kind is kinds.ORGANIZATION:
            batches = self._generations(batches)
        relations: dict[str, list[list[str]]] = {}
        for batch in batches:
            stored = self._stored_by_slug(kind, batch)
            comparison = self._comparison(kind)
            for entry in batch:
                comparison.compare(Stated(**entry), stored.get(entry["record"]["slug"]))
            self._carry_out(comparison)
            if kind is kinds.LICENSE:
                relations |= {one.record["slug"]: one.record["relations"] for one in comparison.writings}
            self._note_names(kind, comparison)
        if relations:
            write_relations(relations, self.keys)

    def _generations(self, batches: Iterator[list[dict[str, Any]]]) -> Iterator[list[dict[str, Any]]]:
        """Organizations are few: all of them, each generation after the one it belongs to."""
        entries = [entry for batch in batches for entry in batch]
        rank = {slug: number for number, slug in enumerate(self.parents_first)}
        yield [entry for entry in entries if entry["record"]["slug"] not in rank]
        for entry in sorted(
            (entry for entry in entries if entry["record"]["slug"] in rank),
            key=lambda entry: rank[entry["record"]["slug"]],
        ):
            yield [entry]

    def _stored_by_slug(self, kind: Kind, batch: list[dict[str, Any]]) -> dict[str, Stored]:
        rows = self._rows(kind, slug__in=[entry["record"]["slug"] for entry in batch])
        return {row.slug: Stored(row, kind.record(row)) for row in rows}

    def _rows(self, kind: Kind, **condition: Any) -> QuerySet:
        """Rows that nobody edits until we are done. (SQLite knows no such lock and lets only one write anyway.)"""
        return kind.rows(**condition).select_for_update(of=("self",))

    def _carry_out(self, comparison: Comparison) -> None:
        write(comparison.kind, comparison.writings, self.keys)
        stamp(comparison.kind, comparison.stamps)

    def _write_statements(self, subject: str) -> None:
        column, its_kinds = ON[subject]
        for batch in self._batches(f"{subject} statements", f"statements on {subject}s"):
            of_subject = {self.keys[subject][entry["subject"]]: entry["statements"] for entry in batch}
            for kind in its_kinds:
                self._write_kind(kind, column, of_subject)

    def _write_kind(self, kind: Kind, column: str, of_subject: dict[int, list]) -> None:
        """Statements of one kind on a batch of subjects. In: by key of the subject, what its file states."""
        stored: dict[int, list[Stored]] = {key: [] for key in of_subject}
        for row in self._rows(kind, **{f"{column}__in": list(of_subject)}):
            stored[getattr(row, f"{column}_id")].append(Stored(row, kind.record(row)))
        comparison = self._comparison(kind)
        for key, statements in of_subject.items():
            stated = [Stated(record, place) for name, record, place in statements if name == kind.name]
            comparison.compare_statements(stated, stored[key], {f"{column}_id": key})
        terms = comparison.writings
        if kind is kinds.TERM:  # conditions first: rights name them
            writings = comparison.writings
            write(kind, [one for one in writings if one.record["condition"]], self.keys)
            comparison.writings = [one for one in writings if not one.record["condition"]]
        self._carry_out(comparison)
        if column == "language_model":
            self.touched |= {writing.row.language_model_id for writing in comparison.writings}
        elif kind is kinds.TERM:  # what a license limits decides verdicts on the models under it
            under = Fact.objects.filter(
                licenses__in={one.row.license_id for one in terms}, language_model__isnull=False
            )
            self.touched |= set(under.values_list("language_model", flat=True))

    def _write_events(self) -> None:
        for batch in self._batches("event", "events"):
            stored = self._stored_by_slug(kinds.EVENT, batch)
            comparison = self._comparison(kinds.EVENT)
            for entry in batch:
                comparison.compare(Stated(**entry), stored.get(entry["record"]["slug"]))
            self._carry_out(comparison)
            keys = [writing.row.pk for writing in comparison.writings]
            concerned = LanguageModel.objects.filter(events__in=keys)  # a leak is a mark beside the rung
            self.touched |= set(concerned.values_list("pk", flat=True))

    @cached_property
    def _described(self) -> dict[str, set[str]]:
        """By kind: the slugs that stand in the files."""
        return {
            kind.name: {entry["record"]["slug"] for batch in self.spool.batches(kind.name, _BATCH) for entry in batch}
            for kind in (*kinds.RECORDS, kinds.EVENT)
        }

    def _gone(self, kind: Kind) -> dict[int, str]:
        """Rows that files once described, and none does now: their keys and slugs."""
        loaded = kind.model._default_manager.exclude(loaded_digest="").exclude(loaded_digest__startswith=MADE_HERE)
        if kind.is_statement:
            loaded = loaded.exclude(publication=Publication.WITHDRAWN)
        slugs = loaded.order_by("slug").values_list("pk", "slug")
        return {key: slug for key, slug in slugs.iterator() if slug not in self._described[kind.name]}

    def _withdraw_events(self) -> None:
        """Events that were loaded and stand in no file now; those that concern what no file describes are named."""
        comparison = self._comparison(kinds.EVENT)
        for row in self._rows(kinds.EVENT, pk__in=list(self._gone(kinds.EVENT))):
            stored = Stored(row, kinds.EVENT.record(row))
            concerned = [(link.kind, slug) for link in kinds.EVENT.links for slug in stored.record[link.name]]
            if concerned and all(slug in self._described[kind] for kind, slug in concerned):
                comparison.withdraw_gone(stored)
            else:
                self.result.gone.append(f"event “{row.slug}”")
        self._carry_out(comparison)

    def _name_what_is_gone(self) -> None:
        """What no file describes any more is public still: whether it is to go is for people to say."""
        for kind in kinds.RECORDS:
            self.result.gone += [f"{kind.name} “{slug}”" for slug in self._gone(kind).values()]

    def _note_names(self, kind: Kind, comparison: Comparison) -> None:
        changed = {writing.row.pk for writing in comparison.writings if writing.before is not None}
        if kind is kinds.MODEL:
            self.touched |= {writing.row.pk for writing in comparison.writings}
        elif kind is kinds.LICENSE:
            on = Fact.objects.filter(licenses__in=changed, language_model__isnull=False)
            self.touched |= set(on.values_list("language_model", flat=True))
            self.renamed[kind.name] |= changed
        else:
            self.renamed[kind.name] |= changed

    def _follow_names(self) -> None:
        """Search texts name makers and families: bring up to date those of what was not itself written."""
        organizations, families = self.renamed["organization"], self.renamed["family"]
        if not organizations and not families:
            return
        of_makers = Q(organization__in=organizations)
        for rows in (
            LanguageModel.objects.filter(of_makers | Q(family__in=families)).select_related("organization", "family"),
            Dataset.objects.filter(of_makers).select_related("organization"),
            Family.objects.filter(of_makers).select_related("organization"),
            License.objects.filter(steward__in=organizations).select_related("steward"),
        ):
            found: list[Any] = list(rows)
            for row in found:
                row.derive()
            rows.model._default_manager.bulk_update(found, ["search_text"], batch_size=_BATCH)
            if rows.model is LanguageModel:
                self.touched |= {row.pk for row in found}
