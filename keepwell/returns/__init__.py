"""Statutory returns: declared tables, readers and writers. Plain Python with polars and lxml."""
