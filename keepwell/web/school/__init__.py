"""The school record: attendance, plans, exclusions, moving school."""
