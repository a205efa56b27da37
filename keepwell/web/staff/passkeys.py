"""The forms of passkeys: allauth's, which fall over what no browser would send."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as allauth
from django import forms

UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, IndexError)


def _read(clean):
    """What `clean` gives; what cannot be read as the answer of a device is refused like a wrong code."""
    try:
        return clean()
    except UNREADABLE:
        raise get_adapter().validation_error("incorrect_code") from None


class _Answer:
    def clean_credential(self):
        return _read(super().clean_credential)


class Authenticate(_Answer, allauth.AuthenticateWebAuthnForm):
    pass


class Login(_Answer, allauth.LoginWebAuthnForm):
    pass


class Again(_Answer, allauth.ReauthenticateWebAuthnForm):
    pass


class NewPasskey(allauth.AddWebAuthnForm):
    """Each passkey signs in by itself: it is kept in the device and asks for a finger, a face or a number."""

    # allauth's script asks this box how the passkey is to be made; it is not shown.
    passwordless = forms.BooleanField(required=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "What you call it"
        self.fields["name"].max_length = 60
        self.fields["credential"].error_messages["required"] = (
            "No passkey was made: press the button and follow what your device asks."
        )

    def clean(self):
        return _read(super().clean)
