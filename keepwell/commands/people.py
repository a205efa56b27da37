"""keepwell person"""

from typing import Annotated

import typer

from .house import open_house, stop


def person(
    email: Annotated[str, typer.Argument(help="The address they sign in with.")],
    name: Annotated[str, typer.Option(help="Their name as others see it.")],
    role: Annotated[list[str], typer.Option(help="A role of the policy file; may be given several times.")],
):
    """Let somebody sign in, in the roles that the policy gives them.

    A first password is asked for; it is not shown and not kept in the shell's history.

    Example: [bold]keepwell person pat@example.org --name "Pat Example" --role returns-officer[/bold]
    """
    open_house()
    from keepwell.web.access.door import Operator, name_of
    from keepwell.web.access.policy import policy
    from keepwell.web.staff import actions

    if unknown := [r for r in role if r not in policy().roles]:
        known = ", ".join(sorted(policy().roles))
        raise stop(f"--role {unknown[0]}: the policy has no such role. It has: {known}.")
    password = typer.prompt("First password", hide_input=True, confirmation_prompt=True)
    by = name_of(Operator.here())
    user = actions.join(email=email, name=name, password=password, by=by)
    for one in role:
        actions.give_role(user=user, role=one, by=by)
    typer.echo(f"{name} can sign in as {email}.")
