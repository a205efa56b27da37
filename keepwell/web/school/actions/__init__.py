"""Every change to what this room keeps."""
