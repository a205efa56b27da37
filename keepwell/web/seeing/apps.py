from django.apps import AppConfig


class SeeingConfig(AppConfig):
    name = "keepwell.web.seeing"
    label = "seeing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from keepwell.web.record.resealing import seals

        from . import telling  # noqa: F401 - it registers what the child's page says of this room
        from .models import Significance
        from .queries.significance import ABOUT

        seals(Significance, ABOUT)
