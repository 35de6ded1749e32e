"""Visits of sources: what is recorded of them, and the reading again that settles a change."""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from kb.editorial.revisions import revision, sign, take_turn
from kb.models import Source, SourceCheck, reasons
from kb.vocabulary.visits import Condition, Outcome, Part, Visit

Address = tuple[int, Part]  # the key of a source, and which of its addresses


def due(slugs: Sequence[str] = (), *, older_than: int = 0, limit: int | None = None) -> list[tuple[Address, str]]:
    """Addresses to visit, those never visited first, then the longest ago.

    In: slugs of sources, none for all; `older_than`, days for which a visit is good; `limit`, of sources.
    """
    rows = Source.objects.exclude(url="", copy_url="")
    if slugs:
        rows = rows.filter(slug__in=slugs)
    seen = dict(SourceCheck.objects.current().order_by().values_list("source").annotate(Max("visited")))
    before = timezone.now() - timedelta(days=older_than)
    wanted = [row for row in rows.order_by("slug") if row.pk not in seen or not older_than or seen[row.pk] <= before]
    wanted.sort(key=lambda row: seen[row.pk].timestamp() if row.pk in seen else 0)
    return [((row.pk, part), url) for row in wanted[:limit] for part, url in _addresses(row).items() if url]


def record(found: Iterable[tuple[Address, Visit]]) -> list[SourceCheck]:
    """Keep what came of visits, in one transaction. Out: the checks whose condition is another one now.

    The public sees the condition of a source, so a revision says when one changed; otherwise there is none.
    """
    visits = dict(found)
    now = timezone.now()
    with transaction.atomic():
        take_turn()  # a reading that is accepted meanwhile is not written over
        sources = Source.objects.in_bulk({pk for pk, _part in visits})
        stored = SourceCheck.objects.filter(source__in=sources).select_related("source")
        rows = {(row.source_id, Part(row.part)): row for row in stored}
        checks, changed = [], []
        for (pk, part), visit in visits.items():
            source = sources.get(pk)
            if source is None or _addresses(source)[part] != visit.url:
                continue  # deleted, or given another address, while it was visited
            row = rows.get((pk, part)) or SourceCheck(part=part)
            if row.url != visit.url:  # another address is another history
                row = SourceCheck(pk=row.pk, part=part, url=visit.url)
            row.source = source
            before = _face(row)
            _note(row, visit, now)
            checks.append(row)
            if _face(row) != before:
                changed.append(row)
        about = changed[0].source if len({row.source_id for row in changed}) == 1 else None
        with revision(by=None, why=reasons.written(reasons.VISITED), about=about) if changed else nullcontext():
            for row in checks:
                row.save()
                _mark(row)
    return changed


def accept(sources: QuerySet[Source], *, by: User, why: str) -> int:
    """Somebody read these again: what the last visit found is what they are compared with from today.

    Out: how many had changed since they were read; the others stay as they are. One revision, as the day of reading is
    public.
    """
    today = timezone.localdate()
    with revision(by=by, why=why):
        changed = SourceCheck.objects.current().filter(source__in=sources, changed_since__isnull=False)
        rows = [row for row in changed.select_related("source") if row.fingerprint and _is_read(row)]
        for row in rows:
            source = row.source
            source.retrieved = today
            if source.fingerprint:
                source.fingerprint = row.digest
            sign(source, by=by, why=why)
            source.save()
            row.baseline, row.baseline_day, row.stated = row.fingerprint, today, source.fingerprint
            row.changed_since = None
            row.save()
            _mark(row)
        if not rows:
            transaction.set_rollback(True)  # nothing was written, so there is no revision either
    return len(rows)


def _addresses(source: Source) -> dict[Part, str]:
    return {Part.ADDRESS: source.url, Part.COPY: source.copy_url}


def _is_read(row: SourceCheck) -> bool:
    """Whether it is the address under which the source was read."""
    return row.url == row.source.read_url()


def _face(row: SourceCheck) -> tuple:
    """What the public sees of it."""
    condition, since = row.condition()
    return condition, since, row.final_url if condition == Condition.MOVED else ""


def _mark(row: SourceCheck) -> None:
    """Repeat the condition beside the source. No history: nobody edited it."""
    condition, since = row.condition()
    marks = {"condition": condition, "condition_since": since, "condition_url": row.url if condition else ""}
    if _is_read(row) and any(getattr(row.source, name) != value for name, value in marks.items()):
        Source.objects.filter(pk=row.source_id).update(**marks)


def _note(row: SourceCheck, visit: Visit, now: datetime) -> None:
    """A visit that got no answer says nothing of the content: what was known of it stays."""
    row.visited, row.outcome, row.status, row.detail = now, visit.outcome, visit.status, visit.detail
    row.final_url = visit.final_url
    day = timezone.localdate(now)
    if visit.outcome == Outcome.GONE:
        row.gone_since = row.gone_since or day
    elif visit.outcome == Outcome.READ:
        row.gone_since = None
        has_moved = visit.is_permanent and _place(visit.final_url) != _place(visit.url)
        row.moved_since = (row.moved_since or day) if has_moved else None
        row.size, row.media_type = visit.size, visit.media_type
        row.fingerprint, row.digest = visit.fingerprint, visit.digest
        _compare(row, day)


def _place(url: str) -> tuple[str, ...]:
    """Where an address leads, without what changes nothing for its reader: https for http, www, a slash at the end."""
    parts = urlsplit(url)
    return (parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query)


def _compare(row: SourceCheck, day: date) -> None:
    """Its content with that which was read: by the source's own fingerprint, else with the first that was seen."""
    source = row.source
    if not row.fingerprint or not _is_read(row) or source.commit():
        return  # nothing to compare; or the host keeps the document under its commit, and only its surroundings change
    was_read_since = row.changed_since and source.retrieved and source.retrieved > row.changed_since
    if not row.baseline or was_read_since or row.stated != source.fingerprint:
        row.stated = source.fingerprint
        row.baseline = source.fingerprint or row.fingerprint
        row.baseline_day = source.retrieved if source.fingerprint else day
        row.changed_since = None
    if row.baseline in (row.fingerprint, row.digest):
        row.baseline = row.fingerprint  # the same words from now on, whatever the bytes
        row.changed_since = None
    else:
        row.changed_since = row.changed_since or day
