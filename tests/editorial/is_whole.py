"""Whether a database stands at a revision: `python -m tests.editorial.is_whole`. No test; fails where it does not."""

import django


def main() -> None:
    django.setup()
    from datetime import date

    from kb.catalogue.audit import audit
    from kb.models import STATEMENTS, Citation, Revision

    numbers = list(Revision.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1)), "a number is missing"
    for model in (*STATEMENTS, Citation):
        newest = {row.id: row for row in model.history.order_by("history_id")}
        there = {row.pk: row for row in model._default_manager.all()}
        assert there.keys() == {key for key, row in newest.items() if row.history_type != "-"}, model
        for key, row in there.items():
            for field in model.history.model.tracked_fields:
                now, then = getattr(row, field.attname), getattr(newest[key], field.attname)
                assert now == then, f"{model.__name__} {key}: {field.name} is {now!r}, its history says {then!r}"
            assert newest[key].revision_id is None or newest[key].revision_id <= len(numbers)
    assert not audit(date.today()).stale, "a verdict does not follow"


if __name__ == "__main__":
    main()
