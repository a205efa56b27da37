"""Signing in through the provider that an organisation has already: Entra, DfE Sign-in, or another of OpenID Connect.

It tells who somebody is; whether they work here, and as what, is known here alone.
"""
