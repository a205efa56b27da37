from django.apps import AppConfig


class SchoolConfig(AppConfig):
    name = "keepwell.web.school"
    label = "school"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import telling  # noqa: F401 - it registers what this room tells of a child

        self._seals()

    def _seals(self):
        """How texts of this room are sealed, so that they can go with a child's record that is put into another."""
        from ..record import resealing
        from .models import EducationTerm, Exclusion, PlanPart

        resealing.seals(Exclusion, "exclusion")
        resealing.seals(EducationTerm, "education plan")
        resealing.seals(PlanPart, "plan part")
