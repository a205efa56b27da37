"""A field for files: each is looked into, and what is not taken gets its sentence."""

from django import forms
from django.core.exceptions import ValidationError

from . import files

MOST = 5


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files or none: a list of `files.Handed`."""

    widget = FilesInput

    def clean(self, data, initial=None):
        given = [one for one in (data if isinstance(data, (list, tuple)) else [data]) if one]
        if len(given) > MOST:
            raise ValidationError(f"Choose {MOST} files at most: others can be added to a second note")
        handed, troubles = [], []
        for one in given:
            try:
                handed.append(files.read(one))
            except files.FileError as trouble:
                troubles.append(ValidationError(str(trouble)))
        if troubles:
            raise ValidationError(troubles)
        return handed
