"""Forms as data: questions, what each answer is, in which row of the record it stands, and which step comes next.

`shipped()` are the forms that come with Keepwell, `with_own` adds what a council asks besides. A form file is TOML;
docs/forms.md explains it, and every mistake in one is told with its place and how to mend it.
"""

from .declared import Form, Offer, Question, Row
from .loading import FormError, parse_forms, read_forms, shipped, with_own

__all__ = ["Form", "FormError", "Offer", "Question", "Row", "parse_forms", "read_forms", "shipped", "with_own"]
