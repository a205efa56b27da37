"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter

# Of allauth's messages only this one says something that the next page does not show by itself.
KEPT = {"account/messages/password_changed.txt"}


class ClosedAdapter(DefaultAccountAdapter):
    """Nobody opens an account for themselves: a person joins by `staff.actions.join`."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or the password is wrong: try again.",
        "too_many_login_attempts": "There were too many attempts to sign in: wait five minutes and try again.",
        "incorrect_password": "This is not your present password: try again.",
        "enter_current_password": "This is not your present password: try again.",
        "password_mismatch": "The two passwords differ: enter the same password twice.",
        "account_inactive": "This account is closed: ask the person who looks after Keepwell here.",
    }

    def is_open_for_signup(self, request):
        return False

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        if message_template in KEPT:
            super().add_message(request, level, message_template, *args, **kwargs)

    def get_password_change_redirect_url(self, request):
        return "/"
