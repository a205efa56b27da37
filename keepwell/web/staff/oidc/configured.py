"""Which providers there are, read from the environment and from a TOML file; no code is needed for a new one.

[entra]
name = "Marlowshire account"
url = "https://login.example.org/tenant/v2.0"
client = "keepwell"
secret_file = "/run/secrets/entra"
domains = ["council.example"]      # whose addresses the provider vouches for, where its tokens do not say so
second_factor = ["mfa"]            # words in `amr` or `acr` by which its own second factor counts
"""

import re
import tomllib
from pathlib import Path

NEEDED = ("name", "url", "client", "secret_file")
KNOWN = {*NEEDED, "domains", "second_factor"}
LOCAL = ("http://localhost", "http://127.0.0.1")


def providers(environ, debug=False):
    """allauth's `SOCIALACCOUNT_PROVIDERS`. ValueError, with one sentence, when something is missing or wrong."""
    apps = [_app(identity, given, debug) for identity, given in _given(environ).items()]
    return {"openid_connect": {"APPS": apps}} if apps else {}


def _given(environ):
    found = {}
    if file := environ.get("KEEPWELL_OIDC_FILE"):
        found.update(_read(Path(file)))
    words = {key: environ.get(f"KEEPWELL_OIDC_{key.upper()}", "") for key in KNOWN}
    if any(words.values()):
        for several in ("domains", "second_factor"):
            words[several] = [word.strip() for word in words[several].split(",") if word.strip()]
        found["provider"] = {key: value for key, value in words.items() if value}
    return found


def _read(file):
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except OSError as trouble:
        raise ValueError(f"KEEPWELL_OIDC_FILE: {file} cannot be read ({trouble.strerror}).") from None
    except ValueError as trouble:
        raise ValueError(f"KEEPWELL_OIDC_FILE: {file} is not TOML: {trouble}.") from None


def _app(identity, given, debug):
    _check(identity, given, debug)
    return {
        "provider_id": identity,
        "name": given["name"],
        "client_id": given["client"],
        "secret": _secret(identity, Path(given["secret_file"])),
        "settings": {
            "server_url": given["url"].rstrip("/"),
            "verified_email": list(given.get("domains", ())),
            "second_factor": list(given.get("second_factor", ())),
            "oauth_pkce_enabled": True,
        },
    }


def _check(identity, given, debug):
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,30}", identity) or not isinstance(given, dict):
        raise ValueError(f"Sign-in through a provider: {identity!r} is no name of a table; use small letters.")
    if unknown := sorted(given.keys() - KNOWN):
        raise ValueError(
            f"Sign-in through {identity}: there is no setting {unknown[0]}; there are {', '.join(sorted(KNOWN))}."
        )
    if missing := [key for key in NEEDED if not given.get(key)]:
        raise ValueError(f"Sign-in through {identity}: {missing[0]} is missing.")
    if not given["url"].startswith("https://") and not (debug and given["url"].startswith(LOCAL)):
        raise ValueError(f"Sign-in through {identity}: its url must begin with https://.")


def _secret(identity, file):
    try:
        return file.read_text("utf-8").strip()
    except OSError as trouble:
        raise ValueError(
            f"Sign-in through {identity}: the secret in {file} cannot be read ({trouble.strerror})."
        ) from None
