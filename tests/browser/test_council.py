"""The made-up council, whose names and histories nobody chose for the test: its pages too are whole and accessible."""

from datetime import date

import pytest

from tests.browser.narrow import NARROW, sticking_out
from tests.browser.test_axe import violations

pytestmark = pytest.mark.slow
CHILDREN = 20


@pytest.fixture
def council(cast, tmp_path):
    """The children of a small council, those with most in their record first."""
    from keepwell.example import authority, write_authority
    from keepwell.web.access.door import Operator
    from keepwell.web.desk.actions import import_path
    from keepwell.web.record.models import Child, Note

    write_authority(authority(children=CHILDREN, seed=1, on=date(2026, 11, 21), years=1, errors=0), tmp_path)
    for folder in (tmp_path / "people", tmp_path / "2027/ssda903", tmp_path / "2027/cin"):
        assert not any(taken.trouble for taken in import_path(folder, by=Operator.here()))
    told = {child: Note.objects.filter(child=child).count() for child in Child.objects.select_related("person")}
    assert len(told) == CHILDREN
    return sorted(told, key=told.get, reverse=True)


def test_no_page_is_cut_off_at_320_pixels(signed_in, at, council):
    page = signed_in(**NARROW)
    for child in council:
        for name in ("record:child", "record:chronology-print"):
            page.goto(at(name, child.person.uid))
            assert sticking_out(page) == {"wide": 320, "out": []}


def test_axe_finds_nothing_on_the_fullest_records(signed_in, at, council):
    page = signed_in(bypass_csp=True)
    for child in council[:4]:
        for name in ("record:child", "record:chronology"):
            page.goto(at(name, child.person.uid))
            assert violations(page) == []
