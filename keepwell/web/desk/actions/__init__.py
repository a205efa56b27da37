"""Every change the returns desk makes: returns taken in and built, checks asked for and run, queries explained."""

from .files import TITLES, Built, Taken, WritingError, build, import_path

__all__ = ["TITLES", "Built", "Taken", "WritingError", "build", "import_path"]
