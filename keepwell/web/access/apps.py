from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import request_finished


class AccessConfig(AppConfig):
    name = "keepwell.web.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .coverage import problem

        # Commands and servers run no system checks, so the start itself is refused.
        if said := problem():
            raise ImproperlyConfigured(said)
        from . import listening

        listening.connect()
        request_finished.connect(_seal, dispatch_uid="access.seal")


def _seal(**_):
    """The page has been sent: nobody waits for this."""
    from .sealing import seal_if_due

    seal_if_due()
