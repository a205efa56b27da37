from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "keepwell.web.staff"
    label = "staff"
    verbose_name = "Staff"

    def ready(self):
        from allauth.account import signals as account
        from allauth.mfa import signals as mfa
        from django.contrib.auth.signals import user_logged_in

        from keepwell.web.staff import mail, second_factor, sessions

        mail.connect()
        user_logged_in.connect(sessions.begin, dispatch_uid="staff.begin")
        account.user_logged_in.connect(second_factor.on_signed_in, dispatch_uid="staff.signed-in")
        mfa.authenticator_added.connect(second_factor.on_added, dispatch_uid="staff.factor-added")
        mfa.authenticator_removed.connect(second_factor.on_removed, dispatch_uid="staff.factor-removed")
