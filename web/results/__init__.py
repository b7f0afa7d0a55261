"""What a search found, and all that is said of it: the results page."""
