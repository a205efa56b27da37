"""The command line: `keepwell`."""

import typer

from . import (
    apart,
    build,
    check,
    clocks,
    demo,
    example,
    extract,
    index,
    log,
    notice,
    people,
    people_reach,
    postcodes,
    promises,
    register,
    remind,
    rules,
    taking_in,
    work,
)

app = typer.Typer(
    name="keepwell",
    help="Keeps the record of a child in need, a looked-after child or a child a school worries about, "
    "and the promises made about it.\n\nExample: [bold]keepwell import my-ssda903-folder my-census.xml[/bold]",
    rich_markup_mode="rich",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # a trace may hold personal data
)
app.command("import")(taking_in.take_in)
app.command("build")(build.build)
app.command("check")(check.check)
app.command("rules")(rules.rules)
app.add_typer(postcodes.app, name="postcodes")
app.add_typer(clocks.app, name="clocks")
app.add_typer(example.app, name="example")
app.command("index")(index.index)
app.command("apart")(apart.apart)
app.add_typer(log.app, name="log")
app.add_typer(notice.app, name="notice")
app.command("demo")(demo.demo)
app.command("person")(people.person)
app.add_typer(people_reach.app, name="people")
app.command("extract")(extract.extract)
app.command("promises")(promises.promises)
app.command("register")(register.register)
app.command("remind")(remind.remind)
app.command("work")(work.work)


def main():
    app()
