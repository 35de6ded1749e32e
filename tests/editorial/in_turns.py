"""Publishing, withdrawing, reverting and loading without end: `python -m tests.editorial.in_turns PATH`. No test;
`test_editors_at_once` kills it at some moment.
"""

import itertools
import sys
from pathlib import Path

import django


def main(path: Path) -> None:
    django.setup()
    from kb.editorial.publication import publish_all, withdraw_all
    from kb.editorial.reverting import revert
    from kb.exchange import curated
    from kb.models import Fact, Revision
    from tests.exchange import sample

    facts = Fact.objects.filter(language_model__slug="dolly-2")
    print("ready", flush=True)
    for number in itertools.count():
        withdraw_all(facts.published(), by=None, why=f"Withdrawn {number}")
        revert(Revision.objects.latest_number(), by=None, why=f"Reverted {number}")
        publish_all(facts.exclude(publication="published"), by=None, why=f"Published {number}")
        file = path / sample.DOLLY
        file.write_text(
            file.read_text().replace("note: The weights can be had", f"note: {number} The weights can be had")
        )
        curated.load([path])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
