"""What tests of pages share: asking for one as valid HTML, and counting its queries."""

import html5lib
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def read(client: Client):
    """Ask for a page that must be there and be valid HTML. Out: its text."""

    def ask(address: str, status: int = 200) -> str:
        response = client.get(address)
        assert response.status_code == status
        text = response.content.decode()
        html5lib.HTMLParser(strict=True).parse(text)
        return text

    return ask


@pytest.fixture
def count_queries(client: Client):
    """How many queries a page costs."""

    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    return count
