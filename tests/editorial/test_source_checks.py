"""What visits of sources leave behind: when something counts as gone, changed or moved, and when it is public."""

from datetime import date

import pytest
import time_machine

from kb.admin.links import change_url, list_url
from kb.editorial.source_checks import due, record
from kb.models import Revision, Source, SourceCheck
from kb.vocabulary.visits import Outcome, Part, Visit
from tests.admin.forms import change
from tests.factories import make_published_fact, make_source

pytestmark = pytest.mark.django_db

AS_READ, OTHER, BYTES = "a" * 64, "b" * 64, "c" * 64


@pytest.fixture
def card(db):
    """A source that a published fact rests on."""
    return make_published_fact().citations.get().source


@pytest.fixture
def read(client):
    return lambda address: client.get(address).content.decode()


def seen(source, day: str = "2026-12-01", outcome=Outcome.READ, part=Part.ADDRESS, **found):
    """Record a visit on a day. Out: the source as it is stored then."""
    url = source.copy_url if part == Part.COPY else source.url
    if outcome == Outcome.READ:
        found = {"status": 200, "fingerprint": AS_READ, "digest": BYTES, "size": 9, "media_type": "text/html"} | found
    with time_machine.travel(f"{day} 12:00:00Z", tick=False):
        record([((source.pk, part), Visit(url, outcome, **found))])
    source.refresh_from_db()
    return source


def told(source) -> tuple:
    return source.shown_condition(), source.condition_since if source.shown_condition() else None


def test_the_first_content_seen_is_what_later_ones_are_compared_with(card):
    before = Revision.objects.latest_number()

    assert told(seen(card)) == ("", None)
    assert told(seen(card, "2026-12-02")) == ("", None)
    assert Revision.objects.latest_number() == before
    assert told(seen(card, "2026-12-03", fingerprint=OTHER)) == ("changed", date(2026, 12, 3))
    assert told(seen(card, "2026-12-04", fingerprint=OTHER)) == ("changed", date(2026, 12, 3))
    assert told(seen(card, "2026-12-05")) == ("", None)
    assert Revision.objects.latest_number() == before + 2
    assert Revision.objects.first().subject == str(card)
    assert SourceCheck.objects.count() == 1


def test_the_fingerprint_of_what_was_read_goes_before_the_first_seen(card):
    Source.objects.update(fingerprint=OTHER)
    card.refresh_from_db()
    assert told(seen(card)) == ("changed", date(2026, 12, 1))

    Source.objects.update(fingerprint=BYTES)
    card.refresh_from_db()
    assert told(seen(card, "2026-12-02")) == ("", None)
    # From now on by its words, so that other bytes around the same words are no change.
    assert told(seen(card, "2026-12-03", digest=OTHER)) == ("", None)


def test_what_is_gone_stays_so_until_it_answers(card):
    seen(card)
    assert told(seen(card, "2026-12-02", Outcome.GONE, status=404)) == ("gone", date(2026, 12, 2))
    assert told(seen(card, "2026-12-03", Outcome.TOO_SLOW)) == ("gone", date(2026, 12, 2))
    assert told(seen(card, "2026-12-04", Outcome.GONE, status=410)) == ("gone", date(2026, 12, 2))
    assert told(seen(card, "2026-12-05")) == ("", None)


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - {Outcome.READ, Outcome.GONE}))
def test_what_only_fails_is_not_told_in_public(card, outcome):
    seen(card)
    before = Revision.objects.latest_number()

    assert told(seen(card, "2026-12-02", outcome, detail="Why.")) == ("", None)
    assert Revision.objects.latest_number() == before
    check = SourceCheck.objects.get()
    assert (check.outcome, check.detail, check.fingerprint, check.baseline) == (outcome, "Why.", AS_READ, AS_READ)


@pytest.mark.parametrize(
    ("final_url", "is_permanent", "condition"),
    [
        ("https://pasture.example/meadow-card", True, "moved"),
        ("https://pasture.example/meadow-card", False, ""),
        ("http://www.meadow.example/meadow-card/", True, ""),
    ],
)
def test_moved_is_what_says_so_for_good(card, final_url, is_permanent, condition):
    assert told(seen(card, final_url=final_url, is_permanent=is_permanent))[0] == condition


def test_a_page_under_a_commit_is_not_compared(db):
    pinned = make_source(url=f"https://forge.example/meadow/skylark/blob/{'0123456789' * 4}/README.md")

    assert told(seen(seen(pinned), "2026-12-02", fingerprint=OTHER)) == ("", None)
    assert told(seen(pinned, "2026-12-03", Outcome.GONE, status=404))[0] == "gone"


def test_a_page_without_words_is_not_compared(card):
    assert told(seen(seen(card, fingerprint=""), "2026-12-02", fingerprint="", digest=OTHER)) == ("", None)


def test_the_copy_that_was_read_is_the_one_that_counts(read, db):
    source = make_source(copy_url="https://mirror.example/card")
    seen(source, part=Part.COPY)

    assert told(seen(source, outcome=Outcome.GONE, status=404)) == ("", None)
    assert "gone since" in read(source.get_absolute_url())
    assert told(seen(source, "2026-12-02", part=Part.COPY, fingerprint=OTHER))[0] == "changed"


