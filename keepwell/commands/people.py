"""keepwell person"""

from datetime import date
from typing import Annotated

import typer

from .house import open_house, stop


def person(
    email: Annotated[str, typer.Argument(help="The address they sign in with.")],
    name: Annotated[str, typer.Option(help="Their name as others see it.")],
    role: Annotated[list[str], typer.Option(help="A role of the policy file; may be given several times.")],
):
    """Let somebody sign in, in the roles that the policy gives them.

    Somebody new is asked for a first password; it is not shown and not kept in the shell's history. Somebody who is
    here already only gets the role.

    Example: [bold]keepwell person pat@example.org --name "Pat Example" --role returns-officer[/bold]
    """
    open_house()
    from keepwell.web.access.policy import policy
    from keepwell.web.staff.queries import with_address

    if unknown := [r for r in role if r not in policy().roles]:
        known = ", ".join(sorted(policy().roles))
        raise stop(f"--role {unknown[0]}: the policy has no such role. It has: {known}.")
    user = with_address(email) or _join(email, name)
    given = _give(user, role)
    typer.echo(
        f"{user.name} can sign in as {user.email}. Roles given: {', '.join(given) or 'none that were not held'}."
    )


def _join(email, name):
    """A new person with a first password good enough to keep."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from keepwell.web.staff.actions import join

    password = typer.prompt("First password", hide_input=True, confirmation_prompt=True)
    try:
        validate_password(password)
        return join(email=email, name=name, password=password, by=None)
    except ValidationError as trouble:
        raise stop(" ".join(trouble.messages)) from None


def _give(user, roles):
    """Give the roles that the person does not hold yet, each with its entry in the log."""
    from django.db import transaction

    from keepwell.web.access import door
    from keepwell.web.staff.actions import give_role
    from keepwell.web.staff.queries import role_ids_of

    wanted = [r for r in dict.fromkeys(roles) if r not in role_ids_of(user, date.today())]
    with transaction.atomic():
        for role in wanted:
            give_role(user=user, role=role, starts_on=date.today(), by=None)
            door.note(by=door.Operator.here(), action=f"give the role {role} to {door.name_of(user)}")
    return wanted
