"""Running text on a page: marks, footnote marks, links, places where a line may end."""
