"""What the database refuses is said in words, whoever asked: no name of a constraint reaches a reader."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from kb.models import Citation, Fact
from tests.factories import (
    make_citation,
    make_derivation,
    make_event,
    make_fact,
    make_license,
    make_published_fact,
    make_source,
    make_specification,
    make_term,
    published,
)

pytestmark = pytest.mark.django_db


def refusal(write) -> str:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        write()
    return str(refused.value)


def test_taking_the_last_citation_says_what_it_would_leave():
    fact, bare = make_published_fact(), make_fact(component="api")
    words = "Nothing is published without a citation that supports it."

    assert refusal(fact.citations.get().delete) == words
    assert refusal(Citation.objects.all().delete) == words
    assert refusal(lambda: Citation.objects.update(stance="contradicts")) == words
    assert refusal(lambda: Fact._base_manager.filter(pk=bare.pk).update(publication="published")) == words


def test_a_check_that_is_broken_says_its_sentence():
    citation = make_citation(make_fact())

    assert refusal(lambda: Citation.objects.filter(pk=citation.pk).update(fact=None)) == (
        "A citation carries one statement."
    )
    assert refusal(lambda: Fact.objects.update(component="soul")) == "Unknown component."


def test_what_stands_twice_says_its_sentence():
    make_source("first", url="https://meadow.example/card")
    published(make_term())
    second = make_term()
    make_citation(second)

    assert refusal(lambda: make_source("second", url="https://meadow.example/card")) == (
        "A source with this address exists already."
    )
    assert refusal(lambda: type(second)._base_manager.filter(pk=second.pk).update(publication="published")) == (
        "A published answer to this right exists already."
    )


def test_it_is_said_in_the_language_of_the_reader():
    citation = make_citation(make_fact())

    with translation.override("ko"):
        assert refusal(lambda: Citation.objects.filter(pk=citation.pk).update(locator="")) != (
            "A citation has a locator."
        )


def test_a_rule_that_is_not_ours_keeps_its_own_words():
    make_license("twice")

    assert "slug" in refusal(lambda: make_license("twice"))


@pytest.mark.parametrize("make", [make_fact, make_derivation, make_specification, make_term, make_event])
def test_nothing_published_is_deleted_in_sql(make):
    statement = published(make())

    def delete():
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {statement._meta.db_table} WHERE id = %s", [statement.pk])

    assert "Withdraw it first" in refusal(delete)


def test_the_triggers_of_every_migration_are_there():
    """A migration that makes a table anew on SQLite loses them without a word."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'kb_%'"
            if connection.vendor == "postgresql"
            else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        )
        names = {name for (name,) in cursor.fetchall()}
    tables = ["fact", "derivation", "specification", "licenseterm", "event"]
    acts = ["insert", "update", "delete"]
    expected = {f"kb_citation_support_{act}" for act in acts}
    for rule, its_acts in {
        **{f"kb_{table}_is_supported": acts[:2] for table in tables},
        **{f"kb_{table}_stays": acts[2:] for table in tables},
        **{f"kb_{table}_address": acts[:2] for table in ("source", "fact", "organization")},
        "kb_fact_overlaps": acts[:2],
        "kb_citation_is_short": acts[:2],
    }.items():
        expected |= {rule} if connection.vendor == "postgresql" else {f"{rule}_{act}" for act in its_acts}

    assert names >= expected
