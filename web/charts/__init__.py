"""Numbers as charts in SVG."""
