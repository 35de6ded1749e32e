"""Deleting: what nothing rests on goes; what is public or in use stays, with reasons in words."""

import pytest

from kb.editorial.deletion import InUse, delete, what_protects
from kb.models import Citation, Fact, License, Revision
from tests.factories import (
    make_citation,
    make_fact,
    make_license,
    make_model,
    make_published_fact,
    make_source,
    make_term,
    make_topic,
)

pytestmark = pytest.mark.django_db


def test_a_draft_goes_with_its_citations_and_without_a_revision(ben):
    fact = make_fact()
    make_citation(fact)

    delete([fact], by=ben, why="A mistake.")

    assert not Fact.objects.exists() and not Citation.objects.exists()
    assert not Revision.objects.exists()
    row = Fact.history.first()
    assert (row.history_type, row.history_user, row.history_change_reason) == ("-", ben, "A mistake.")


def test_a_published_statement_stays_and_so_does_everything_asked_for_with_it():
    draft, public = make_fact(component="api"), make_published_fact()

    with pytest.raises(InUse, match="Withdraw it first"):
        delete([draft, public], by=None, why="Tidying.")

    assert Fact.objects.count() == 2


def test_a_license_on_a_fact_stays():
    license = make_license()
    make_fact(licenses=[license])

    assert what_protects(license) == ["facts (1): Skylark 7B: Weights"]
    with pytest.raises(InUse):
        delete([license], by=None, why="Unused?")


def test_only_the_first_uses_are_named():
    source = make_source()
    for number in range(7):
        make_citation(make_fact(part=f"part {number}"), source=source)

    [reason] = what_protects(source)

    assert reason.startswith("citations (7): ") and reason.endswith("; …")


def test_a_condition_that_another_term_needs_stays():
    condition = make_term(right="", answer="", condition="naming", key="name")
    make_term(answer="conditional").needs.add(condition)

    assert what_protects(condition)


@pytest.mark.parametrize("make", [make_license, make_model, make_source, make_topic])
def test_a_record_that_nothing_rests_on_goes_in_a_revision(make, ada):
    record = make()

    delete([record], by=ada, why="Made twice.")

    assert not type(record).objects.exists()
    assert Revision.objects.get().why == "Made twice."


def test_several_records_go_in_one_revision(ada):
    delete([make_license("one"), make_license("two")], by=ada, why="Made twice.")

    assert not License.objects.exists()
    assert Revision.objects.count() == 1
