"""keepwell notice"""

import os
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from .house import stop

app = typer.Typer(
    help="The privacy notice as a policy file: what is wrong with it, its papers, what a new version changes, "
    "why it says no."
    "\n\n"
    "Example: [bold]keepwell notice lint my-council.toml[/bold]",
    no_args_is_help=True,
)
On = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Judge as on this day; else today.")]


@app.command()
def lint(
    files: Annotated[list[Path] | None, typer.Argument(help="Policy files.")] = None,
    rules: Annotated[bool, typer.Option("--list", help="List the rules, and what no policy file can show.")] = False,
    on: On = None,
):
    """Find what is untrue or unlawful in policy files, one line a defect.

    Exit status: 0 nothing found, 1 something found, 2 a file could not be read or a rule could not be run.

    Example: [bold]keepwell notice lint my-council.toml[/bold]
    """
    if rules:
        _list()
    elif files:
        raise typer.Exit(max(_lint(file, _day(on)) for file in files))
    else:
        raise stop("Name one policy file or more, or ask for the rules: keepwell notice lint --list.")


def _lint(file, day):
    from keepwell.policy import PolicyError
    from keepwell.policy import lint as linting

    try:
        linted = linting.lint(file, day)
    except PolicyError as trouble:
        stop(str(trouble))
        return 2
    for finding in linted.findings:
        typer.echo(str(finding))
    for trouble in linted.troubles:
        stop(trouble)
    count = len(linted.findings)
    said = f"{count} {'finding' if count == 1 else 'findings'}" if count else "nothing found"
    typer.echo(f"{file}: {said} by {len(linting.rules())} rules.", err=True)
    return 2 if linted.troubles else int(bool(count))


def _list():
    from keepwell.policy.lint import ELSEWHERE, LOADER, rules

    for one in (*rules(), LOADER):
        typer.echo(f"{one.id:<4} {one.title}. Source: {one.source}.")
    typer.echo("\nNo policy file can show these; they are caught elsewhere:")
    for id, what, where in ELSEWHERE:
        typer.echo(f"{id:<4} {what}: {where}.")


@app.command()
def build(
    out: Annotated[
        Path, typer.Option(help="Folder for the papers: a new one, an empty one, or one of an earlier build.")
    ],
    policy: Annotated[
        Path | None, typer.Option(help="Policy file; else KEEPWELL_POLICY, else the one that comes with Keepwell.")
    ] = None,
    on: On = None,
):
    """Publish every paper of a policy file: notices, schedules, records, each as a page and as PDF.

    Nothing is published that lint finds fault with.

    Exit status: 0 built, 1 lint found something, 2 it could not be done.

    Example: [bold]keepwell notice build --policy my-council.toml --out papers[/bold]
    """
    file = policy or _in_force()
    day = _day(on) or date.today()
    if found := _lint(file, day):
        stop(f"Nothing was built: {file} has to be mended first.")
        raise typer.Exit(found)
    _build(_load(file), out, day)


def _build(policy, out, day):
    from keepwell.policy.papers.folder import Occupied, write
    from keepwell.policy.papers.pdf import NotSet
    from keepwell.policy.papers.processing import answers, counted

    try:
        made = write(policy, out, day)
    except (Occupied, NotSet) as trouble:
        raise stop(str(trouble)) from None
    except OSError as trouble:
        raise stop(
            f"The papers cannot be written to {out}: {trouble.strerror}. Check the folder and its space."
        ) from None
    typer.echo("\n".join(str(out / name) for name in made))
    typer.echo("\nRecord of processing, questions answered from data:")
    for activity, held in answers(policy, day).items():
        typer.echo(f"  {counted(held)} of {len(held)}  {activity.title}")
    typer.echo(f"\nHash of the policy file’s content: {policy.digest}")


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="The policy file as it is.")],
    new: Annotated[Path, typer.Argument(help="The policy file as it would be.")],
    on: On = None,
):
    """Say in plain words what a new version changes for a child, a parent, a worker and a recipient.

    Example: [bold]keepwell notice diff policy-2026.toml policy-2027.toml[/bold]
    """
    from keepwell.policy.besides import reworded
    from keepwell.policy.diff import HEADINGS
    from keepwell.policy.diff import diff as differences

    before, after = _load(old), _load(new)
    for file, policy in ((old, before), (new, after)):
        typer.echo(f"{file}: version {policy.version}, from {policy.valid_from.day} {policy.valid_from:%B %Y}.")
    changes, words = differences(before, after, on=_day(on)), reworded(before, after)
    for heading in HEADINGS:
        said = [change.text for change in changes if change.of == heading]
        if said:
            typer.echo("\n".join((f"\n{heading}", *(f"- {text}" for text in said))))
    if not changes:
        typer.echo("Nothing changes for anybody.")
    if words:
        typer.echo(f"\nWords differ in {len(words)} places: {', '.join(words)}.")


