"""Evidence for tests of rules: a few licenses, short ways to write facts, and models of every kind for properties."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from kb.openness.evidence import FactEvidence, LicenseEvidence, ModelEvidence
from kb.vocabulary import components
from kb.vocabulary.availability import Availability
from kb.vocabulary.kinds import LicenseKind
from kb.vocabulary.terms import BLOCKING

DAY = date(2025, 6, 1)
BEFORE = DAY - timedelta(days=200)
LONG_BEFORE = DAY - timedelta(days=400)
LATER = DAY + timedelta(days=100)

MIT = LicenseEvidence("mit", "permissive", osi_approved=True, fsf_libre=True)
APACHE = LicenseEvidence("apache-2.0", "permissive", osi_approved=True, fsf_libre=True)
GPL = LicenseEvidence("gpl-3.0", "copyleft", osi_approved=True, fsf_libre=True)
CC_BY = LicenseEvidence("cc-by-4.0", "permissive")
CC_BY_SA = LicenseEvidence("cc-by-sa-4.0", "share-alike")
CC_BY_NC = LicenseEvidence("cc-by-nc-4.0", "non-commercial", limits=frozenset({"non-commercial"}))
RAIL = LicenseEvidence("bigscience-openrail-m", "responsible-use", limits=frozenset({"acceptable-use"}))
LLAMA = LicenseEvidence("llama-2-community", "community", limits=frozenset({"user-threshold", "acceptable-use"}))

ACCESS = ("api", "hosted-interface")
DESCRIPTIONS = ("data-provenance", "data-selection", "data-labelling", "data-processing")


def model(*facts, day=DAY, events=(), **written) -> ModelEvidence:
    """What is known of one model. In: facts, or components as names: `weights="public"`, `weights=("public", MIT)`,
    `api=[("public",), …]` for several parts. An underscore in a name stands for a hyphen.
    """
    held = [*facts]
    for name, said in written.items():
        for number, one in enumerate(said if isinstance(said, list) else [said]):
            availability, *licenses = (one,) if isinstance(one, str) else one
            held.append(fact(name.replace("_", "-"), availability, *licenses, part=f"part {number}" if number else ""))
    return ModelEvidence(
        tuple(replace(one, id=one.id or number) for number, one in enumerate(held, start=1)), day, frozenset(events)
    )


def fact(component, availability="public", *licenses, **more) -> FactEvidence:
    """One fact. An id of 0 is given by `model`, by its place."""
    return FactEvidence(more.pop("id", 0), component, availability, tuple(licenses), **more)


def everything(**instead) -> ModelEvidence:
    """A model of which everything is public under MIT, but for what is said; None leaves a component out."""
    written = {entry.key.replace("-", "_"): ("public", MIT) for entry in components.COMPONENTS} | instead
    return model(**{name: said for name, said in written.items() if said is not None})


def met(evaluation) -> dict[str, str]:
    """Each criterion's outcome, by its key."""
    return {one.key: str(one.met) for one in evaluation.criteria}


def lacking(evaluation) -> set[tuple[str, str]]:
    """What the next better outcome asks: components and why."""
    return {(one.component, str(one.lack)) for one in evaluation.next}


licenses = st.sampled_from([MIT, APACHE, GPL, CC_BY, CC_BY_SA, CC_BY_NC, RAIL, LLAMA]) | st.builds(
    LicenseEvidence,
    slug=st.sampled_from(["cc0-1.0", "cc-by-nd-4.0", "yi-license", "openrail"]),
    kind=st.sampled_from(LicenseKind.values),
    osi_approved=st.booleans(),
    fsf_libre=st.sampled_from([None, True, False]),
    limits=st.frozensets(st.sampled_from(sorted(BLOCKING)), max_size=2),
)
KEYS = tuple(entry.key for entry in components.COMPONENTS)
_PARTS = ("", "", "", "base", "chat", "peer-reviewed")
# Periods that do not overlap, as no two facts on one part may: long past, past, now and to come; or always.
_PERIODS = ((None, LONG_BEFORE), (LONG_BEFORE, BEFORE), (BEFORE, LATER), (LATER, None))


@st.composite
def facts(draw, among=KEYS, saying=tuple(Availability), always=False, parts=_PARTS) -> FactEvidence:
    """One fact. Licenses belong to what can be had, or to what its maker withholds.

    In: the components and availabilities to choose from, whether it has always held, the parts it may be about.
    """
    since, until = (None, None) if always else draw(st.sampled_from([(None, None), (None, None), *_PERIODS]))
    found = fact(
        draw(st.sampled_from(among)),
        draw(st.sampled_from(saying)),
        part=draw(st.sampled_from(parts)),
        standing=draw(st.sampled_from(["established", "reported", "disputed"])),
        since=since,
        until=until,
    )
    if found.availability in (Availability.UNKNOWN, Availability.NOT_APPLICABLE):
        return found
    if draw(st.integers(0, 9)) == 0 and found.component != "weights":
        return replace(found, satisfied_by=draw(st.sampled_from(["technical-report", "model-card", "weights"])))
    if found.availability != Availability.WITHHELD and draw(st.integers(0, 9)) == 0:
        return replace(found, licenses_unknown=True)
    return with_licenses(
        found, draw(st.lists(licenses, max_size=2, unique_by=lambda one: one.slug)), draw(st.booleans())
    )


def with_licenses(found: FactEvidence, on_it, choice=False) -> FactEvidence:
    """The fact under these licenses; `choice`: of several, one may be chosen."""
    several = choice and len(on_it) > 1
    return replace(
        found,
        licenses_unknown=False,
        licenses=tuple(on_it),
        expression=" OR ".join(one.slug for one in on_it) if several else "",
    )


@st.composite
def models(draw) -> ModelEvidence:
    """A model: nothing or everything open, and some facts that say otherwise, so that every outcome comes up."""
    said = draw(
        st.lists(facts(), max_size=7, unique_by=lambda one: (one.component, one.part, one.since))
        | st.lists(
            facts(among=("weights", *ACCESS)),
            max_size=4,
            unique_by=lambda one: (one.component, one.part, one.since),
        )
    )
    named = {one.component for one in said}
    rest = []
    if draw(st.booleans()):
        rest = [fact(entry.key, "public", MIT) for entry in components.COMPONENTS if entry.key not in named]
    return model(*said, *rest, events=draw(st.sets(st.sampled_from(["leak", "license-change"]))))
