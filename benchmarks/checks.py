"""How long the statutory checks take: `make bench-checks`, or with `SPREAD=153` also many authorities by Spark.

Whole processes, from files on disk to a file of findings, each beside the time a process takes that merely reads the
same files with Polars (SSDA903) or lxml (CIN). Nothing here passes or fails; the ratios travel better than the seconds.
"""

import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from keepwell.example import authority, write_authority
from keepwell.example.numbers import upn

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "bench"
BASE = 10_000  # children of the made-up council of which larger ones are made by repeating it
ON = date(2027, 3, 31)
SSDA903 = {1_000: 1, 10_000: 2, 100_000: 10}  # children -> target, seconds
CIN = {5_000: 1.5, 50_000: 12}
ONE = 0.05  # target for one child, seconds
READ_CSV = "import sys, polars as pl\nfor f in sys.argv[1:]: pl.read_csv(f, infer_schema=False)"
READ_XML = "import sys\nfrom lxml import etree\nfor f in sys.argv[1:]: etree.parse(f)"


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--spread", type=int, default=0, help="how many made-up authorities to spread by Spark")
    asked = words.parse_args()
    print(machine())
    base = council(BASE)
    print("== SSDA903 with last year's return, whole process (best of 3)")
    for children, target in SSDA903.items():
        folder = repeated_ssda903(base, children)
        files = [*folder.glob("*.csv"), *folder.glob("previous/*.csv")]
        told(children, target, check("ssda903", folder), process([sys.executable, "-c", READ_CSV, *files]))
    print("== CIN census, whole process (best of 3)")
    for children, target in CIN.items():
        file = repeated_cin(base, children)
        told(children, target, check("cin", file), process([sys.executable, "-c", READ_XML, file]))
    print(
        f"== One child of a return of 1,000, in a process that has checked before (median of 100; target {ONE:.3f} s)"
    )
    one_child(WORK / "ssda903-1000")
    if asked.spread:
        spread(asked.spread)


def machine():
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    load = os.getloadavg()[0]
    kind = f"{platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, {memory:.0f} GB, {kind}, load {load:.1f}"


def told(children, target, mine, reading):
    seconds, most = mine
    reference = reading[0]
    print(f"{children:>8,} children {seconds:7.2f} s (target {target:g} s)  {most:6.0f} MB"
          f"   merely reading {reference:5.2f} s   ratio {seconds / reference:5.1f}", flush=True)  # fmt: skip


def check(collection, path):
    out = WORK / "findings.jsonl"
    command = [ROOT / ".venv/bin/keepwell", "check", path, "--collection", collection, "--year", "2027"]
    return process([*command, "--local-authority", "E06000999", "--format", "json", "--output", out], ok=(0, 1))


def process(command, times=3, ok=(0,)):
    """(least seconds, megabytes at most) of a command run several times."""
    runs = [_process(command, ok) for _ in range(times)]
    return min(seconds for seconds, _ in runs), max(most for _, most in runs)


def _process(command, ok):
    start = time.perf_counter()
    running = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in ok:
        raise SystemExit(f"{command} ended with {os.waitstatus_to_exitcode(status)}")
    return seconds, used.ru_maxrss / 1024


# made-up returns of any size


def council(children, seed=3, where=None):
    """A made-up council with few mistakes, two years of it."""
    out = where or WORK / f"checks-{children}"
    if not (out / "README.txt").exists():
        write_authority(authority(children, seed, ON, years=2, errors=0.01), out)
    return out


