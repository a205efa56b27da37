"""A summary that a person reads on a screen: what failed, whom it is about, and what did not run."""

import textwrap
from typing import BinaryIO

from keepwell.clocks.collection import CollectionYear

from .checked import Checked, Unread
from .totals import About, Totals, counted, noticed, outcomes, sums

MOST = 10  # children named
TOLD = 8  # sentences of the reader told in full
NARROW, USUAL, WIDE = 60, 120, 160  # columns


class Text:
    """Plain text: of one return in full; of many a line each as they come, and at the end the sums by rule."""

    def __init__(self, stream: BinaryIO, *, many: bool = False, width: int | None = None):
        self._stream, self._many = stream, many
        self._width = min(max(width or USUAL, NARROW), WIDE)
        self._totals = Totals(keep=TOLD)

    def add(self, checked: Checked) -> None:
        self._totals.add(checked)
        if self._many:
            self._say(_line(self._totals.returns[-1]))

    def unread(self, unread: Unread) -> None:
        self._totals.unread.append(unread)
        self._say(f"{unread.name}: could not be checked. {unread.why}")

    def close(self) -> None:
        if len(self._totals.returns) == 1 and not self._many:
            self._heading(self._totals.returns[0])
        elif self._totals.returns:
            self._say("")
            self._say(f"{counted(len(self._totals.returns), 'return')}, {counted(self._totals.findings, 'finding')}")
        if self._totals.returns:
            self._rules()
            self._children()
            self._not_run()
            self._noticed()
        self._stream.flush()

    def _heading(self, one: About) -> None:
        self._say(one.name)
        self._say(f"{one.title} by the rules of {CollectionYear(one.ruleset).title}, {one.form.upper()}")
        read = f"{counted(one.children, 'child', 'children')}, {counted(sum(one.rows.values()), 'row')}"
        self._say(f"{read}: {sums(one)}")
        for note in one.notes:
            self._say(note)

    def _rules(self) -> None:
        failing = self._totals.failing()
        if not failing.height:
            self._say("\nNo rule that ran found anything.")
        else:
            self._say("\nFindings by rule")
            wide = max(map(len, failing["rule"]))
            for one in failing.iter_rows(named=True):
                start = f"  {one['rule']:<{wide}}  {one['findings']:>8,}  {one['severity']:<6} "
                where = f" (in {counted(one['returns'], 'return')})" if self._many else ""
                self._say(start, one["message"] + where)
        if not self._many:
            self._say(f"\nRules: {outcomes(self._totals.returns[0])}.")

    def _children(self) -> None:
        found = {}
        for name, child, rule, _, n in self._totals.by_child().head(MOST * 100).iter_rows():
            count, rules = found.get((name, child), (0, []))
            found[name, child] = count + n, [*rules, rule]
        if not found:
            return
        self._say("\nChildren with most findings")
        for (name, child), (count, rules) in list(found.items())[:MOST]:
            of = f"{name}, " if self._many else ""
            self._say(f"  {count:>8,}  ", f"{of}{child}: {', '.join(rules)}")

    def _not_run(self) -> None:
        reasons = self._totals.reasons()
        if reasons:
            self._say("")
        for state, why, rules, returns in reasons:
            where = f", in {counted(returns, 'return')}" if self._many else ""
            self._say(f"{state.capitalize()} ({why}{where}): ", ", ".join(rules))

    def _noticed(self) -> None:
        if self._many or not self._totals.returns[0].noticed:
            return
        (one,) = self._totals.returns
        self._say(f"\nThe reader noticed: {noticed(one)}")
        for told in one.told:
            place, _, sentence = told.partition(": ")
            self._say(f"  {place}: ", sentence)

    def _say(self, start: str, rest: str = "") -> None:
        """A paragraph; what runs over is set in under `rest`."""
        for text in (start + rest).split("\n"):
            lines = textwrap.wrap(
                plain(text), self._width, subsequent_indent=" " * min(len(start), 30) if rest else "",
                drop_whitespace=True, replace_whitespace=False, break_long_words=False, break_on_hyphens=False,
            )  # fmt: skip
            self._stream.write(("\n".join(lines) + "\n").encode("utf-8", "replace"))


def _line(one: About) -> str:
    rest = f"; {counted(one.states['could not run'], 'rule')} could not run" if one.states["could not run"] else ""
    notes = "".join(f" {note}" for note in one.notes)
    missed = counted(one.states["not run"], "rule")
    return f"{one.name}: {counted(one.children, 'child', 'children')}, {sums(one)}; {missed} not run{rest}.{notes}"


def plain(text: str) -> str:
    """Text from a file without what would move the cursor or colour the screen."""
    return "".join(c if c.isprintable() else "?" for c in text)
