"""The folder of one installation, for whoever needs it: settings, and commands that never set Django up.

`KEEPWELL_HOME` names it; without it, `var/` in the working folder.
"""

import os
from pathlib import Path


def where() -> Path:
    """The installation's folder as an absolute path; nothing is made."""
    return Path(os.environ.get("KEEPWELL_HOME") or "var").expanduser().resolve()


def home() -> Path:
    """The installation's folder; made, readable by its owner only, when missing."""
    folder = where()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
