"""What an offline copy changes in a page's markup."""

from html import escape

from curriculum.learning.domain.markup import Markup

#: Where a page says what else has to be loaded to show it: element, attribute, kind of file.
LOADS = {
    ("link", "href"): "style",
    ("script", "src"): "script",
    ("img", "src"): "picture",
    ("audio", "src"): "audio",
}


class KeptPage(Markup):
    """A page with one file for each picture, and a note of every file that it loads.

    A style sheet inside the page becomes the file again that it was: all pages share it.
    ``loads`` is a dict of address to kind, in the order of the page. Of the sizes
    of a picture an offline copy keeps the one that every browser understands.
    """

    def __init__(self):
        super().__init__()
        self.loads = {}
        self.inside = []

    def opened(self, tag, attrs):
        if tag in {"picture", "audio"}:
            self.inside = [tag]
        if tag == "source":
            return self.source(attrs)
        if tag == "style" and attrs.get("data-file"):
            return self.style(attrs["data-file"])
        for (element, attribute), kind in LOADS.items():
            if tag == element and attrs.get(attribute) and self.is_loaded(tag, attrs):
                self.loads.setdefault(attrs[attribute], kind)
        if tag == "img" and "srcset" in attrs:
            return start_tag(
                "img", {k: v for k, v in attrs.items() if k not in {"srcset", "sizes"}}
            )
        return None

    def source(self, attrs):
        if self.inside == ["picture"]:
            return ""
        if self.inside == ["audio"] and attrs.get("src"):
            self.loads.setdefault(attrs["src"], "audio")
        return None

    def style(self, file):
        self.inside = ["style"]
        self.loads.setdefault(file, "style")
        return start_tag("link", {"rel": "stylesheet", "href": file})

    def is_loaded(self, tag, attrs):
        return tag != "link" or "stylesheet" in (attrs.get("rel") or "").split()

    def handle_endtag(self, tag):
        inside, self.inside = self.inside, [] if [tag] == self.inside else self.inside
        if inside != ["style"]:
            super().handle_endtag(tag)

    def handle_data(self, data):
        if self.inside != ["style"]:
            super().handle_data(data)


def start_tag(tag, attrs):
    written = "".join(
        f" {name}" if value is None else f' {name}="{escape(value)}"'
        for name, value in attrs.items()
    )
    return f"<{tag}{written}>"
