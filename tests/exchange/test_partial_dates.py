import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.exchange.partial_dates import PartialDate
from kb.vocabulary.editorial import Precision

days = st.dates()


@given(days, st.sampled_from(Precision))
def test_a_date_reads_as_it_was_written(day, precision):
    first = {
        Precision.DAY: day,
        Precision.MONTH: day.replace(day=1),
        Precision.YEAR: day.replace(day=1, month=1),
    }[precision]
    date = PartialDate(first, precision)

    assert PartialDate.parse(str(date)) == date


@given(st.text(max_size=12) | st.integers() | st.floats() | st.booleans() | st.none())
def test_whatever_is_written_is_a_date_or_refused_in_words(text):
    try:
        date = PartialDate.parse(text)
    except ValueError as refusal:
        assert str(refusal)
    else:
        assert str(date) == str(text)


@pytest.mark.parametrize(
    "text", ["2023-13", "2023-02-30", "23", "2023-5", "2023/05", "2023-05-28T00:00", "0000", "２０２３"]
)
def test_nonsense_is_no_date(text):
    with pytest.raises(ValueError):
        PartialDate.parse(text)
