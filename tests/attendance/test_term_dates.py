"""Term dates from the installation's file."""

from datetime import date

import pytest

from keepwell.attendance.term_dates import TermsError, read_terms, terms_of

GIVEN = """
[[term]]
from = 2026-09-03
to = 2026-10-23
[[term]]
school = "100000"
from = 2026-09-07
to = 2026-10-16
[[closed]]
on = [2026-09-25]
"""


def test_terms_are_those_of_the_school_or_of_every_school(tmp_path):
    path = tmp_path / "terms.toml"
    assert terms_of(read_terms(path), "100000") is None
    path.write_text(GIVEN)
    held = read_terms(path)
    assert not terms_of(held, "100000").is_school_day(date(2026, 9, 4))
    assert terms_of(held, "").is_school_day(date(2026, 9, 4))
    assert not any(terms_of(held, urn).is_school_day(date(2026, 9, 25)) for urn in ("", "100000"))


@pytest.mark.parametrize(("text", "says"), [
    ("[[term]]\nfrom = 2026-10-01\nto = 2026-09-01\n", "term 1 ends before it begins"),
    ("[[term]]\nfrom = '3 September'\n", "“from” of entry 1 must be a date"),
    ("term = 3\n", "write each term as [[term]]"),
    ("[[term\n", "cannot be read"), ("[[closed]]\non = [1]\n", "“on” of entry 1 must be a date"),
])  # fmt: skip
def test_what_is_wrong_with_the_file_is_said(tmp_path, text, says):
    (tmp_path / "terms.toml").write_text(text)
    with pytest.raises(TermsError, match=r"terms\.toml") as trouble:
        read_terms(tmp_path / "terms.toml")
    assert says in str(trouble.value)
