"""Locking the extract under a passphrase, so that a browser unlocks it with what it has (WebCrypto).

The passphrase makes a key (PBKDF2 with HMAC-SHA-256), which opens the lock: a random key of this file alone, which
opens the content. Both are AES-256-GCM and both hold the head, so that nobody can change a date on it unseen. A lock
that does not open is a wrong passphrase; a content that does not open behind a lock that did was changed or is damaged.
"""

import gzip
import json
import os
from base64 import b64encode
from dataclasses import dataclass
from hashlib import pbkdf2_hmac

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

# Rounds of PBKDF2 with HMAC-SHA-256: the OWASP Password Storage Cheat Sheet asks for 600,000 or more (repeated).
ROUNDS = 600_000
SALT, KEY, NONCE = 16, 32, 12  # bytes


@dataclass(frozen=True)
class Locked:
    """`head` is text that everybody reads; `lock` and `content` are base64 of a nonce and what it encrypts."""

    head: str
    lock: str
    content: str


def lock(head, content, passphrase):
    """Lock `content` (anything JSON knows). `head` is a dict of what may be read without the passphrase."""
    salt, key = os.urandom(SALT), AESGCM.generate_key(KEY * 8)
    head = json.dumps({**head, "rounds": ROUNDS, "salt": b64encode(salt).decode()}, ensure_ascii=True)
    head = head.replace("<", "\\u003c")  # it will stand inside a page
    plain = gzip.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), 6)
    outer = pbkdf2_hmac("sha256", passphrase.encode(), salt, ROUNDS)
    about = head.encode()
    return Locked(head, _closed(outer, key, about), _closed(key, plain, about))


def _closed(key, plain, about):
    nonce = os.urandom(NONCE)
    return b64encode(nonce + AESGCM(key).encrypt(nonce, plain, about)).decode()
