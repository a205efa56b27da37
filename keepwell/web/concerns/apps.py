from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    name = "keepwell.web.concerns"
    label = "concerns"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from ..record import elsewhere
        from . import searching  # noqa: F401  it registers what is searched
        from .sealing import sealed_texts

        sealed_texts()
        elsewhere.tells_part(_told("part"))
        elsewhere.tells_links(_told("links"))
        elsewhere.tells_events(_told("events"))


def _told(name):
    """The function of `telling` with this name, which is loaded when it is first asked: a start stays quick."""

    def tell(given):
        from . import telling

        return getattr(telling, name)(given)

    return tell
