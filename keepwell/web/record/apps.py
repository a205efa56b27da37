from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "keepwell.web.record"
    label = "record"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from ..access import consent
        from ..access.policy import policy
        from .queries.consents import shut

        consent.answered_by(lambda children, categories, purpose: shut(policy(), children, categories, purpose))
