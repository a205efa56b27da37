"""keepwell example"""

import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from . import taking_in
from .house import open_house, stop

app = typer.Typer(
    help="Make made-up data: nobody in it is real.\n\n"
    "Example: [bold]keepwell example authority --children 300 --seed 1 --out made-up[/bold]",
    no_args_is_help=True,
)
out = Console(soft_wrap=True, highlight=False)
screen = Console(stderr=True)


@app.callback()
def example():
    """Make made-up data: nobody in it is real."""


@app.command()
def authority(
    children: Annotated[int, typer.Option(help="How many children.")] = 300,
    seed: Annotated[int, typer.Option(help="The same seed makes the same council.")] = 1,
    out_folder: Annotated[
        Path | None, typer.Option("--out", help="Write the files here. Without it they go into the record.")
    ] = None,
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The last day that anything happened; today when not given."),
    ] = None,
    years: Annotated[int, typer.Option(help="How many collection years of returns.")] = 3,
    errors: Annotated[
        float, typer.Option(help="Share of children, 0 to 1, with one deliberate mistake in their files.")
    ] = 0.0,
):
    """Make a coherent made-up council: children, families, histories, and their returns.

    Example: [bold]keepwell example authority --children 1000 --seed 7 --on 2026-03-31 --out made-up[/bold]
    """
    if not 1 <= children <= 1_000_000:
        raise stop(f"--children {children}: give a number from 1 to 1,000,000.")
    if not 0 <= errors <= 1:
        raise stop(f"--errors {errors}: give a share from 0 (none) to 1 (every child).")
    if not 1 <= years <= 20:
        raise stop(f"--years {years}: give a number from 1 to 20.")
    day = on.date() if on else date.today()
    if out_folder:
        write(children, seed, day, years, errors, out_folder)
        out.print(f"A made-up council of {children:,} children is in {out_folder}; its README.txt says what is what.")
        return
    open_house()
    into_record(children, seed, day, years, errors, tell=taking_in.tell)


@app.command()
def register(
    out_file: Annotated[Path, typer.Option("--out", help="Write the register here.")],
    seed: Annotated[int, typer.Option(help="The same seed makes the same marks.")] = 1,
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The last day with marks; today when not given.")
    ] = None,
):
    """Make up a school register for the children of the record who are at a school.

    Use it with a made-up record only: made-up marks about real children would be believed.

    Example: [bold]keepwell example register --out register.csv[/bold]
    """
    open_house()
    pupils = write_register(out_file, seed, on.date() if on else date.today())
    out.print(f"Made-up marks of {pupils:,} pupils are in {out_file}.", markup=False)


def write_register(path, seed, day):
    """Write a made-up register of this school year and the last for every child at a school; how many there are."""
    import csv

    from keepwell.attendance.register import school_year
    from keepwell.example.register import HEAD, register_rows
    from keepwell.web.school.queries.numbers import numbers_at_school

    numbers, year = numbers_at_school(), school_year(day)
    with open(path, "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(HEAD)
        rows.writerows(register_rows(numbers, seed=seed, years=(year - 1, year), on=day))
    return len(numbers)


def into_record(children, seed, day, years, errors, *, tell):
    """Make a council up and take it into the record, as its own files would be."""
    with tempfile.TemporaryDirectory(prefix="keepwell-example-") as folder:
        write(children, seed, day, years, errors, Path(folder))
        taking_in.bring_in(paths_in(Path(folder)), tell=tell)


def write(children, seed, day, years, errors, folder):
    from keepwell.example import authority, write_authority

    with Progress(console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("Making up a council", total=children)
        council = authority(children=children, seed=seed, on=day, years=years, errors=errors)
        return write_authority(council, folder, progress=lambda done, total: bar.update(task, completed=done))


def paths_in(folder):
    """What to import, people first, so that every row finds its child."""
    years = sorted(p for p in folder.iterdir() if p.is_dir() and p.name.isdigit())
    return [folder / "people", *(p / part for p in years for part in ("ssda903", "cin") if (p / part).exists())]
