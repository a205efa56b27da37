from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "keepwell.web.record"
    label = "record"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from ..access import consent
        from ..access.policy import policy
        from .elsewhere import tells_links
        from .lifestory.links import links
        from .queries.consents import shut

        sealed_texts()
        texts_apart()
        tells_links(links)
        from . import tasks
        from .actions import indexing
        from .lifestory import telling as _life  # noqa: F401  they register what they tell
        from .searching import telling  # noqa: F401

        indexing.listen()
        tasks.listen()
        consent.answered_by(lambda children, categories, purpose: shut(policy(), children, categories, purpose))


def sealed_texts():
    """How the texts of the record are sealed, so that they can go to another child's record."""
    from ..access.models import Emergency, Restriction
    from . import models, resealing

    for model, word in (
        (models.Note, "note"), (models.Document, "document"), (models.Step, "step"), (models.Merge, "merge"),
        (models.Moved, "moved"), (models.LifeStoryEntry, "life story"), (models.LifeStoryPicture, "life story"),
        (Restriction, "door"), (Emergency, "door"),
    ):  # fmt: skip
        resealing.seals(model, word)


def texts_apart():
    """What is written of adoptions in this room: steps, and why one of them was moved to the right child."""
    from . import models
    from .apart import stands_apart

    def steps(model):
        return model.objects.filter(version__apart=True)

    def moved(model):
        return model.objects.filter(kind="step", gave=False, key__in=steps(models.Step).values("pk"))

    stands_apart(models.Step, steps)
    stands_apart(models.Moved, moved)
