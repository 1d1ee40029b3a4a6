"""Reading markup and writing it out again."""

from html.parser import HTMLParser


class Markup(HTMLParser):
    """Writes out what it reads, word for word; ``opened`` may write something else for a tag."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.out = []

    def rewritten(self, html):
        self.feed(html)
        self.close()
        return "".join(self.out)

    def opened(self, tag, attrs):
        """The start tag to write, or None for the one that was read."""

    def handle_starttag(self, tag, attrs):
        written = self.opened(tag, dict(attrs))
        self.out.append(self.get_starttag_text() if written is None else written)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        self.out.append(f"</{tag}>")

    def handle_data(self, data):
        self.out.append(data)

    def handle_entityref(self, name):
        self.out.append(f"&{name};")

    def handle_charref(self, name):
        self.out.append(f"&#{name};")

    def handle_comment(self, data):
        self.out.append(f"<!--{data}-->")

    def handle_decl(self, decl):
        self.out.append(f"<!{decl}>")
