"""Static files: named by their content after `collectstatic`, by their own names before."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class BuiltFiles(CompressedManifestStaticFilesStorage):
    """A file that was not collected (tests, a first start) keeps its own name instead of failing the page."""

    def stored_name(self, name):
        collected = self.hash_key(self.clean_name(name)) in self.hashed_files
        return super().stored_name(name) if collected else name
