"""By what a report was made: the programs and their versions."""

from importlib.metadata import PackageNotFoundError, version


def made_by() -> list[tuple[str, str]]:
    """(what, which version) for the end of a report."""
    return [("Made by", f"Keepwell {_version('keepwell')}"), ("With", f"Polars {_version('polars')}")]


def _version(package):
    try:
        return version(package)
    except PackageNotFoundError:
        return "of unknown version"
