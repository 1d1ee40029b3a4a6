"""A lesson's Markdown as blocks, without loss, or not at all.

Paragraphs, emphasis, headings and bullet lists become text blocks; a numbered
list becomes steps; a table a table; a paragraph that begins with «Ejemplo:» an
example; a quotation that ends in a line with its citation a legal quotation.
"""

import re
from html import escape

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from ...fields import Citation

PARSER = MarkdownIt("commonmark").enable("table")

INLINE = {"strong": "b", "em": "i"}
LISTS = {"bullet_list": "ul", "ordered_list": "ol"}
#: The block itself says so, in the reader's language.
EXAMPLES = {"es": "Ejemplo:", "en": "Example:"}
QUOTATION = re.compile(r"(?P<quotation>.+) (?:—|--) *(?P<citation>[^—]+)", re.DOTALL)

LIST_NUMBER = re.compile(r"^\s*\d+[.)]\s", re.MULTILINE)
TABLE_RULE = re.compile(r"^[\s|:-]+$", re.MULTILINE)
NOT_TEXT = re.compile(r"[\s*_`#>|\-—\\\[\]()]+")


class Unsupported(ValueError):
    """Markdown that has no block, or that would lose something on its way into one."""


def blocks_of(text, *, language):
    """A list of ``{"type", "value"}`` as ``StreamField`` stores them, without ids.

    Raises ``Unsupported`` when the text has something for which there is no
    block, and when the blocks would not say all that the text says.
    """
    blocks = []
    for node in SyntaxTreeNode(PARSER.parse(text)).children:
        block = _block(node, language)
        if block["type"] == "text" and blocks and blocks[-1]["type"] == "text":
            blocks[-1]["value"] += block["value"]
        else:
            blocks.append(block)
    lost = first_difference(plain_markdown(text), plain_blocks(blocks, language=language))
    if lost:
        raise Unsupported(_("would be lost on import: “…%(text)s…”") % {"text": lost})
    return blocks


def plain_markdown(text):
    """What a Markdown text says, letter by letter, without its signs of markup."""
    text = TABLE_RULE.sub("", LIST_NUMBER.sub("", text))
    return NOT_TEXT.sub("", text).casefold()


def plain_blocks(blocks, *, language):
    """What blocks say, comparable with ``plain_markdown``."""
    return NOT_TEXT.sub("", " ".join(_texts(blocks, language))).casefold()


def first_difference(expected, found):
    """Some letters of ``expected`` from where ``found`` departs from it, or "" if it doesn't."""
    if expected == found:
        return ""
    pairs = zip(expected, found, strict=False)
    same = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(expected), len(found)))
    return expected[max(same - 20, 0) : same + 40] or found[:60]


def _texts(blocks, language):
    for block in blocks:
        value = block["value"]
        match block["type"]:
            case "text":
                yield _plain(value)
            case "steps":
                yield from (_plain(step) for step in value["steps"])
            case "example":
                yield EXAMPLES[language]
                yield _plain(value["text"])
            case "legal_quotation":
                yield from (value["quotation"], value["citation"])
            case "table":
                yield from (column["heading"] for column in value["columns"])
                yield from (_plain(cell) for row in value["rows"] for cell in row["values"])


def _plain(html):
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.find_all("a"):
        link.append(f" {link['href']}")
    return soup.get_text(" ")


def _block(node, language):
    match node.type:
        case "paragraph":
            return _example(node, language) or {"type": "text", "value": _rich(node)}
        case "heading" | "bullet_list":
            return {"type": "text", "value": _rich(node)}
        case "ordered_list":
            return _steps(node) or {"type": "text", "value": _rich(node)}
        case "table":
            return _table(node)
        case "blockquote":
            return _quotation(node)
    raise Unsupported(_("Markdown of the kind “%(kind)s” has no block") % {"kind": node.type})


def _steps(node):
    """A numbered list from 1 whose entries are one paragraph each; others stay in the text."""
    if int(node.attrs.get("start", 1)) != 1:
        raise Unsupported(_("a numbered list begins with 1"))
    if any([child.type for child in item.children] != ["paragraph"] for item in node.children):
        return None
    steps = [f"<p>{_inline(item.children[0].children[0])}</p>" for item in node.children]
    return {"type": "steps", "value": {"steps": steps}}


def _example(node, language):
    inline = node.children[0]
    lead = EXAMPLES.get(language)
    if not lead or not inline.content.startswith(f"{lead} "):
        return None
    html = _inline(inline).removeprefix(lead).lstrip()
    return {"type": "example", "value": {"text": f"<p>{html[:1].upper()}{html[1:]}</p>"}}


def _quotation(node):
    if any(child.type != "paragraph" for child in node.children):
        raise Unsupported(_("a quotation is made of paragraphs"))
    text = " ".join(_plain(_inline(child.children[0])) for child in node.children)
    match = QUOTATION.fullmatch(text)
    try:
        citation = str(Citation.parse(match["citation"])) if match else None
    except ValidationError:
        citation = None
    if not citation:
        raise Unsupported(_("a quotation ends in a line with its citation: “— LFT:371”"))
    value = {"quotation": match["quotation"].strip(), "citation": citation}
    return {"type": "legal_quotation", "value": value}


def _table(node):
    head, *bodies = node.children
    headings = [_plain(_inline(cell.children[0])) for cell in head.children[0].children]
    rows = [
        [f"<p>{_inline(cell.children[0])}</p>" for cell in row.children]
        for body in bodies
        for row in body.children
    ]
    value = {
        "columns": [{"type": "rich_text", "heading": heading} for heading in headings],
        "rows": [{"values": cells} for cells in rows],
        "caption": "",
    }
    return {"type": "table", "value": value}


def _rich(node):
    match node.type:
        case "paragraph":
            return f"<p>{_inline(node.children[0])}</p>"
        case "heading":
            # A page's own title is its only heading of the first rank.
            tag = "h2" if node.tag in {"h1", "h2"} else "h3"
            return f"<{tag}>{_inline(node.children[0])}</{tag}>"
        case "bullet_list" | "ordered_list":
            tag = LISTS[node.type]
            return f"<{tag}>{''.join(_item(item) for item in node.children)}</{tag}>"
    raise Unsupported(_("Markdown of the kind “%(kind)s” has no block") % {"kind": node.type})


def _item(node):
    """One paragraph, and lists below it: more has no place in Wagtail's rich text."""
    first, *others = node.children or [None]
    if first is None or first.type != "paragraph" or any(o.type not in LISTS for o in others):
        raise Unsupported(_("an entry of a list is one paragraph"))
    return f"<li>{_inline(first.children[0])}{''.join(_rich(other) for other in others)}</li>"


def _inline(node):
    return "".join(_span(child) for child in node.children)


def _span(node):
    match node.type:
        case "text":
            return escape(node.content, quote=False)
        case "softbreak":
            return " "
        case "hardbreak":
            return "<br/>"
        case "strong" | "em":
            tag = INLINE[node.type]
            return f"<{tag}>{_inline(node)}</{tag}>"
        case "link" if not node.attrs.get("title"):
            return f'<a href="{escape(node.attrs["href"])}">{_inline(node)}</a>'
    raise Unsupported(_("Markdown of the kind “%(kind)s” has no block") % {"kind": node.type})
