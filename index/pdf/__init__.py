"""PDF: pages drawn by anyone, read as lines in reading order."""
