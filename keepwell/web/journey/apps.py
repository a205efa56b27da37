from django.apps import AppConfig


class JourneyConfig(AppConfig):
    name = "keepwell.web.journey"
    label = "journey"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from ..record import due, resealing
        from . import answering, apart, searching, telling  # noqa: F401  they register what they tell
        from .acting import asked
        from .models import Followed

        answering.connect()
        due.asks(asked)
        resealing.seals(Followed, "plan action")
