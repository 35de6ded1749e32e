"""Nothing is published without a supporting citation, whichever way one comes: the rule is in the database."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from kb.editorial.publication import publish, publish_all, withdraw
from kb.models import STATEMENTS, Citation, Fact, Source
from kb.models.statement import NeverRead, NotSupported, Statement, StillPublished
from tests.factories import (
    make_citation,
    make_dataset,
    make_derivation,
    make_event,
    make_fact,
    make_license,
    make_organization,
    make_published_fact,
    make_source,
    make_specification,
    make_term,
    published,
)

pytestmark = pytest.mark.django_db
DRAFTS = [make_fact, make_derivation, make_specification, make_term, make_event]


def refuses(write, *kinds):
    """Whether the database refuses `write`; the transaction around the test goes on."""
    with pytest.raises(kinds or (IntegrityError, ValidationError)), transaction.atomic():
        write()


def _publish_in_sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {statement._meta.db_table} SET publication = 'published' WHERE id = %s", [statement.pk])


def test_every_kind_of_statement_is_tried_here():
    assert {type(make()) for make in DRAFTS} == set(STATEMENTS)


@pytest.mark.parametrize("make", DRAFTS)
class TestEveryKindOfStatement:
    def test_publishing_without_a_citation_is_refused_in_words(self, make):
        statement = make()

        with pytest.raises(NotSupported, match="Nothing is published without a citation that supports it"):
            publish(statement, by=None, why="Too early.")

        statement.refresh_from_db()
        assert statement.publication == "draft"

    def test_a_contradicting_citation_is_no_support(self, make):
        statement = make()
        make_citation(statement, stance="contradicts")

        refuses(lambda: publish(statement, by=None, why="Wrong stance."), NotSupported)

    def test_saving_it_as_published_is_refused(self, make):
        statement = make()
        statement.publication = "published"

        refuses(statement.save, NotSupported)

    def test_full_clean_says_what_is_wrong(self, make):
        statement = make()
        statement.publication = "published"

        with pytest.raises(ValidationError, match="Nothing is published without a citation that supports it"):
            statement.full_clean()

    def test_an_update_of_many_is_refused(self, make):
        statement = make()

        refuses(lambda: type(statement).objects.update(publication="published"), NotSupported)

    def test_the_database_refuses_an_update_that_no_code_of_ours_sees(self, make):
        statement = make()

        refuses(lambda: _publish_in_sql(statement), IntegrityError)

    def test_claiming_support_is_not_having_it(self, make):
        statement = make()
        statement.support = 1
        statement.publication = "published"

        refuses(lambda: Statement.save_base(statement), IntegrityError)

    def test_it_counts_its_supporting_citations(self, make):
        statement = make()
        make_citation(statement)
        make_citation(statement)
        make_citation(statement, stance="contradicts")

        statement.refresh_from_db()

        assert statement.support == 2

    def test_a_published_one_keeps_its_last_supporting_citation(self, make):
        statement = published(make())

        refuses(statement.citations.get().delete, IntegrityError)
        refuses(statement.citations.all().delete, IntegrityError)
        refuses(lambda: statement.citations.update(stance="contradicts"), IntegrityError)
        assert statement.citations.get().stance == "supports"

    def test_a_withdrawn_one_may_lose_its_citations_and_go(self, make):
        statement = published(make())
        withdraw(statement, by=None, why="Mistaken.")

        statement.citations.all().delete()
        statement.delete()

        assert not type(statement).objects.exists()

    def test_its_only_citation_may_be_corrected(self, make):
        statement = published(make())
        other = make_source("another-card")

        statement.citations.update(source=other, locator="section “Terms”")

        statement.refresh_from_db()
        assert statement.support == 1


def test_new_rows_in_bulk_are_never_published():
    draft = make_fact()

    def new():
        return Fact(
            language_model=draft.language_model,
            component="weights",
            availability="public",
            note="Bulk.",
            publication="published",
            support=1,
        )

    refuses(lambda: Fact.objects.bulk_create([new()]), NotSupported)
    refuses(lambda: Fact._base_manager.bulk_create([new()]))
    refuses(lambda: bulk_create_with_history([new()], Fact))


def test_a_bulk_update_publishes_nothing_unsupported():
    fact = make_fact()
    fact.publication, fact.support = "published", 1

    refuses(lambda: Fact.objects.bulk_update([fact], ["publication"]))
    refuses(lambda: bulk_update_with_history([fact], Fact, ["publication"]))


def test_a_citation_cannot_be_moved_away_from_the_published_statement_it_carries():
    fact = make_published_fact()
    other = make_fact(component="training-code")

    refuses(lambda: Citation.objects.filter(fact=fact).update(fact=other), IntegrityError)


def test_a_moved_citation_counts_where_it_went():
    fact, other = make_fact(), make_fact(component="training-code")
    make_citation(fact)

    Citation.objects.update(fact=other)

    fact.refresh_from_db()
    other.refresh_from_db()
    assert (fact.support, other.support) == (0, 1)


def test_a_citation_cannot_move_to_another_kind_of_statement_and_leave_a_published_one_bare():
    event = published(make_event())
    fact = make_fact()

    refuses(lambda: Citation.objects.filter(event=event).update(event=None, fact=fact), IntegrityError)


def test_a_restored_history_row_brings_no_support_of_its_own():
    fact = make_published_fact()
    as_it_was = fact.history.first().instance
    withdraw(fact, by=None, why="Mistaken.")
    fact.citations.all().delete()

    refuses(as_it_was.save)


def test_a_cited_source_is_not_deleted():
    make_published_fact()

    refuses(Source.objects.get().delete, ProtectedError)


def test_publishing_many_does_what_it_may_and_says_what_it_refused():
    good = make_fact()
    make_citation(good)
    bare = make_fact(component="training-code")

    outcome = publish_all([good, bare], by=None, why="First batch.")

    good.refresh_from_db()
    assert (outcome.done, good.publication) == (1, "published")
    assert [(statement.pk, reason) for statement, reason in outcome.refused] == [
        (bare.pk, "Nothing is published without a citation that supports it.")
    ]


def test_a_published_statement_is_not_deleted_before_it_is_withdrawn():
    fact = make_published_fact()

    for delete in (fact.delete, Fact.objects.all().delete):
        with pytest.raises(StillPublished, match="Withdraw it first"):
            delete()
    withdraw(fact, by=None, why="It goes.")
    fact.delete()

    assert not Fact.objects.exists()


def test_a_count_that_is_written_by_hand_publishes_nothing():
    fact = make_fact()
    fact.publication, fact.support = "published", 3

    refuses(lambda: Fact.objects.bulk_update([fact], ["publication", "support"]))
    refuses(lambda: Fact._base_manager.filter(pk=fact.pk).update(publication="published", support=9))

    fact.refresh_from_db()
    assert fact.publication == "draft"


def test_what_rests_on_sources_that_nobody_read_stays_a_draft():
    fact = make_fact()
    make_citation(fact, source=make_source("unread", retrieved=None))

    with pytest.raises(NeverRead, match="was ever read"):
        publish(fact, by=None, why="Too early.")


def test_a_source_keeps_its_day_of_reading_while_something_published_rests_on_it():
    source = make_published_fact().citations.get().source
    source.retrieved = None

    with pytest.raises(ValidationError, match="keeps its day of reading"):
        source.full_clean()


@pytest.mark.parametrize(
    "make, on", [(make_fact, "language_model"), (make_derivation, "language_model"), (make_term, "license")]
)
def test_what_published_statements_are_about_is_not_deleted(make, on):
    statement = published(make())
    record = getattr(statement, on)

    for delete in (record.delete, type(record).objects.filter(pk=record.pk).delete):
        refuses(delete, StillPublished)
    withdraw(statement, by=None, why="It goes.")
    record.delete()

    assert not type(statement).objects.exists()


def test_a_dataset_with_published_facts_is_not_deleted():
    fact = published(make_fact(dataset=make_dataset()))

    refuses(fact.dataset.delete, StillPublished)
    refuses(type(fact.dataset).objects.all().delete, StillPublished)


def test_what_a_published_statement_names_is_not_deleted():
    license, organization = make_license(), make_organization()
    published(make_fact(licenses=[license]))
    published(make_event(organizations=[organization], licenses=[license]))

    for record in (license, organization):
        refuses(record.delete, StillPublished)
        refuses(type(record).objects.filter(pk=record.pk).delete, StillPublished)


def test_what_only_a_draft_names_goes():
    license = make_license()
    make_fact(licenses=[license])

    license.delete()
