"""The pages about tables say what the declarations say."""

import importlib.util

import pytest

from tests.conftest import ROOT

spec = importlib.util.spec_from_file_location("docs_tables", ROOT / "docs" / "tables.py")
tables = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tables)


@pytest.mark.parametrize("name", tables.PAGES)
def test_the_page_is_up_to_date(name):
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == tables.page(*tables.PAGES[name]), "run `make docs`"
