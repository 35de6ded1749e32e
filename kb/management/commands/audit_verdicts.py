"""`manage.py audit_verdicts`: do the same facts give the same outcomes everywhere, and what hides a verdict?"""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kb.catalogue.audit import Audit, Hidden, audit, hidden

_SHOWN = 40


class Command(BaseCommand):
    help = (
        "Judge every model again and name what does not follow: stored verdicts that differ, same facts with different "
        "outcomes, outdated rule versions, licenses against the SPDX list; then the verdicts that open questions hide, "
        "the greatest gain first. Exit status 1 if anything does not follow."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help=f"list every hidden verdict, not the first {_SHOWN}")

    def handle(self, **options: Any):
        found = audit(date.today())
        self._sound(found)
        self._hidden(hidden(), everything=options["all"])
        if not found.is_sound:
            raise CommandError("Not everything follows from the facts; see above.")

    def _sound(self, found: Audit) -> None:
        self.stdout.write(f"{found.judged:,} models judged again.")
        for stale in found.stale:
            before = stale.stored or "nothing"
            self.stdout.write(f"  {stale.slug}: {stale.framework}: stored is {before}, the facts give {stale.follows}")
        for unequal in found.unequal:
            named = ", ".join(f"{slug} {outcome}" for slug, outcome in sorted(unequal.outcomes.items()))
            self.stdout.write(f"  same facts, different {unequal.framework}: {named}")
        for (framework, version), count in found.outdated.items():
            self.stdout.write(f"  {framework} {version}: {count:,} verdicts from before, kept readable")
        for one in found.licenses:
            self.stdout.write(
                f"  {one.license.slug}: SPDX has OSI {_word(one.osi_approved)}, FSF {_word(one.fsf_libre)}; the record "
                f"OSI {_word(one.license.osi_approved)}, FSF {_word(one.license.fsf_libre)}"
            )
        if found.is_sound:
            self.stdout.write("Same facts, same outcomes; every stored verdict follows.")

    def _hidden(self, found: list[Hidden], *, everything: bool) -> None:
        self.stdout.write(f"{len(found):,} verdicts are hidden by open questions:")
        for one in found if everything else found[:_SHOWN]:
            asked = ", ".join(dict.fromkeys(f"{lack.component} {lack.lack}" for lack in one.questions))
            self.stdout.write(
                f"  {one.language_model.slug}: {one.framework.key}: {one.outcome.key} → {one.could_be.key}: {asked}"
            )
        if not everything and len(found) > _SHOWN:
            self.stdout.write(f"  and {len(found) - _SHOWN:,} more (--all)")


def _word(flag: bool | None) -> str:
    return {True: "yes", False: "no", None: "not judged"}[flag]
