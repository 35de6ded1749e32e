"""What must hold for every rule set, whatever the facts say."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kb.openness.frameworks import evaluate
from kb.vocabulary import frameworks
from kb.vocabulary.availability import Availability
from kb.vocabulary.verdicts import Mark, Met
from tests.openness.cases import (
    ACCESS,
    DAY,
    DESCRIPTIONS,
    KEYS,
    MIT,
    everything,
    fact,
    facts,
    licenses,
    model,
    models,
    with_licenses,
)

# From the least open to the most.
WIDER = (
    Availability.WITHHELD,
    Availability.BY_REQUEST,
    Availability.PARTIAL,
    Availability.CLICK_THROUGH,
    Availability.PUBLIC,
)
# All nine rule sets judge every example, twice; a slow machine is no failure.
tries = settings(max_examples=60, deadline=None)
UNKNOWN = (Availability.UNKNOWN,)


def ranks(evidence, key="outcome"):
    """Each framework's outcome as its rank. Left out: what says nothing of openness (“not assessed”), and what was
    retired, whose last rung is no measure of what can be had: a new way in takes the mark and that rung away.
    """
    found = {}
    for one in evaluate(evidence):
        outcome = frameworks.BY_KEY[one.framework].outcome(getattr(one, key))
        if outcome.rank is not None and Mark.RETIRED not in one.marks:
            found[one.framework] = outcome.rank
    return found


def lowered(before, after):
    """The frameworks in which the second ranks are below the first."""
    return {key: (before[key], after[key]) for key in before.keys() & after.keys() if after[key] < before[key]}


def said(evidence):
    """Everything that verdicts say, without the order of what they list."""
    return [
        (
            one.framework,
            one.outcome,
            one.could_be,
            one.score,
            frozenset(one.marks),
            tuple((each.key, each.met) for each in one.criteria),
            frozenset((lack.component, lack.lack, frozenset(lack.licenses)) for lack in one.next),
        )
        for one in evaluate(evidence)
    ]


def verdicts(evidence):
    return [(one.framework, one.outcome, one.score) for one in evaluate(evidence)]


def alone(evidence, one):
    """The evidence with a fact that is the only one ever recorded of its component."""
    return replace(evidence, facts=(*(other for other in evidence.facts if other.component != one.component), one))


def beside(evidence, one):
    """The evidence with a fact beside those on other parts and of other times."""
    of_the_same = (one.component, one.part)
    kept = (
        other for other in evidence.facts if (other.component, other.part) != of_the_same or not other.holds_on(DAY)
    )
    return replace(evidence, facts=(*kept, one))


def opened(one):
    return with_licenses(replace(one, availability=Availability.PUBLIC), [MIT])


@tries
@given(models(), facts(always=True, saying=WIDER[:-1]), st.integers(1, 4))
def test_making_something_easier_to_have_never_lowers_a_verdict(evidence, one, step):
    """What the rules say themselves is left out. “In part” is no way in (rungs 1 and 2 name the three that are). What
    can be had in part counts in the gradient by how that part can be had, that is freely, so a click is a step down.
    To hand out under restricting terms what was withheld is no gain under rules that judge the license of all that can
    be had (rung 5), and to state no license for the whole is a no where for a part it is an open question: what was
    withheld, or states no license, is handed out under MIT here. The index's mean is tried in the next test: a
    dimension that was unknown, and enters it half open, lowers it.
    """
    wider = WIDER[min(4, WIDER.index(one.availability) + step)]
    assume(one.component not in ACCESS or wider != Availability.PARTIAL)
    more = replace(one, availability=wider)
    if one.availability == Availability.WITHHELD or not one.licenses:
        more = with_licenses(more, [MIT])

    worse = lowered(ranks(beside(evidence, one)), ranks(beside(evidence, more)))

    by_click = one.availability == Availability.PARTIAL and wider == Availability.CLICK_THROUGH
    assert not worse.keys() - {"osai"} - ({"gradient"} if by_click else set())


@tries
@given(models(), facts(always=True, saying=WIDER))
def test_releasing_something_under_an_open_license_never_lowers_a_verdict(evidence, one):
    assert not lowered(ranks(beside(evidence, one)), ranks(beside(evidence, opened(one))))


@tries
@given(models(), facts(always=True, saying=WIDER), st.lists(licenses, min_size=1, max_size=2), st.booleans())
def test_an_open_license_in_the_place_of_another_never_lowers_a_verdict(evidence, one, on_it, choice):
    restricted = with_licenses(one, on_it, choice)
    freed = with_licenses(one, [MIT, *on_it[1:]], choice)

    assert not lowered(ranks(beside(evidence, restricted)), ranks(beside(evidence, freed)))


@tries
@given(models(), st.sampled_from(KEYS))
def test_finding_what_nothing_was_known_of_openly_released_never_lowers_a_verdict(evidence, component):
    found = fact(component, "public", MIT, id=999)
    nothing = replace(evidence, facts=tuple(one for one in evidence.facts if one.component != component))

    assert not lowered(ranks(nothing), ranks(alone(evidence, found)))


@tries
@given(models(), facts(always=True, saying=UNKNOWN))
def test_unknown_is_judged_as_if_nothing_were_recorded(evidence, one):
    """Of a component with parts an unknown part is more than nothing: it says that there is such a part. And where
    something ended, unknown says that nobody knows whether it did for good. So it stands alone here.
    """
    nothing = replace(evidence, facts=tuple(other for other in evidence.facts if other.component != one.component))

    assert verdicts(alone(evidence, one)) == verdicts(nothing)


@tries
@given(models(), facts(always=True, saying=UNKNOWN))
def test_learning_that_something_unknown_is_withheld_never_raises_a_verdict(evidence, one):
    refused = replace(one, availability=Availability.WITHHELD)

    assert not lowered(ranks(beside(evidence, refused)), ranks(beside(evidence, one)))


@tries
@given(models(), facts(always=True, saying=UNKNOWN))
def test_learning_that_something_unknown_is_open_never_lowers_a_verdict(evidence, one):
    """The index leaves what is unknown out of its mean, so a component of which one part is found open and another
    stays unknown enters the mean with one half: it is tried only of what stands alone.
    """
    among_others = lowered(ranks(beside(evidence, one)), ranks(beside(evidence, opened(one))))

    assert not among_others.keys() - {"osai"}
    assert not lowered(ranks(alone(evidence, one)), ranks(alone(evidence, opened(one))))


@tries
@given(models())
def test_the_same_facts_get_the_same_verdict_whatever_their_rows_are_called(evidence):
    renumbered = replace(evidence, facts=tuple(replace(one, id=1000 - one.id) for one in evidence.facts))

    assert evaluate(evidence) == evaluate(replace(evidence))
    assert said(renumbered) == said(evidence)


@tries
@given(models(), st.randoms(use_true_random=False))
def test_the_order_of_facts_and_of_licenses_does_not_matter(evidence, chance):
    shuffled = [replace(one, licenses=one.licenses[::-1]) for one in evidence.facts]
    chance.shuffle(shuffled)

    assert said(replace(evidence, facts=tuple(shuffled))) == said(evidence)


@tries
@given(models())
def test_what_is_yet_to_come_does_not_count(evidence):
    begun = tuple(one for one in evidence.facts if one.since is None or one.since <= DAY)

    assert said(replace(evidence, facts=begun)) == said(evidence)


@tries
@given(models(), facts(among=[key for key in KEYS if key not in ("weights", *ACCESS)]), facts(always=True))
def test_what_has_ended_does_not_count_beside_what_holds(evidence, past, present):
    """Of ways in an ended fact is history that the ladder tells: the mark “staged”, the last rung of what is retired.
    Where nothing of its component holds it says that it can be had no more. What is retired is judged by its last day,
    on which the ended fact held.
    """
    present = replace(present, component=past.component, part="")
    ended = replace(past, since=None, until=DAY, part="")
    evidence = alone(evidence, present)
    assume(not any(Mark.RETIRED in one.marks for one in evaluate(evidence)))

    assert said(replace(evidence, facts=(*evidence.facts, ended))) == said(evidence)


@tries
@given(models(), facts(among=[key for key in KEYS if key not in ("weights", *ACCESS)]))
def test_what_has_ended_lifts_nothing(evidence, past):
    ended = replace(past, since=None, until=DAY, part="")
    nothing = replace(evidence, facts=tuple(one for one in evidence.facts if one.component != past.component))

    assert not lowered(ranks(alone(evidence, ended)), ranks(nothing))


@tries
@given(models())
def test_what_could_be_is_never_less_than_what_is(evidence):
    assert not lowered(ranks(evidence), ranks(evidence, "could_be"))


@tries
@given(models())
def test_a_criterion_that_is_not_met_names_what_it_lacks(evidence):
    silent = [
        (one.framework, each.key)
        for one in evaluate(evidence)
        for each in one.criteria
        if each.met in (Met.NOT_MET, Met.PARTLY, Met.UNKNOWN) and not each.lacks
    ]

    assert not silent


@tries
@given(models())
def test_what_could_be_is_what_open_answers_to_every_open_question_give(evidence):
    """A component that is found in another, or in MOF handed out beside another, takes that one's license; it is not
    thought to have it before the other is known. So none is found in another here, and MOF may hope for less. The
    terms of a description that states none are a question of OSAID's alone, so here every description states some.
    Where any one of several documents will do, one that is there in part is what counts beside one that nobody knows,
    so the AI Act and the gradient may hope for less as well.
    """
    evidence = replace(
        evidence,
        facts=tuple(
            with_licenses(one, one.licenses or [MIT])
            if one.component in DESCRIPTIONS
            else replace(one, satisfied_by="")
            for one in evidence.facts
        ),
    )
    known = {one.component for one in evidence.facts if one.holds_on(DAY) or evidence.ended(one.component)}
    answered = [
        opened(one)
        if one.availability == Availability.UNKNOWN and one.holds_on(DAY)
        else with_licenses(one, [MIT])
        if one.licenses_unknown
        else one
        for one in evidence.facts
    ]
    answered += [fact(key, "public", MIT) for key in KEYS if key not in known]

    hoped = ranks(evidence, "could_be")
    found = ranks(replace(evidence, facts=tuple(answered)))

    assert not lowered(hoped, found)
    assert not lowered(found, hoped).keys() - {"mof", "ai-act", "gradient"}


def test_what_has_no_weights_to_release_is_outside_of_every_framework():
    evidence = everything(weights="not-applicable")

    assert {(one.outcome, one.could_be) for one in evaluate(evidence)} == {("no-weights", "no-weights")}


def test_there_is_one_verdict_for_every_framework_in_the_order_of_the_vocabulary():
    found = [(one.framework, one.version) for one in evaluate(model())]

    assert found == [(one.key, one.version) for one in frameworks.FRAMEWORKS]


@pytest.mark.parametrize("evidence", [model(fact("api")), everything()], ids=["of little", "of everything"])
def test_every_outcome_and_every_criterion_has_its_words(evidence):
    for one in evaluate(evidence):
        framework = frameworks.BY_KEY[one.framework]

        assert framework.outcome(one.outcome) and framework.outcome(one.could_be)
        assert {each.key for each in one.criteria} == set(framework.criteria)


def test_with_everything_open_each_framework_gives_its_best():
    best = {one.key: max(each.rank for each in one.outcomes if each.rank is not None) for one in frameworks.FRAMEWORKS}

    assert ranks(everything()) == best


@pytest.mark.parametrize("evidence", [model(), model(fact("api", "unknown"))], ids=["nothing", "nothing known"])
def test_of_nothing_no_framework_says_anything(evidence):
    assert {(one.outcome, one.could_be) for one in evaluate(evidence)} == {("not-assessed", "not-assessed")}