@app.command()
def explain(
    question: Annotated[list[str] | None, typer.Argument(help="The question in your own words.")] = None,
    role: Annotated[str | None, typer.Option(help="Id of a role, such as pastoral-lead.")] = None,
    action: Annotated[str | None, typer.Option(help="Id of an action; view when nothing is said.")] = None,
    category: Annotated[str | None, typer.Option(help="Id of a category, such as section47.")] = None,
    purpose: Annotated[str | None, typer.Option(help="Id of a purpose; else every purpose.")] = None,
    policy: Annotated[
        Path | None, typer.Option(help="Policy file; else KEEPWELL_POLICY, else the one that comes with Keepwell.")
    ] = None,
    on: On = None,
):
    """Say whether a role may do something with a kind of information, by which clause and under which law.

    Example: [bold]keepwell notice explain "may a pastoral lead read a section 47 outcome"[/bold]
    """
    from keepwell.policy.explain import explain as explained
    from keepwell.policy.explain import told, understand

    loaded, day = _load(policy or _in_force()), _day(on)
    understood = understand(loaded, " ".join(question or []))
    given = {"role": role, "action": action, "category": category, "purpose": purpose}
    chosen = {kind: _chosen(loaded, kind, given[kind], understood) for kind in given}
    chosen["action"] = chosen["action"] or [id for id in ("view",) if id in loaded.actions]
    for kind, wanted in (("category", "Which kind of information"), ("action", "Which action")):
        if not chosen[kind]:
            raise stop(f"{wanted} is meant? Give --{kind} with one of: {_ids(loaded, kind)}.")
    _say(loaded, chosen, understood)
    roles = chosen["role"] or list(loaded.roles)
    for one in roles:
        asked = (one, chosen["action"][0], chosen["category"][0], chosen["purpose"])
        lines = list(told(loaded, explained(loaded, *asked, on=day), on=day))
        typer.echo("\n".join(lines if len(roles) == 1 else lines[:1]))


def _chosen(policy, kind, given, understood):
    """The ids meant of one kind: the option before the sentence. Purposes may be several, the rest must be one."""
    known = policy.objects[kind]
    if given is not None:
        if given not in known:
            from keepwell.policy.building import nearest

            near = nearest(given, known) or f" Known here: {_ids(policy, kind)}."
            raise stop(f"--{kind} {given}: the policy declares no such {kind}.{near}")
        return [given]
    fits = list(understood.fits[kind])
    if len(fits) > 1 and kind != "purpose":
        listed = "\n".join(f"  --{kind} {id}: {known[id].title}" for id in fits)
        raise stop(f"Several fit the question. Ask again with one of these:\n{listed}")
    return fits


def _say(policy, chosen, understood):
    """What the question was taken for."""
    said = {kind: ", ".join(f"{policy.objects[kind][id].title} ({id})" for id in ids) for kind, ids in chosen.items()}
    said["role"] = said["role"] or "every role"
    said["purpose"] = said["purpose"] or "every purpose"
    fact = understood.facts.get(chosen["category"][0])
    said["category"] += f", by “{fact}”" if fact else ""
    typer.echo("Understood: " + "; ".join(f"{kind}: {words}" for kind, words in said.items()) + ".")
    if understood.left:
        typer.echo(f"Not used: {', '.join(understood.left)}.")
    typer.echo()


def _ids(policy, kind):
    return ", ".join(policy.objects[kind])


def _in_force():
    from keepwell.policy import shipped

    return Path(os.environ.get("KEEPWELL_POLICY") or shipped("local-authority"))


def _load(file):
    from keepwell.policy import PolicyError, load

    try:
        return load(file)
    except PolicyError as trouble:
        raise stop(f"The policy file {file} cannot be obeyed.\n{trouble}") from None


def _day(on: datetime | None) -> date | None:
    return on.date() if on else None
