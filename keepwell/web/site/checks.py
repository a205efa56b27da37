"""What must be true before Keepwell starts."""

from django.conf import settings
from django.core.checks import Error, register


def demo_problem() -> str | None:
    """The sentence that says why demo mode may not start here, or None."""
    if settings.KEEPWELL_DEMO and not settings.DEBUG:
        return (
            "KEEPWELL_DEMO=1 needs KEEPWELL_DEBUG=1: demo mode has known passwords, so it never runs "
            "where real records could be; take KEEPWELL_DEMO away to start."
        )
    return None


@register
def demo_only_in_debug(app_configs, **kwargs):
    problem = demo_problem()
    return [Error(problem, id="house.E001")] if problem else []
