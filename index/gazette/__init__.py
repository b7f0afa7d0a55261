"""What a gazette says: from lines to issues, documents, blocks and footnotes."""
