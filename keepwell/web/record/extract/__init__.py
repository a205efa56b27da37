"""The emergency extract: what a duty worker must know tonight, in one encrypted file that opens without the system.

See docs/emergency-extract.md and docs/adr/0021-the-emergency-extract.md.
"""

from .passphrases import PassphraseError
from .writing import NotAllowed, write

__all__ = ["NotAllowed", "PassphraseError", "write"]
