"""Every door of the admin, tried by every role: pages, forms and acts in bulk, as the registry has them."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, reverse

from kb.editorial.source_checks import record
from kb.models import (
    STATEMENTS,
    Citation,
    Dataset,
    Derivation,
    Event,
    Fact,
    Family,
    LanguageModel,
    License,
    LicenseTerm,
    Organization,
    Revision,
    Source,
    Specification,
    Suggestion,
    Topic,
    Verdict,
)
from kb.vocabulary.visits import Outcome, Part, Visit
from tests.factories import (
    make_citation,
    make_dataset,
    make_derivation,
    make_event,
    make_fact,
    make_family,
    make_license,
    make_model,
    make_organization,
    make_published_fact,
    make_source,
    make_specification,
    make_suggestion,
    make_term,
    make_topic,
    published,
)

pytestmark = pytest.mark.django_db


EVERYBODY, EDITORS, ADMINISTRATORS, NOBODY = {"ben", "ada", "cho"}, {"ada", "cho"}, {"cho"}, set()
KINDS = {
    "statement": STATEMENTS,
    "source": (Source,),
    "record": (LanguageModel, Dataset, License, Organization, Family, Topic),
    "suggestion": (Suggestion,),
    "to look at": (Citation, Verdict, Revision),
    "account": (User, Group),
    "log": (AccessAttempt, AccessLog, AccessFailureLog),
}
# Who gets through each kind of door; what is tried are rows that are public, and drafts of somebody else.
OPEN = {
    "statement": {"see": EVERYBODY, "add": EVERYBODY, "change": EDITORS, "delete": NOBODY},  # withdrawn first
    "source": {"see": EVERYBODY, "add": EVERYBODY, "change": EDITORS, "delete": EDITORS},
    "record": {"see": EVERYBODY, "add": EDITORS, "change": EDITORS, "delete": EDITORS},
    "suggestion": {"see": EVERYBODY, "add": NOBODY, "change": EDITORS, "delete": EDITORS},
    "to look at": {"see": EVERYBODY, "add": NOBODY, "change": NOBODY, "delete": NOBODY},
    "account": dict.fromkeys(("see", "add", "change", "delete"), ADMINISTRATORS),
    "log": dict.fromkeys(("see", "add", "change", "delete"), NOBODY),
}
WHAT = {"changelist": "see", "history": "see", "add": "add", "change": "change", "delete": "delete"}
ACTS = {
    "publish": EDITORS,
    "withdraw": EDITORS,
    "submit_for_review": EDITORS,  # a contributor hands in what is theirs
    "read_again": EDITORS,
    "cleanup_expired_attempts": NOBODY,
}
# Pages that are not one of those of a kind of thing.
OWN = {
    "index": EVERYBODY,
    "app_list": EVERYBODY,
    "password_change": EVERYBODY,
    "password_change_done": EVERYBODY,
    "jsi18n": EVERYBODY,
    "autocomplete": EVERYBODY,
    "kb_verdict_audit": EVERYBODY,
    "kb_revision_revert": EDITORS,
    "auth_user_password_change": ADMINISTRATORS,
}
ENTRANCES = {"login", "logout"}  # for whoever has an account, or none


class Door(NamedTuple):
    """A page of the admin by its name, a method, and for an act in bulk its name."""

    page: str
    method: str
    act: str = ""


def expected(door: Door, kind: str) -> set[str]:
    """Who should get through. Raises KeyError for a door that nobody has thought about."""
    if door.act and door.act != "delete_selected":
        return ACTS[door.act]
    if door.page in OWN:
        return OWN[door.page]
    what = "delete" if door.act else WHAT[door.page.rsplit("_", 1)[1]]
    if what == "change" and door.method == "GET":
        what = "see"
    return OPEN[kind][what]


def _cited(make):
    def made():
        statement = make()
        make_citation(statement)
        return statement

    return made


# Drafts with a citation, each of its own subject.
DRAFTS = {
    Fact: _cited(lambda: make_fact(language_model=make_model("draft-1"), component="api")),
    Derivation: _cited(lambda: make_derivation(language_model=make_model("draft-2"))),
    Specification: _cited(lambda: make_specification(language_model=make_model("draft-3"))),
    LicenseTerm: _cited(lambda: make_term(license=make_license("draft-4"))),
    Event: _cited(lambda: make_event(slug="draft-5")),
}


def _changed(source: Source) -> Source:
    """Visits found something else than before, so that there is something to accept."""
    for fingerprint in ("a" * 64, "b" * 64):
        record([((source.pk, Part.ADDRESS), Visit(source.url, Outcome.READ, 200, fingerprint=fingerprint))])
    source.refresh_from_db()
    return source


def rows() -> dict[type, object]:
    """One row of everything that has a page, public where it can be."""
    fact = make_published_fact()
    return {
        Fact: fact,
        Citation: fact.citations.get(),
        Derivation: published(make_derivation()),
        Specification: published(make_specification()),
        LicenseTerm: published(make_term()),
        Event: published(make_event()),
        Topic: make_topic("meadows"),
        LanguageModel: make_model("lark-1"),
        Dataset: make_dataset("straw"),
        License: make_license("lark-license"),
        Organization: make_organization("lark"),
        Family: make_family("larks"),
        Source: _changed(make_source("lark-card")),
        Suggestion: make_suggestion(),
        Verdict: Verdict.objects.create(
            language_model=fact.language_model,
            framework="ntia",
            version="old",
            outcome="meets",
            day="2026-01-01",
            detail={},
        ),
        Revision: Revision.objects.create(number=Revision.objects.latest_number() + 1, why="To be looked at."),
        User: User.objects.create_user("somebody"),
        Group: Group.objects.create(name="others"),
        AccessAttempt: AccessAttempt.objects.create(username="x", failures_since_start=1),
        AccessLog: AccessLog.objects.create(username="x"),
        AccessFailureLog: AccessFailureLog.objects.create(username="x"),
    }


def doors(known) -> Iterator[tuple[Door, str, type | None]]:
    """Every door with its address and the kind of row behind it."""
    for pattern in admin.site.get_urls():
        if isinstance(pattern, URLPattern) and pattern.name and pattern.name not in ENTRANCES | {"view_on_site"}:
            address = reverse(f"admin:{pattern.name}", args=["kb"] if pattern.name == "app_list" else [])
            if pattern.name == "autocomplete":
                address += "?app_label=kb&model_name=citation&field_name=source"
            yield from ((Door(pattern.name, method), address, None) for method in ("GET", "POST"))
    for model, model_admin in admin.site._registry.items():
        for pattern in model_admin.get_urls():
            if pattern.name:
                address = _address(pattern.name, known[model])
                yield from ((Door(pattern.name, method), address, model) for method in ("GET", "POST"))
        listed = f"{model._meta.app_label}_{model._meta.model_name}_changelist"
        for act in ("delete_selected", *(model_admin.actions or ())):
            yield Door(listed, "POST", act), reverse(f"admin:{listed}"), model


def _address(name, row) -> str:
    for arguments in ([], [row.pk]):
        try:
            return reverse(f"admin:{name}", args=arguments)
        except NoReverseMatch:
            continue
    raise AssertionError(f"no address for {name}")


def gets_through(client, door: Door, address: str, row) -> bool:
    """Whether the page or form comes, or the act does something. What was done is undone."""
    point = transaction.savepoint()
    if door.act:
        client.post(address, {"action": door.act, "_selected_action": [row.pk], "post": "yes"})
        now = type(row)._default_manager.filter(pk=row.pk).first()
        written = ("publication", "retrieved")
        through = now is None or any(getattr(now, name, None) != getattr(row, name, None) for name in written)
    else:
        answer = client.get(address) if door.method == "GET" else client.post(address)
        through = answer.status_code == 200
    transaction.savepoint_rollback(point)
    return through


def test_no_door_is_open_that_should_be_shut(client, dana, ben, ada, cho, record_property):
    known, drafts = rows(), {model: make() for model, make in DRAFTS.items()}
    kinds = {model: kind for kind, models in KINDS.items() for model in models}
    assert kinds.keys() == admin.site._registry.keys()  # a new page is thought about
    wrong, tried = [], 0
    for who in (None, dana, ben, ada, cho):
        name = who.username if who else "anonymous"
        visitor = Client(raise_request_exception=False)
        if who:
            visitor.force_login(who)
        for door, address, model in doors(known):
            row = drafts[model] if door.act in ("publish", "submit_for_review") else known.get(model)
            should = name in expected(door, kinds.get(model, ""))
            if gets_through(visitor, door, address, row) != should and not _takes_no_post(door):
                wrong.append((name, *door, "should be open" if should else "should be shut"))
            tried += 1
    record_property("pairs of role and door", tried)
    assert not wrong
    assert tried > 1_000


def _takes_no_post(door: Door) -> bool:
    """Pages that are only read."""
    return door.method == "POST" and not door.act and door.page.endswith(("history", "jsi18n", "autocomplete", "done"))
