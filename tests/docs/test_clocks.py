"""The page about clocks says what the declarations say, and its example is true."""

import importlib.util
import re

from tests.conftest import ROOT

spec = importlib.util.spec_from_file_location("docs_clocks", ROOT / "docs" / "clocks.py")
made = importlib.util.module_from_spec(spec)
spec.loader.exec_module(made)


def test_the_page_is_up_to_date():
    assert made.PAGE.read_text(encoding="utf-8") == made.page(), "run `make docs`"


def test_the_example_gives_what_its_comments_say():
    code = re.search(r"```python\n(.*?)```", made.HEAD, re.DOTALL)[1]
    names = {}
    exec(code, names)
    assert made.spoken(names["by"].on) == "7 May 2026"
    line = next(line for line in code.splitlines() if line.startswith("str("))
    assert f"# {eval(line.partition('#')[0], names)}" in line


def test_every_clock_has_its_row():
    rows = [line for line in made.page().splitlines() if line.startswith("| ") and not line.startswith("| clock")]
    assert len(rows) == sum(len(clock.versions) for clock in made.clocks().values())
