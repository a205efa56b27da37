"""Returns spread over many machines by Spark: each return is a task, and every worker runs the same rules.

Needs the extra `keepwell[spark]` and Java. The paths of the jobs must be readable on every worker. Without further
settings the workers are the processors of this machine; `spark-submit` or SPARK_ settings say otherwise.
"""

import os
import sys
from collections.abc import Iterator, Sequence

from keepwell.returns.reports.checked import Checked, Unread
from keepwell.returns.running import Job, attempt

WAVE = 4  # returns for each processor at a time: what was found in one wave is written while the next waits


class NoSpark(Exception):
    """Spark cannot be started; the text is one sentence for the person who asked for it."""


def spread(jobs: Sequence[Job]) -> Iterator[tuple[Job, Checked | Unread]]:
    """Every job with what became of it, in order; identical to running them here. NoSpark when there is no Spark."""
    session = _session()
    try:
        context = session.sparkContext
        size = WAVE * context.defaultParallelism
        for start in range(0, len(jobs), size):
            wave = list(jobs[start : start + size])
            yield from zip(wave, context.parallelize(wave, len(wave)).map(attempt).collect(), strict=True)
    finally:
        session.stop()


def _session():
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise NoSpark("--engine spark needs Spark: install keepwell[spark], or leave --engine out.") from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("POLARS_MAX_THREADS", "1")  # the workers share the processors among themselves
    settings = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.log.level": "OFF"}
    builder = SparkSession.builder.appName("keepwell check")
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except (PySparkException, RuntimeError, OSError):
        raise NoSpark("Spark could not be started; it needs Java 17 or newer (JAVA_HOME).") from None
