from django.apps import AppConfig


class SchoolConfig(AppConfig):
    name = "keepwell.web.school"
    label = "school"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import telling  # noqa: F401 - it registers what this room tells of a child
