"""The returns desk: files in, the same files out."""
