"""Code sets of the statutory returns, with labels in our own words.

`code_set("ssda903.PLACE").label("U1")` is what a page shows; `.state("H5")` tells a code in use from one
that has been withdrawn and from one that nobody declared. The numbers a child is known by are in
`keepwell.codes.identifiers`.
"""

from keepwell.codes.sets import CODE_SETS, CodeSet, code_set

__all__ = ["CODE_SETS", "CodeSet", "code_set"]
