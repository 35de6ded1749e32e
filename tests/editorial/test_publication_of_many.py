"""Publishing, withdrawing and submitting many statements at once."""

import pytest

from kb.editorial.publication import publish_all, submit_all, withdraw_all
from kb.models import Fact, Profile, Revision
from tests.factories import make_citation, make_fact, make_published_fact

pytestmark = pytest.mark.django_db


def reasons(outcome) -> dict:
    return {statement.component: reason for statement, reason in outcome.refused}


def test_one_that_is_refused_does_not_stop_the_others(ada):
    good, bare = make_fact(), make_fact(component="api")
    make_citation(good)

    outcome = publish_all(Fact.objects.all(), by=ada, why="Reviewed.")

    assert outcome.done == 1
    assert reasons(outcome) == {"api": "Nothing is published without a citation that supports it."}
    assert Revision.objects.get().by == ada
    assert Profile.objects.get(language_model=bare.language_model).facts == 1


def test_what_is_so_already_is_told_and_leaves_no_trace(ada):
    fact = make_published_fact()
    rows, revisions = fact.history.count(), Revision.objects.count()

    outcome = publish_all([fact], by=ada, why="Again.")

    assert reasons(outcome) == {"weights": "It is published already."}
    assert (fact.history.count(), Revision.objects.count()) == (rows, revisions)


def test_withdrawing_takes_out_of_the_profile(ada):
    fact = make_published_fact()

    outcome = withdraw_all([fact], by=ada, why="Wrong.")

    assert outcome.done == 1
    assert Profile.objects.get(language_model=fact.language_model).facts == 0


def test_drafts_are_submitted_and_others_refused(ben):
    draft, public = make_fact(component="api"), make_published_fact()

    outcome = submit_all([draft, public], by=ben, why="Ready.")

    assert outcome.done == 1
    assert reasons(outcome) == {"weights": "Only a draft can be submitted for review."}
    draft.refresh_from_db()
    assert (draft.publication, draft.history.first().history_user) == ("in-review", ben)
