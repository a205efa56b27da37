"""The pages of this room. Each asks the door, and writes its entries of the log in the transaction of the page."""
