"""`manage.py check_sources [SLUG…]`: visit the addresses of sources, and record what is gone, changed or moved."""

from collections import Counter

from django.core.management.base import BaseCommand, CommandError

from kb.editorial.source_checks import Address, due, record
from kb.exchange.fetching import Fetcher
from kb.exchange.visiting import visits
from kb.management.progress import Progress
from kb.models import Source
from kb.vocabulary.visits import Outcome, Visit

_BATCH = 50  # visits that are written together


class Command(BaseCommand):
    help = (
        "Visit the addresses of sources: one request at a time for each host, with a pause between, as robots.txt "
        "allows. Records what came of it and whether the content is still what was read. What is gone, changed or "
        "moved is marked beside its citations and listed for editors."
    )

    def add_arguments(self, parser):
        parser.add_argument("slugs", nargs="*", metavar="SLUG", help="Sources to visit. Default: all that are due.")
        parser.add_argument(
            "--older-than", type=int, default=0, metavar="DAYS", help="Leave out what was visited in the last DAYS."
        )
        parser.add_argument("--limit", type=int, metavar="N", help="At most N sources, those visited longest ago.")
        parser.add_argument("--workers", type=int, default=4, metavar="N", help="Hosts at a time. Default: 4.")
        parser.add_argument(
            "--contact", default="", metavar="ADDRESS", help="Tells hosts where to ask who visits them, and why."
        )

    def handle(self, *, slugs, older_than, limit, workers, contact, verbosity, **options):
        if workers < 1 or older_than < 0 or (limit is not None and limit < 1):
            raise CommandError("--workers and --limit are 1 or more, --older-than is 0 or more.")
        if not contact.isprintable() or not contact.isascii():
            raise CommandError("--contact is plain ASCII: an address of the web, or an e-mail address.")
        known = set(Source.objects.filter(slug__in=slugs).values_list("slug", flat=True))
        if unknown := [slug for slug in slugs if slug not in known]:
            raise CommandError(f"There is no source called {', '.join(unknown)}.")
        wanted = due(slugs, older_than=older_than, limit=limit)
        progress = Progress(self.stderr, silent=verbosity < 1)
        outcomes: Counter[str] = Counter()
        left = 0
        batch: list[tuple[Address, Visit]] = []
        changed = []
        try:
            for done, (address, visit) in enumerate(visits(wanted, self.fetcher(contact).visit, workers=workers), 1):
                progress("visiting sources", done, len(wanted))
                if visit is None:
                    left += 1
                    continue
                outcomes[visit.outcome] += 1
                batch.append((address, visit))
                if len(batch) == _BATCH:
                    changed += record(batch)
                    batch = []
        finally:  # also what was seen before somebody stopped it
            changed += record(batch)
            progress.end()
        for row in changed:
            condition, since = row.condition()
            self.stdout.write(
                f"{row.source.slug}: {row.url}: {f'{condition} since {since}' if condition else 'as read'}"
            )
        counts = [f"{outcome.label}: {outcomes[outcome]:,}" for outcome in Outcome if outcomes[outcome]]
        self.stdout.write(f"{sum(outcomes.values()):,} addresses visited. {', '.join(counts)}".rstrip())
        if left:
            self.stdout.write(f"{left:,} were left for another day, as their hosts asked to wait.")

    def fetcher(self, contact: str) -> Fetcher:
        return Fetcher(contact=contact)
