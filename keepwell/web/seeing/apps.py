from django.apps import AppConfig


class SeeingConfig(AppConfig):
    name = "keepwell.web.seeing"
    label = "seeing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from keepwell.web.record.apart import stands_apart
        from keepwell.web.record.resealing import seals

        from . import telling  # noqa: F401 - it registers what the child's page says of this room
        from .apart import marks
        from .models import Significance
        from .queries.significance import ABOUT

        seals(Significance, ABOUT)
        stands_apart(Significance, marks)
