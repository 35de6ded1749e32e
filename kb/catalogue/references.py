"""Numbered references: the sources of a page in the order of their first use."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from kb.models import Citation, Source, Statement
from kb.vocabulary.editorial import Stance

Cited = TypeVar("Cited", bound=Statement)


class Reference(NamedTuple):
    """A source with its number on the page, and every place in it that the page rests on."""

    number: int
    source: Source
    citations: list[Citation]


class References:
    """Numbers sources from 1, in the order in which statements are handed to `of`.

    Statements come with `citations` and their sources prefetched.
    """

    def __init__(self) -> None:
        self._references: dict[int, Reference] = {}  # by key of the source

    def of(self, statements: Iterable[Cited]) -> list[Cited]:
        """The statements, their citations numbered and split into `supporting_citations` and `contradicting_…`."""
        rows: list[Any] = list(statements)  # each kind of statement names its citations by itself
        for statement in rows:
            cited = [self._numbered(citation) for citation in statement.citations.all()]
            statement.supporting_citations = [one for one in cited if one.stance == Stance.SUPPORTS]
            statement.contradicting_citations = [one for one in cited if one.stance == Stance.CONTRADICTS]
        return rows

    def __iter__(self) -> Iterator[tuple[int, Source]]:
        return ((one.number, one.source) for one in self._references.values())

    def __bool__(self) -> bool:
        return bool(self._references)

    def in_order(self) -> list[Reference]:
        """Every source with the places that were used, by number; a place that several statements share once."""
        return list(self._references.values())

    def _numbered(self, citation: Any) -> Any:
        known = self._references.get(citation.source_id)
        if known is None:
            known = Reference(len(self._references) + 1, citation.source, [])
            self._references[citation.source_id] = known
        citation.number = known.number
        if all((one.locator, one.excerpt) != (citation.locator, citation.excerpt) for one in known.citations):
            known.citations.append(citation)
        return citation
