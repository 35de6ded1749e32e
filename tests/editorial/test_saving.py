"""Saving a statement with its citations, and a record with what follows from it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from kb.editorial.saving import save_record, save_statement
from kb.models import Fact, Profile, Revision
from kb.models.statement import NotSupported
from kb.vocabulary.editorial import Publication
from tests.factories import (
    make_citation,
    make_fact,
    make_license,
    make_model,
    make_organization,
    make_published_fact,
    make_source,
)

pytestmark = pytest.mark.django_db


def nothing():
    """No citations or lists to write."""


def test_a_new_statement_is_published_with_the_citation_that_its_parts_write(ada):
    fact = Fact(language_model=make_model(), component="api", availability="public", note="Open to all.")
    fact.publication = Publication.PUBLISHED

    made = save_statement(fact, parts=lambda: make_citation(fact), by=ada, why="Read.")

    assert (made.by, made.subject) == (ada, "Skylark 7B")
    assert Fact.objects.published().get() == fact
    assert [(row.history_type, row.revision) for row in fact.history.all()] == [("+", made)]
    assert fact.citations.get().history.get().revision == made


def test_a_statement_without_support_is_refused_and_nothing_is_stored():
    fact = Fact(language_model=make_model(), component="api", availability="public", note="Open to all.")
    fact.publication = Publication.PUBLISHED

    with pytest.raises(NotSupported):
        save_statement(fact, parts=nothing, by=None, why="Read.")

    assert not Fact.objects.exists() and not Revision.objects.exists()


def test_a_statement_that_loses_its_last_support_stays_as_it_was():
    fact = make_published_fact()
    fact.note = "Changed."

    with pytest.raises(NotSupported):
        save_statement(fact, parts=fact.citations.get().delete, by=None, why="Dropped.")

    stored = Fact.objects.get()
    assert (stored.publication, stored.support, stored.note == "Changed.") == ("published", 1, False)


def test_another_rule_refuses_too():
    make_published_fact()
    second = make_fact()
    second.publication = Publication.PUBLISHED

    with pytest.raises(ValidationError, match="overlaps"):
        save_statement(second, parts=lambda: make_citation(second), by=None, why="Again.")

    assert second.citations.count() == 0


def test_within_another_revision_a_save_joins_it(ada):
    fact = make_published_fact()
    before = Revision.objects.count()

    with transaction.atomic():
        made = save_statement(fact, parts=nothing, by=ada, why="Checked.")

    assert Revision.objects.count() == before + 1
    assert fact.history.first().revision == made


def test_a_long_reason_fits_the_history_and_is_whole_in_the_revision(ada):
    fact = make_published_fact()

    made = save_statement(fact, parts=nothing, by=ada, why="x" * 300)

    assert made.why == "x" * 300
    assert fact.history.first().history_change_reason == "x" * 100


def test_lists_of_a_record_are_one_row_of_history_with_it(ada):
    organization, source = make_organization(), make_source()
    before = organization.history.count()

    save_record(organization, parts=lambda: organization.sources.add(source), by=ada, why="Sourced.")

    assert organization.history.count() == before + 1
    assert organization.history.first().sources.count() == 1


def test_what_repeats_an_organizations_name_is_found_by_the_new_one(ada):
    organization = make_organization()
    model, license = make_model(organization=organization), make_license(steward=organization)
    organization.name = "Pasture"

    save_record(organization, parts=nothing, by=ada, why="Renamed.")

    for record in (model, license):
        record.refresh_from_db()
        assert "pasture" in record.search_text
    assert "pasture" in Profile.objects.get(language_model=model).search_text
