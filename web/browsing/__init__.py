"""What is in the archive and what is not: issues, categories, issuing bodies, coverage."""
