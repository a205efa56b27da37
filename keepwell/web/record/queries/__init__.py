"""Every read of the record that is longer than a line."""
