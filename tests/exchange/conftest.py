"""The sample folder of curated files, fresh for each test."""

import pytest

from tests.exchange import sample


@pytest.fixture
def folder(tmp_path):
    return sample.write(tmp_path / "knowledge")
