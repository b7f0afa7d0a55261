"""The document that an address names, or a page that says it is not held."""

from __future__ import annotations

from flask import abort

from search.document import Document
from search.sentence import N_, say, series
from web.context import engine
from web.labels import shortened
from web.saying import said


def held_document(document_id: str) -> Document:
    """A document by its id; without one the answer is 404 with what to do."""
    found = engine().document(document_id)
    if found is None:
        missing = say("没有编号为 %(id)s 的文件", id=shortened(document_id))
        hint = say("可能地址有误，或者这一期已不在库中；可按标题或文号检索")
        abort(404, description=said(series([missing, hint], N_("。"))))
    return found
