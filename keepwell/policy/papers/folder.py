"""All papers of a policy in a folder: whole or not at all, and never over anything else."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from datetime import date
from pathlib import Path

from keepwell.policy.papers import ABOUT, DATA, Facts, papers
from keepwell.policy.papers.html import index, page
from keepwell.policy.papers.paper import Paper, paper, said, section
from keepwell.policy.papers.pdf import pdf

LIST = "papers.json"


class Occupied(Exception):
    """The folder holds something that is not an earlier making of papers. The text names it and says what to do."""


def write(policy, out: Path, on: date, facts: Facts | None = None) -> list[str]:
    """Every paper of the policy into that folder; the names of the files, the index first.

    They are made beside it and put in its place at the end. Occupied when the folder holds other things, among them a
    paper that somebody has changed; OSError when the place cannot be written.
    """
    out = out.resolve()
    refuse(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        made = made_of(policy, on, facts)
        for name, content in made.items():
            (beside / name).write_bytes(content)
        (beside / LIST).write_text(_list(policy, on, made), "utf-8")
        beside.chmod(0o755)
        _put(beside, out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return [*made, LIST]


def made_of(policy, on: date, facts: Facts | None = None) -> dict[str, bytes]:
    """File name -> content, the index first."""
    held = papers(policy, on, facts)
    made = {"index.html": index(*_index(policy, on, held)).encode()}
    for one in held:
        made |= {f"{one.name}.html": page(one).encode(), f"{one.name}.pdf": pdf(one)}
    return made | {name: make(policy, on).encode() for name, make in DATA.items()}


def refuse(out: Path) -> None:
    """Occupied, unless nothing stands there or an earlier making of papers that nobody has touched."""
    if out.is_file():
        raise Occupied(f"{out} is a file. Name a folder.")
    if not out.is_dir() or not (there := sorted(one.name for one in out.iterdir())):
        return
    earlier = _earlier(out)
    known = LIST if earlier else ""
    other = [name for name in there if name != known and (name not in earlier or earlier[name] != _sha(out / name))]
    if not other:
        return
    shown = ", ".join(other[:3]) + (f" and {len(other) - 3} more" if len(other) > 3 else "")
    said = "that are no papers, or papers that somebody has changed"
    raise Occupied(f"{out} holds things {said}: {shown}. Nothing was written. Name an empty or a new folder.")


def _earlier(out: Path) -> dict[str, str]:
    """The files of an earlier making and their hashes, as its list says; none when there is no such list."""
    try:
        said = json.loads((out / LIST).read_text("utf-8"))
        return {str(name): str(hash) for name, hash in said["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _sha(file: Path) -> str | None:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else None


def _put(beside: Path, out: Path) -> None:
    """The new folder in the place of the old. If that fails, the old one is put back."""
    if not out.exists():
        os.rename(beside, out)
        return
    away = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    os.rename(out, away / "old")
    try:
        os.rename(beside, out)
    except OSError:
        os.rename(away / "old", out)
        raise
    finally:
        shutil.rmtree(away, ignore_errors=True)


def _list(policy, on: date, made: dict[str, bytes]) -> str:
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}
    head = {
        "controller": policy.controller.name,
        "version": policy.version,
        "as_at": on.isoformat(),
        "policy": policy.digest,
    }
    return json.dumps({**head, "files": hashes}, ensure_ascii=False, indent=1) + "\n"


def _index(policy, on: date, held: list[Paper]):
    words = said(
        "All of these are made from one file, which is also what our computer system obeys. All bear the same hash."
    )
    head = paper(
        policy,
        on,
        "index",
        f"Papers of {policy.controller.name}",
        policy.title,
        (section("papers", "The papers", words),),
    )
    both = [(one.title, one.summary, ((f"{one.name}.html", "Page"), (f"{one.name}.pdf", "PDF"))) for one in held]
    return head, [*both, *((name, about, ((name, "File"),)) for name, about in ABOUT.items())]
