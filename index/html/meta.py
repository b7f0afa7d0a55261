"""Reads the meta tags of a page: those of the State Council's site standard, then og: and others.

The names are those of 《政府网站发展指引》 (国办发〔2017〕47号), 附件 2.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from index.markup import Tag, attribute

#: What is stated -> the tags that state it, the surest first; letter case does not count.
_NAMES: Mapping[str, str] = {
    "title": "articletitle ucaptitle og:title dc.title dcterms.title twitter:title citation_title",
    "published": "pubdate publishdate publish_time article:published_time og:published_time"
    " og:release_date datepublished bytedance:published_time dc.date dcterms.date dcterms.issued"
    " publicationdate weibo:article:create_at createdate releasedate date",
    "origin": "contentsource source dc.source article:author",
    "column": "columnname article:section og:article:section",
    "site": "sitename og:site_name application-name",
    "url": "url og:url",
    "number": "documentnumber filenumber docno wenhao",
    "index_number": "indexnumber syh",
}
_WHITE = re.compile(r"\s+")
_LONGEST = 400


def meta_facts(root: Tag) -> dict[str, str]:
    """What the meta tags of a page state, as written; nothing for tags without content."""
    contents: dict[str, str] = {}
    for tag in root.find_all("meta"):
        names = (attribute(tag, key) for key in ("name", "property", "itemprop"))
        name = next(filter(None, names), "").strip().lower()
        content = _WHITE.sub(" ", attribute(tag, "content")).strip()
        if name and content and len(content) <= _LONGEST:
            contents.setdefault(name, content)
    found = {
        kind: next((contents[name] for name in names.split() if name in contents), "")
        for kind, names in _NAMES.items()
    }
    found["url"] = found["url"] or _canonical(root)
    return {kind: value for kind, value in found.items() if value}


def _canonical(root: Tag) -> str:
    for tag in root.find_all("link"):
        if attribute(tag, "rel").lower() == "canonical":
            return attribute(tag, "href").strip()
    return ""
