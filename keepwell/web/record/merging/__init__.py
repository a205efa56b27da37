"""Pages of records that may be of the same child: the list, two side by side, putting together and taking apart."""
