from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "keepwell.web.work"
    label = "work"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from ..record import due, elsewhere
        from . import linking, listening, running, telling
        from .queries import concerns
        from .queries.extracting import duties
        from .running import school

        due.runs(running.runs, tells=running.TELLS)
        due.runs(school.runs, tells=school.TELLS)
        due.asks(concerns.asked)
        elsewhere.tells_links(linking.links)
        elsewhere.tells_part(telling.part)
        elsewhere.tells_duties(duties)
        elsewhere.changed.connect(listening.heard, dispatch_uid="work.clocks")
        self._seals()

    def _seals(self):
        """How texts of this room are sealed, so that they can go with a child's record that is put into another."""
        from ..record import graph, resealing
        from .models import Action, Approval, Clock, Move

        graph.follows(Clock)
        for model, word in ((Approval, "approval"), (Action, "action"), (Move, "move")):
            resealing.seals(model, word)
