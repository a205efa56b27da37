from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "keepwell.web.work"
    label = "work"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from ..record import due, elsewhere
        from . import linking, listening, running
        from .queries import concerns
        from .queries.extracting import duties
        from .running import school

        due.runs(running.runs, tells=running.TELLS)
        due.runs(school.runs, tells=school.TELLS)
        due.asks(concerns.asked)
        elsewhere.tells_links(linking.links)
        elsewhere.tells_duties(duties)
        elsewhere.changed.connect(listening.heard, dispatch_uid="work.clocks")
