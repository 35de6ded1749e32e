"""What is written is read again as it was, and looks as people write it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.exchange.yaml_reading import Unreadable, read_text
from kb.exchange.yaml_writing import to_yaml

_LETTERS = st.characters(min_codepoint=0x20, max_codepoint=0x3FFF, exclude_categories=["Cc", "Cs"])
_TELLING = st.sampled_from("\n :-#'\"0123456789.eExyno가")


@settings(max_examples=150, deadline=None)
@given(st.text(_LETTERS | _TELLING, max_size=130))
def test_any_text_is_read_as_it_was_written(text):
    value = {"note": text, "aliases": [text, "b"], "facts": [{"note": text}]}
    try:
        said = read_text(to_yaml(value)).value
    except Unreadable as error:  # a mark that no file may hold
        assert "control character" in error.message
    else:
        assert said == value


def test_long_texts_are_folded_short_lists_stand_in_brackets_and_days_without_quotation_marks():
    value = {
        "slug": "dolly-2",
        "version": "2",
        "aliases": ["돌리 2", "no", "1e5"],
        "released": "2023-04-12",
        "note": "- one\n- two",
        "facts": [{"since": "2023-04", "until": "2024", "note": "word " * 25 + "end"}],
    }

    assert to_yaml(value) == (
        "slug: dolly-2\n"
        "version: '2'\n"
        "aliases: [돌리 2, 'no', '1e5']\n"
        "released: 2023-04-12\n"
        "note: |-\n  - one\n  - two\n"
        "\n"
        "facts:\n"
        "- since: 2023-04\n"
        "  until: 2024\n"
        "  note: >-\n"
        "    " + "word " * 21 + "word\n"
        "    word word word end\n"
    )
