"""A kit: all that is printed for one occasion, in a few files. What fails is named, the rest comes out."""

from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from django.utils import translation

from curriculum.conf import settings

from ..base import Document, PrintRefused
from ..editions import STANDARD, Edition, fitting
from . import press
from .binding import bind
from .composing import Order, Printed
from .keeping import keep, kept, printed

#: More pages are seldom printed at once, and a machine that does other work lays them out in time.
FILE_PAGES = 120
#: A file that was too much for the machine is made as two.
TOO_MUCH = {"too-much", "too-many-pages", "busy"}


@dataclass(frozen=True)
class Part:
    """So many copies of a document of a subject, called ``label`` in the volume's contents.

    ``times`` is how often the printer is then told to print them.
    """

    document: Document
    subject: object
    label: str
    copies: int = 1
    options: dict = field(default_factory=dict)
    times: int = 1


@dataclass(frozen=True)
class Volume:
    """One file of a kit, or a few when it is more than one file may hold.

    ``is_alone`` says that its one part is printed as it is, without contents: an imposed booklet.
    """

    name: str
    title: str
    language: str
    parts: list
    edition: Edition = STANDARD
    facts: list = field(default_factory=list)
    is_alone: bool = False


@dataclass(frozen=True)
class KitFile:
    """``sides`` are what a copy shop counts, ``sheets`` what a printer takes."""

    name: str
    content: bytes
    pages: int
    sides: int
    sheets: int


@dataclass
class Kit:
    """``files`` that came out, and ``failures`` as ``(label, reason)`` of the parts that did not.

    ``more_sides`` and ``more_sheets`` are what the printer's own copies take besides.
    """

    files: list = field(default_factory=list)
    failures: list = field(default_factory=list)
    more_sides: int = 0
    more_sheets: int = 0


def make_kit(volumes, *, progress):
    """The ``Kit`` of ``volumes``. ``progress(done, total, message)`` may raise to stop the work.

    Each part is printed alone first: that tells how many pages it has, and
    which part it is when one cannot be printed.
    """
    return Maker(volumes, progress).make()


class Maker:
    """Composes in this thread, which has the database; only laying out is done beside each other."""

    def __init__(self, volumes, progress):
        self.volumes = volumes
        self.kit = Kit()
        self.report = progress
        self.done = 0
        self.total = sum(len(volume.parts) for volume in volumes) + len(volumes)
        self.begun = {}

    def make(self):
        bound = [volume for volume in self.volumes if not volume.is_alone]
        with ThreadPoolExecutor(settings.HANDOUTS_PROCESSES) as self.threads:
            try:
                orders = [(volume, self.orders_of(volume)) for volume in bound]
                ready = [(volume, self.counted(found)) for volume, found in orders]
                self.bind_all(ready)
            except BaseException:
                self.threads.shutdown(cancel_futures=True)
                raise
        for volume in self.volumes:
            if volume.is_alone:
                self.print_alone(volume)
        return self.kit

    def step(self, message):
        self.report(min(self.done, self.total), self.total, message)
        self.done += 1

    def fail(self, label, refusal):
        if (label, refusal.message) not in self.kit.failures:
            self.kit.failures.append((label, refusal.message))

    def orders_of(self, volume):
        """``(part, order)`` of what can be composed; its pages begin to be laid out."""
        found = []
        for part in volume.parts:
            try:
                order = order_of(volume, part)
            except PrintRefused as refusal:
                self.fail(part.label, refusal)
                continue
            if order.key not in self.begun:
                self.begun[order.key] = _pages_kept(order) or self.lay_out(order.html, order.sheet)
            found.append((part, order))
        return found

    def lay_out(self, html, sheet):
        language = translation.get_language()

        def work():
            with translation.override(language):
                return press.print_html(html=html, sheet=sheet)

        return self.threads.submit(work)

    def counted(self, orders):
        """``(part, order, pages)`` of what could be laid out."""
        found = []
        for part, order in orders:
            self.step(part.label)
            try:
                pages = self.pages_of(order)
            except PrintRefused as refusal:
                self.fail(part.label, refusal)
                continue
            self.kit.more_sides += (part.times - 1) * order.edition.sides(pages)
            self.kit.more_sheets += (part.times - 1) * order.edition.sheets(pages)
            found.append((part, order, pages))
        return found

    def pages_of(self, order):
        begun = self.begun[order.key]
        if isinstance(begun, int):
            return begun
        pdf, pages = begun.result()
        if order.document.is_kept:
            keep(order, Printed(pdf, pages))
        self.begun[order.key] = pages
        return pages

    def bind_all(self, ready):
        begun = deque(
            self.begin(volume, copies) for volume, parts in ready for copies in _files_of(parts)
        )
        made = Counter()
        while begun:
            volume, copies, future = begun.popleft()
            self.step(volume.title)
            try:
                pdf, pages = future.result()
            except PrintRefused as refusal:
                halves = _halves(copies) if refusal.code in TOO_MUCH else []
                begun.extendleft(self.begin(volume, half) for half in reversed(halves))
                if not halves:
                    for label, _order_of, _copies in copies:
                        self.fail(label, refusal)
                continue
            made[volume.name] += 1
            number = made[volume.name]
            name = volume.name if number == 1 else f"{volume.name}-{number}"
            self.add(name, pdf, pages, volume.edition)

    def begin(self, volume, copies):
        """``(volume, copies, future)`` of a file that begins to be laid out."""
        html, sheet = bind(
            title=volume.title, language=volume.language, parts=copies, facts=volume.facts
        )
        return volume, copies, self.lay_out(html, sheet)

    def print_alone(self, volume):
        for part in volume.parts:
            self.step(part.label)
            try:
                made = printed(order_of(volume, part))
            except PrintRefused as refusal:
                self.fail(part.label, refusal)
                continue
            self.add(volume.name, made.content, made.pages, volume.edition)

    def add(self, name, pdf, pages, edition):
        self.kit.files.append(
            KitFile(f"{name}.pdf", pdf, pages, edition.sides(pages), edition.sheets(pages))
        )


def order_of(volume, part):
    """A part in its volume's edition, or the nearest that its document has."""
    return Order(
        document=part.document,
        subject=part.subject,
        edition=fitting(volume.edition, part.document),
        options=part.options,
    )


def _pages_kept(order):
    rendered = kept(order.key) if order.document.is_kept else None
    return rendered and rendered.pages


def _files_of(parts):
    """``[(label, order, copies), …]`` for each file: copies are put together up to ``FILE_PAGES``."""
    files, pages_left = [], 0
    for part, order, pages in parts:
        takes = pages + pages % 2  # each copy begins on a right-hand page
        for _copy in range(part.copies):
            if not files or takes > pages_left:
                files.append([])
                pages_left = FILE_PAGES
            pages_left -= takes
            last = files[-1][-1] if files[-1] else None
            if last and last[1] is order:
                files[-1][-1] = (last[0], order, last[2] + 1)
            else:
                files[-1].append((part.label, order, 1))
    return files


def _halves(copies):
    """The same copies as two files; none where there is but one copy."""
    half = sum(count for _label, _order_of, count in copies) // 2
    if not half:
        return []
    first, second = [], []
    for label, order, count in copies:
        taken = min(count, half)
        half -= taken
        first += [(label, order, taken)] if taken else []
        second += [(label, order, count - taken)] if count > taken else []
    return [first, second]
