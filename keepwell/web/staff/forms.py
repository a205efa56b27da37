"""allauth's forms in our words."""

from allauth.account import forms


def _say(form, name, label, missing):
    if field := form.fields.get(name):
        field.label, field.help_text = label, ""
        field.error_messages["required"] = missing
        field.error_messages["invalid"] = f"{missing} in full, such as name@example.org."


class SignIn(forms.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _say(self, "login", "E-mail address", "Enter your e-mail address")
        _say(self, "password", "Password", "Enter your password")


class ForgottenPassword(forms.ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _say(self, "email", "E-mail address", "Enter your e-mail address")


class NewPassword(forms.ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _say(self, "password1", "New password", "Enter a new password")
        _say(self, "password2", "New password again", "Enter the new password again")


class ChangedPassword(forms.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _say(self, "oldpassword", "Present password", "Enter your present password")
        _say(self, "password1", "New password", "Enter a new password")
        _say(self, "password2", "New password again", "Enter the new password again")
