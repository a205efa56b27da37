"""Who works here: people, teams, roles, sign-in."""
