from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "keepwell.web.staff"
    label = "staff"
    verbose_name = "Staff"
