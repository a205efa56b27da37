from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "keepwell.web.work"
    label = "work"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from ..record import due, elsewhere
        from . import linking, listening, running

        due.runs(running.runs, tells=running.TELLS)
        elsewhere.tells_links(linking.links)
        elsewhere.changed.connect(listening.heard, dispatch_uid="work.clocks")
