"""Where one begins and what can be typed: the start page and the help."""
