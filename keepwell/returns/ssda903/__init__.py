"""The SSDA903 return: children looked after, those placed for adoption, and care leavers."""
