"""What is shut because it waits for somebody's consent. The door asks here; the record, which stands above, answers.

A room may use only those below it, so the record tells this module where to look when the program starts.
"""

_look = None


def answered_by(look):
    """`look(child ids, categories, purpose)` gives {child id: {category: clause}} of what is shut."""
    global _look
    _look = look


def shut(child_ids, categories, purpose):
    """{child id: {category: clause}}: categories that rest on a consent which does not hold today.

    Nothing is shut before the record has said where to look: no record, no child.
    """
    return _look(child_ids, categories, purpose) if _look else {child_id: {} for child_id in child_ids}
