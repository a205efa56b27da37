from django.apps import AppConfig


class SeeingConfig(AppConfig):
    name = "keepwell.web.seeing"
    label = "seeing"
    default_auto_field = "django.db.models.BigAutoField"
