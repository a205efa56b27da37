"""allauth's provider of OpenID Connect, made stricter: every token is checked, and nothing it says is kept."""

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter


class Tokens(OpenIDConnectOAuth2Adapter):
    """Reads who somebody is from the provider's signed token."""

    @property
    def openid_config(self):
        """What the provider says of itself; OAuth2Error when it is another than the one that was named."""
        config = super().openid_config
        wanted = self.get_provider().app.settings["server_url"]
        if "/.well-known/" not in wanted and str(config.get("issuer", "")).rstrip("/") != wanted:
            raise OAuth2Error("the issuer is not the provider that was set up")
        return config

    def complete_login(self, request, app, token, **kwargs):
        signed = kwargs["response"].get("id_token")
        if not signed:
            raise OAuth2Error("no token")
        try:
            claims = self._decode_id_token(app, signed)
        except (KeyError, TypeError, ValueError) as trouble:
            raise OAuth2Error("the token cannot be read") from trouble
        return self.get_provider().sociallogin_from_response(request, {"id_token": self._with_address(claims, token)})

    def _with_address(self, claims, token):
        """The claims, with the e-mail address that some providers give only to who asks for it."""
        if claims.get("email"):
            return claims
        more = self._fetch_user_info(token.token)
        if more.get("sub") != claims["sub"]:
            raise OAuth2Error("the answer is about somebody else")
        return {**claims, "email": more.get("email"), "email_verified": more.get("email_verified", False)}

    def _decode_id_token(self, app, id_token):
        """The signature is checked also where the line is trusted."""
        claims = jwtkit.verify_and_decode(
            credential=id_token, keys_url=self.openid_config["jwks_uri"], issuer=self.openid_config["issuer"],
            audience=app.client_id, lookup_kid=jwtkit.lookup_kid_jwk,
        )  # fmt: skip
        if not claims.get("sub") or not claims.get("exp"):
            raise OAuth2Error("the token does not say of whom, or until when")
        return claims


class HouseProvider(OpenIDConnectProvider):
    oauth2_adapter_class = Tokens

    def sociallogin_from_response(self, request, response):
        login = super().sociallogin_from_response(request, response)
        login.claims = response["id_token"]  # for this request only
        return login

    def extract_extra_data(self, data):
        """Of what the provider tells only the number of the person there is kept."""
        return {}

    def extract_email_addresses(self, data):
        """As allauth's; an address counts as verified only where the token says so in so many words."""
        found = super().extract_email_addresses(data)
        for one in found:
            one.verified = one.verified is True
        return found

    def get_scope_from_request(self, request):
        return self.get_scope()

    def get_auth_params_from_request(self, request, action):
        return self.get_auth_params()


provider_classes = [HouseProvider]
