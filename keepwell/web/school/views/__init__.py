"""The pages of school life."""
