"""A link as a page shows it: what it says, where it leads, and how much it finds."""

from __future__ import annotations

from dataclasses import dataclass

from web.saying import Text
from web.sources import web_address


@dataclass(frozen=True, slots=True)
class Link:
    """A link, or only what it would say where ``href`` is empty; ``current`` where it leads to
    what is already shown.

    ``count`` is the number of passages it leads to, where that is said.
    """

    label: Text
    href: str
    current: bool = False
    count: int | None = None

    @property
    def external(self) -> bool:
        """Whether it leads to another site."""
        return bool(web_address(self.href))