def repeated_ssda903(base, children):
    """The base's return as often as it takes, under new numbers of children and pupils; last year's in previous/."""
    import polars as pl

    out = WORK / f"ssda903-{children}"
    shutil.rmtree(out, ignore_errors=True)
    kept = pl.read_csv(base / "2027/ssda903/header.csv", infer_schema=False)["CHILD"].unique()[:children]
    copies = -(-children // len(kept))
    for year, folder in ((2027, out), (2026, out / "previous")):
        folder.mkdir(parents=True)
        for file in sorted((base / str(year) / "ssda903").glob("*.csv")):
            rows = pl.read_csv(file, infer_schema=False).filter(pl.col("CHILD").is_in(kept.implode()))
            pl.concat(_copy(rows, n) for n in range(copies)).write_csv(folder / file.name)
    return out


def _copy(rows, number):
    """The rows under numbers of children and pupils of their own."""
    import polars as pl

    renamed = rows.with_columns(pl.col("CHILD") + f"N{number}")
    if "UPN" not in rows.columns or number == 0:
        return renamed
    pupils = [_pupil(old, number * 100_000 + at) for at, old in enumerate(rows["UPN"])]
    return renamed.with_columns(pl.Series("UPN", pupils, dtype=pl.Utf8))


def _pupil(old, index):
    return upn(index) if old and len(old) == 13 else old


def repeated_cin(base, children):
    """The base's census as often as it takes."""
    out = WORK / f"cin-{children}.xml"
    text = (base / "2027/cin/cin_census_2027.xml").read_text(encoding="utf-8")
    start, end = text.index("<Child>"), text.rindex("</Child>") + len("</Child>")
    every = re.findall(r"<Child>.*?</Child>", text[start:end], re.DOTALL)
    with out.open("w", encoding="utf-8") as file:
        file.write(text[:start])
        for at in range(children):
            copy, child = divmod(at, len(every))
            file.write(_renumbered(every[child], copy, at) if copy else every[child])
        file.write(text[end:])
    return out


def _renumbered(child, copy, at):
    child = re.sub(r"(<LAchildID>)([^<]*)", rf"\g<1>\g<2>N{copy}", child)
    return re.sub(r"(<UPN>)[^<]*", rf"\g<1>{upn(1_000_000 + at)}", child)


# one child


def one_child(folder):
    from keepwell.returns.catalogue import TABLES, rules_of
    from keepwell.returns.checking import Case, check
    from keepwell.returns.reading import read
    from keepwell.returns.ssda903 import derived

    now, before = read(folder)[0], read(folder / "previous")[0]
    rules = rules_of("ssda903")
    times = []
    for child in now.tables["Header"].values["CHILD"][:101]:
        case = Case.of(_of(now, child), last=_of(before, child), year=2027, authority="E06000999", whole=False)
        start = time.perf_counter()
        check(case, rules, TABLES["ssda903"], derived.prepare)
        times.append(time.perf_counter() - start)
    print(f"SSDA903, both years in memory: {statistics.median(times[1:]):.3f} s; slowest {max(times[1:]):.3f} s")


def _of(ret, child):
    """The return of one child."""
    from dataclasses import replace

    from keepwell.returns.loaded import TableData

    def rows(data):
        mine = (data.values["CHILD"] == child).fill_null(False)
        return TableData(data.table, data.raw.filter(mine), data.values.filter(mine), data.extra.filter(mine))

    return replace(ret, tables={name: rows(data) for name, data in ret.tables.items()})


# many authorities


def spread(many):
    """Many made-up authorities: one after the other here, and by Spark on the processors of this machine."""
    print(f"== {many} made-up authorities, SSDA903 and last year's, whole process")
    paths = [_authority(n) for n in range(many)]
    command = [ROOT / ".venv/bin/keepwell", "check", *paths, "--collection", "ssda903", "--year", "2027"]
    found = {}
    for engine in ("local", "spark"):
        found[engine] = WORK / f"{engine}.jsonl"
        more = ["--format", "json", "--output", found[engine], "--engine", engine]
        seconds, most = process([*command, *more], times=1, ok=(0, 1))
        print(f"{engine:<6} {seconds:7.1f} s {most:6.0f} MB", flush=True)
    same = found["local"].read_bytes() == found["spark"].read_bytes()
    lines = found["local"].read_bytes().count(b"\n")
    print(f"{lines:,} lines of findings; the two files are {'equal' if same else 'NOT equal'}")


def _authority(number):
    at = council(300, seed=number, where=WORK / "authorities" / f"authority-{number:03}")
    last = at / "2027/ssda903/previous"
    if not last.exists():
        shutil.copytree(at / "2026/ssda903", last)
    return at / "2027/ssda903"


if __name__ == "__main__":
    main()
