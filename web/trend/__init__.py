"""A query over the years and by category, measured by all there is."""