def test_another_address_or_a_later_reading_begins_anew(card):
    seen(card, "2026-12-02", fingerprint=AS_READ)
    seen(card, "2026-12-03", fingerprint=OTHER)
    Source.objects.update(retrieved=date(2026, 12, 4))
    card.refresh_from_db()
    assert told(card) == ("", None)
    assert told(seen(card, "2026-12-05", fingerprint=OTHER)) == ("", None)

    seen(card, "2026-12-06", Outcome.GONE, status=404)
    Source.objects.update(url="https://meadow.example/new")
    card.refresh_from_db()
    assert told(card) == ("", None)
    assert told(seen(card, "2026-12-07")) == ("", None)
    assert (card.condition, SourceCheck.objects.get().url) == ("", card.url)


def test_a_visit_of_what_has_another_address_by_now_is_dropped(card):
    record([((card.pk, Part.ADDRESS), Visit("https://meadow.example/old", Outcome.GONE)), ((0, Part.COPY), None)])

    assert not SourceCheck.objects.exists()


def test_those_never_visited_come_first_then_the_longest_ago(card):
    old, new, fresh = make_source("old"), make_source("new"), make_source("fresh", copy_url="https://mirror.example/")
    make_source("on-file", url="", fingerprint=AS_READ)
    with time_machine.travel("2026-12-10 13:00:00Z"):
        for source, day in ((card, "2026-12-09"), (old, "2026-12-01"), (new, "2026-12-10")):
            seen(source, day)
        both = [((fresh.pk, part), url) for part, url in ((Part.ADDRESS, fresh.url), (Part.COPY, fresh.copy_url))]
        first, second, third = (((one.pk, Part.ADDRESS), one.url) for one in (old, card, new))

        assert due() == [*both, first, second, third]
        assert due(older_than=1) == [*both, first, second]
        assert due(older_than=5, limit=1) == both
        assert due(["new"]) == [third]


@pytest.mark.parametrize(
    ("outcome", "found", "words"),
    [
        (Outcome.GONE, {}, "gone since"),
        (Outcome.READ, {"fingerprint": OTHER}, "changed since it was read"),
        (Outcome.READ, {"final_url": "https://pasture.example/card", "is_permanent": True}, "moved, noticed"),
    ],
)
def test_readers_see_it_beside_the_citation_and_on_the_page_of_the_source(read, card, outcome, found, words):
    seen(card)
    assert words not in read("/models/skylark-7b/")

    seen(card, "2026-12-03", outcome, **found)

    for address in ("/models/skylark-7b/", "/sources/meadow-card/"):
        assert words in read(address)
        assert 'datetime="2026-12-03"' in read(address)
    assert "2026년 12월 3일" in read("/ko/models/skylark-7b/")
    assert ("https://pasture.example/card" in read("/sources/meadow-card/")) == (words == "moved, noticed")


def test_editors_find_what_needs_a_look(adas_client, card):
    others = {key: make_source(key) for key in ("changed", "moved", "robots", "failed", "never")}
    seen(card, outcome=Outcome.GONE, status=404)
    seen(seen(others["changed"]), fingerprint=OTHER)
    seen(others["moved"], final_url="https://pasture.example/", is_permanent=True)
    seen(others["robots"], outcome=Outcome.ROBOTS)
    seen(others["failed"], outcome=Outcome.TOO_SLOW)

    for key, source in {"gone": card, **others}.items():
        page = adas_client.get(list_url(Source, visits=key))
        assert list(page.context["cl"].queryset) == [source], key
        assert f'href="{list_url(Source, visits=key)}"' in adas_client.get("/admin/").content.decode()
    assert "Visited Dec. 1, 2026: too slow." in adas_client.get(change_url(others["failed"])).content.decode()


def test_an_editor_reads_again_and_the_change_is_settled(adas_client, ada, card):
    Source.objects.update(fingerprint="d" * 64)
    card.refresh_from_db()
    other = make_source("other")
    seen(card, fingerprint=OTHER)
    before = Revision.objects.latest_number()

    with time_machine.travel("2026-12-05 12:00:00Z"):
        adas_client.post(list_url(Source), {"action": "read_again", "_selected_action": [card.pk, other.pk]})

    card.refresh_from_db()
    other.refresh_from_db()
    assert (told(card)[0], card.retrieved, card.fingerprint) == ("", date(2026, 12, 5), BYTES)
    assert other.retrieved == date(2026, 11, 1)
    assert (Revision.objects.latest_number(), Revision.objects.first().by) == (before + 1, ada)
    assert (card.history.first().history_user, card.history.first().revision_id) == (ada, before + 1)
    assert told(seen(card, "2026-12-06", fingerprint=OTHER))[0] == ""
    assert told(seen(card, "2026-12-07"))[0] == "changed"

    adas_client.post(list_url(Source), {"action": "read_again", "_selected_action": [other.pk]})
    assert Revision.objects.latest_number() == before + 2  # of the last visit; nothing was accepted


def test_contributors_do_not_accept_for_everybody(bens_client, card):
    seen(seen(card), fingerprint=OTHER)

    bens_client.post(list_url(Source), {"action": "read_again", "_selected_action": [card.pk]})

    card.refresh_from_db()
    assert told(card)[0] == "changed"


def test_an_edit_of_a_source_keeps_what_visits_found(adas_client, card):
    seen(card, outcome=Outcome.GONE, status=404)

    change(adas_client, card, note="It was on the site until November.")

    card.refresh_from_db()
    assert (card.note, told(card)[0]) == ("It was on the site until November.", "gone")
