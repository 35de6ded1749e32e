"""Measures the verdicts inside one process in which Django is set up, for `bench.__main__`. Out: figures as JSON."""

import json
import sys
import time
from datetime import date
from unittest.mock import patch

from django.db import connection, transaction

from kb.catalogue import profiles
from kb.editorial.publication import publish, withdraw
from kb.editorial.revisions import revision
from kb.models import Derivation, Fact, LanguageModel
from kb.openness.frameworks import evaluate
from kb.vocabulary.kinds import Relation

DESCENDANTS = 1_000


def main() -> None:
    json.dump({**_all_models(), **_one_fact()}, sys.stdout)


def _all_models() -> dict[str, float]:
    """Every model judged and stored, as `manage.py evaluate` does it; how much of it are the rules, and the queries."""
    spent = {"rules": 0.0, "queries": 0.0}

    def timed_rules(evidence):
        begun = time.perf_counter()
        try:
            return evaluate(evidence)
        finally:
            spent["rules"] += time.perf_counter() - begun

    def timed_query(execute, sql, params, many, context):
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent["queries"] += time.perf_counter() - begun

    models = LanguageModel.objects.count()
    begun = time.perf_counter()
    with (
        transaction.atomic(),
        patch.object(profiles, "evaluate", timed_rules),
        connection.execute_wrapper(timed_query),
    ):
        profiles.rebuild_profiles()
    seconds = time.perf_counter() - begun
    return {"models": models, "seconds": seconds, **spent}


def _one_fact() -> dict[str, float]:
    """Publishing one fact of a model from which 1,000 others were made (or as many as there are)."""
    first = LanguageModel.objects.order_by("pk").first()
    others = LanguageModel.objects.exclude(pk=first.pk).order_by("pk")[:DESCENDANTS]
    with revision(by=None, why="Bench"):
        Derivation.objects.bulk_create(
            Derivation(
                language_model=row,
                parent_model=first,
                relation=Relation.FINE_TUNED_FROM,
                part=f"bench {number}",
                valid_from=date(2024, 1, 1),
            )
            for number, row in enumerate(others)
        )
    fact = Fact.objects.published().filter(language_model=first).order_by("pk").first()
    withdraw(fact, by=None, why="Bench")
    begun = time.perf_counter()
    publish(fact, by=None, why="Bench")
    return {"descendants": len(others), "publish": time.perf_counter() - begun}
