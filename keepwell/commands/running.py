"""Carrying out what `keepwell check` was asked for: one return after the other, in sight, and safe to interrupt."""

import os
import signal
import sys
from collections import Counter
from contextlib import contextmanager

import typer

from .house import stop


class Run:
    """The jobs of one run, one after the other: each return's findings are written before the next is read."""

    def __init__(self, jobs, form, engine="local"):
        self.jobs, self.form, self.engine = jobs, form, engine
        self.status, self.done = 0, 0

    def to(self, output):
        if output is None:
            return self._write(sys.stdout.buffer, sys.stdout.isatty())
        from keepwell.returns.atomic import whole_file

        with whole_file(output) as stream:
            return self._write(stream, False, output)

    def _write(self, stream, screen, output=None):
        from keepwell.returns.reports import open_report

        width = os.get_terminal_size(sys.stdout.fileno()).columns if screen else None
        report = open_report(self.form, stream, many=len(self.jobs) > 1, width=width)
        try:
            self._each(report, output)
        except KeyboardInterrupt:
            self._stopped(report)
        with _unbroken():
            report.close()

    def _each(self, report, output):
        with _Bar(len(self.jobs)) as bar:
            for job, result in self._results(bar):
                _not_over_input(output, job, result)
                with _unbroken(), bar.aside():
                    self._add(report, job, result)
                    self.done += 1

    def _results(self, bar):
        if self.engine == "spark":
            yield from self._spread(bar)
            return
        from keepwell.returns.running import attempt

        for job in self.jobs:
            bar.start(job.shown)
            yield job, attempt(job, bar.tell)

    def _spread(self, bar):
        from keepwell.returns.spark import NoSpark, spread

        try:
            for job, result in spread(self.jobs):
                bar.start(job.shown)
                yield job, result
        except NoSpark as trouble:
            raise stop(str(trouble)) from None

    def _add(self, report, job, result):
        self.status = max(self.status, result.status)
        if hasattr(result, "why"):
            stop(result.why)
            report.unread(result)
            return
        report.add(result)
        for trouble in result.troubles:
            stop(self._of(job, trouble))
        if self.form != "table":
            _tell(result, self._of(job, ""))

    def _of(self, job, sentence):
        return f"{job.shown}: {sentence}" if len(self.jobs) > 1 else sentence

    def _stopped(self, report):
        """Ctrl-C: what was checked stays, what was not says so. Before the first is done no file is written."""
        from keepwell.returns.reports import Unread

        left = self.jobs[self.done :]
        if not left:
            return
        if not self.done:
            raise stop("Stopped before anything was checked; nothing was written.")
        for job in left:
            report.unread(Unread(job.shown, str(job.path), "The run was stopped before this return was checked."))
        names = ", ".join(job.shown for job in left[:5]) + (f" and {len(left) - 5} more" if len(left) > 5 else "")
        stop(f"Stopped: {self.done} of {len(self.jobs)} returns checked and their findings kept; not checked: {names}.")
        self.status = 2


def _not_over_input(output, job, result):
    """A report that would take the place of a file of the return is not written."""
    inside = output is not None and output.resolve().parent == job.path.resolve()
    if inside and output.name in {file.name for file in getattr(result, "files", ())}:
        raise stop(f"--output {output} is a file of the return and would be lost; name another.")


def _tell(result, of):
    """For forms that programs read: what a person should know besides, on the other channel."""
    for note in result.notes:
        typer.echo(f"{of}{note}", err=True)
    worth = Counter(one.kind for one in result.noticed if one.kind not in ("note", "unknown code"))
    if worth:
        said = ", ".join(f"{n:,} × {kind}" for kind, n in worth.most_common())
        typer.echo(f"{of}the reader noticed {said}; --format table or html says more.", err=True)


@contextmanager
def _unbroken():
    """Ctrl-C waits until the block is done, so that what is written of a return is whole."""
    asked = []
    try:
        before = signal.signal(signal.SIGINT, lambda *_: asked.append(True))
    except ValueError:  # not the main thread: nobody presses keys there
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if asked:
        raise KeyboardInterrupt


class _Bar:
    """How far a run is, on the screen's error channel; nothing where there is no screen."""

    def __init__(self, returns):
        self._returns, self._progress = returns, None

    def __enter__(self):
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

            self._progress = Progress(TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn(),
                                      console=Console(stderr=True), transient=True)  # fmt: skip
            self._progress.start()
            self._all = self._progress.add_task("Returns", total=self._returns, completed=-1, visible=self._returns > 1)
            self._one = self._progress.add_task("")
        return self

    def __exit__(self, *_):
        if self._progress:
            self._progress.stop()

    @contextmanager
    def aside(self):
        """No bar while something else is said."""
        if self._progress:
            self._progress.stop()
        yield
        if self._progress:
            self._progress.start()

    def start(self, name):
        self._name = name
        if self._progress:
            self._progress.advance(self._all)

    def tell(self, what, done, total):
        if self._progress:
            self._progress.update(self._one, description=f"{what} {self._name}", completed=done, total=total or None)
