"""Reasons that the software gives are told in the reader's language; an editor's own words stay."""

import pytest
from django.utils.translation import override

from kb.editorial.revisions import revision
from kb.models import reasons
from tests.factories import make_model

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (reasons.LOADED, "파일에서 불러옴"),
        (reasons.WORKED_OUT_AGAIN, "사실에서 따라 나오는 것을 다시 계산함"),
        (reasons.written(reasons.CHANGED, kind="LanguageModel", name="Dolly: 100%"), "모델 변경: Dolly: 100%"),
        (reasons.written(reasons.DELETED_TOGETHER, kind="Fact"), "한꺼번에 삭제: 사실"),
        (reasons.written(reasons.PUBLISHED_TOGETHER, kind="Fact", count=12), "한꺼번에 게시: 사실, 선택 12건"),
        ("Whale added: none", "Whale added: none"),
        ("The card says so: 100%.", "The card says so: 100%."),
    ],
)
def test_a_reason_is_told_in_korean_as_far_as_the_software_gave_it(why, told):
    with override("ko"):
        assert reasons.told(why) == told


def test_what_is_stored_is_english_whoever_writes_it():
    with override("ko"):
        why = reasons.written(reasons.ADDED, kind="LanguageModel", name=make_model())

    assert why == "LanguageModel added: Skylark 7B"
    assert reasons.told(why) == "Model added: Skylark 7B"


@pytest.mark.parametrize("address", ["/ko/changes/", "/ko/changes/feed/", "/ko/"])
def test_korean_pages_tell_the_reason_in_korean(client, address):
    with revision(by=None, why=reasons.LOADED):
        make_model()

    text = client.get(address).content.decode()

    assert "파일에서 불러옴" in text
    assert reasons.LOADED not in text
