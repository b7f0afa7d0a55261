"""A document as it is read: the document page."""
