"""Reads the meta tags of a page: those of the State Council's site standard, then og: and others.

The names are those of 《政府网站发展指引》 (国办发〔2017〕47号), 附件 2.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from index.gazette.lettering import compact
from index.markup import Tag, attribute

#: What is stated -> the tags that state it, the surest first; letter case does not count.
_NAMES: Mapping[str, str] = {
    "title": "articletitle ucaptitle og:title dc.title dcterms.title twitter:title citation_title"
    " title",
    "published": "pubdate publishdate publish_time article:published_time og:published_time"
    " og:release_date datepublished bytedance:published_time dc.date dcterms.date dcterms.issued"
    " publicationdate weibo:article:create_at releasedate",
    "made": "createdate published date maketime",
    "origin": "contentsource source dc.source article:author",
    "column": "columnname article:section og:article:section",
    "site": "sitename og:site_name application-name",
    "url": "url og:url",
    "number": "documentnumber filenumber docno wenhao",
    "index_number": "indexnumber syh",
}
_WHITE = re.compile(r"\s+")
# <font color='red'>…</font> · <br/>: a title is written with its markup
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
# &nbsp; · &lt; · &#8220;
_ENTITY = re.compile(r"&#?\w{1,10};", re.ASCII)
# {$title} · ${title} · {{title}} · <%=title%> · $title$ · [title]: a template that nobody filled in
_TEMPLATE = re.compile(r"[{}]|<%|%>|^[$\[#@][\w.\-]+[$\]#@]?$", re.ASCII)
_NOTHING = ("undefined", "null", "none", "nan", "title", "无", "无标题", "-")
_LONGEST = 400


def meta_facts(root: Tag) -> dict[str, str]:
    """What the meta tags of a page state, as written; nothing for tags without content."""
    contents: dict[str, str] = {}
    for tag in root.find_all("meta"):
        names = (attribute(tag, key) for key in ("name", "property", "itemprop"))
        name = next(filter(None, names), "").strip().lower()
        content = _plain(attribute(tag, "content"))
        if name and content and len(content) <= _LONGEST:
            contents.setdefault(name, content)
    found = {
        kind: next((contents[name] for name in names.split() if name in contents), "")
        for kind, names in _NAMES.items()
    }
    found["url"] = found["url"] or _canonical(root)
    if compact(found["title"]) == compact(found["site"]):
        found["title"] = ""
    return {kind: value for kind, value in found.items() if value}


def _plain(content: str) -> str:
    """What a tag says, without the markup and the entities in it; "" for what says nothing."""
    for _ in range(2):  # escaped once more than need be, and markup in that
        content = _ENTITY.sub(lambda match: unescape(match[0]), _MARKUP.sub("", content))
    content = _WHITE.sub(" ", content).strip()
    said = content.lower() not in _NOTHING and not _TEMPLATE.search(content)
    return content if said else ""


def _canonical(root: Tag) -> str:
    for tag in root.find_all("link"):
        if attribute(tag, "rel").lower() == "canonical":
            return attribute(tag, "href").strip()
    return ""
