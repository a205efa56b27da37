from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured


class HouseConfig(AppConfig):
    name = "keepwell.web.site"
    label = "house"
    verbose_name = "The house"

    def ready(self):
        from keepwell.web.site.checks import demo_problem

        # Servers do not run the system checks, so the refusal is made here too.
        if problem := demo_problem():
            raise ImproperlyConfigured(problem)
