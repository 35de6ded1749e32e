"""Claims of the article that the catalogue began with: 15 is a claim, 15b the part of it that stands otherwise."""

from collections.abc import Iterable

from kb.models import Event


def number(event: Event) -> tuple[int, str]:
    """Its number and its part: (15, "b"), with an empty part for the whole. In: an event with a claim."""
    digits = event.claim.rstrip("abcdefghijklmnopqrstuvwxyz")
    return int(digits), event.claim.removeprefix(digits)


def whole(claims: Iterable[Event]) -> list[Event]:
    """The claims as the article makes them, in its order."""
    return sorted((claim for claim in claims if not number(claim)[1]), key=number)


def finest(claims: Iterable[Event]) -> list[Event]:
    """The parts of each claim that was split and the others whole, in the article's order: nothing is said twice."""
    claims = sorted(claims, key=number)
    split = {number(claim)[0] for claim in claims if number(claim)[1]}
    return [claim for claim in claims if number(claim)[1] or number(claim)[0] not in split]
