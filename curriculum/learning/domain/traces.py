"""Traces of a person or a workplace in a text: what is certainly one, and what looks like one.

For texts that must not lead to anybody. What is certain is refused at
publication; what only looks like a name is shown to whoever writes.
"""

import re

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: Clave Única de Registro de Población; and the tax number, which begins alike.
CURP = re.compile(r"\b[A-ZÑ]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d\b", re.IGNORECASE)
RFC = re.compile(r"\b[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{2}[0-9A]\b", re.IGNORECASE)
#: Figures as people group them in a telephone number: 55 1234 5678, (442) 123-45-67, +52 1 55….
FIGURES = re.compile(r"(?<![\w.,$])[+(]{0,2}\d(?:[ .()\-]{0,2}\d){8,13}(?![\w])")

CAPITAL = r"[A-ZÁÉÍÓÚÑ][a-záéíóúüñ]+"
PAIR = re.compile(rf"\b{CAPITAL}(?: (?:de|del|de la|de los|y) {CAPITAL}| {CAPITAL})+\b")
TITLED = re.compile(
    rf"\b(?:[Dd]on|[Dd]oña|[Ss]ra?|[Ll]ic|[Ii]ng|[Mm]aestr[oa]|[Cc]ompañer[oa]|[Mm]rs?|[Mm]s)\.? {CAPITAL}\b"
)
WORKPLACE = re.compile(
    r"\b(?:[Pp]lanta|[Ee]mpresa|[Cc]ompañía|[Ff]ábrica|[Mm]ina|[Mm]aquiladora|[Gg]rupo"
    rf"|[Pp]lant|[Cc]ompany|[Ff]actory|[Mm]ine) (?:{CAPITAL}|[A-Z]{{2,}})\b"
)
LEGAL_FORM = re.compile(
    r"\b\w+,? (?:S\.? ?A\.?|S\.? de R\.? ?L\.?|Inc\.|LLC)(?: de C\.? ?V\.?)?(?!\w)"
)
MONTHS = (
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    "|January|February|March|April|May|June|July|August|September|October|November|December"
)
DAY = re.compile(
    rf"\b(?:[0-3]?\d(?:o\.|º)? de (?:{MONTHS})|[0-3]?\d (?:{MONTHS})|(?:{MONTHS}) [0-3]?\d(?!\d)"
    r"|[0-3]?\d[/-][01]?\d[/-](?:19|20)\d\d|(?:19|20)\d\d-[01]\d-[0-3]\d)\b",
    re.IGNORECASE,
)
#: Words that begin a sentence, and are no part of the name that follows.
OPENERS = {
    *("a", "al", "ante", "así", "aunque", "como", "con", "cuando", "de", "del", "desde", "después"),
    *("el", "ella", "ellas", "ellos", "en", "entonces", "entre", "eso", "esta", "este", "hasta"),
    *("hoy", "la", "las", "le", "les", "lo", "los", "luego", "más", "ni", "no", "nuestra"),
    *("nuestro", "para", "pero", "por", "porque", "pues", "que", "quien", "se", "según", "si"),
    *("sin", "sobre", "su", "sus", "también", "tras", "un", "una", "y", "ya"),
    *("after", "and", "as", "at", "before", "but", "for", "from", "her", "his", "if", "in", "it"),
    *("on", "our", "since", "so", "that", "the", "their", "then", "there", "they", "this", "to"),
    *("we", "when", "where", "with", "without"),
}


def certain(*, text):
    """``[(kind, what was found)]`` that belong to a person beyond doubt.

    ``kind`` is ``"email"``, ``"telephone"`` or ``"identity"``.
    """
    found = [("email", match[0]) for match in EMAIL.finditer(text)]
    found += [("identity", match[0]) for each in (CURP, RFC) for match in each.finditer(text)]
    found += [
        ("telephone", match[0].strip()) for match in FIGURES.finditer(text) if _is_number(match[0])
    ]
    return found


def _is_number(text):
    """Ten figures, or twelve and thirteen with the country's: a telephone. Eleven together: a social security number."""
    figures = re.sub(r"\D", "", text)
    if len(figures) in {12, 13}:
        return figures.startswith("52")
    return len(figures) == 10 or (len(figures) == 11 and text.strip().isdigit())


def possible(*, text, known=()):
    """``[(kind, what was found)]`` that may be a person's or a workplace's, or a day.

    ``kind`` is ``"name"``, ``"workplace"`` or ``"day"``. ``known`` are phrases that
    are nobody's: institutions, laws, states. Nothing is found twice.
    """
    workplaces = [match[0] for each in (WORKPLACE, LEGAL_FORM) for match in each.finditer(text)]
    names = [match[0] for match in TITLED.finditer(text)]
    names += [name for match in PAIR.finditer(text) if (name := _name(match[0], known))]
    days = [match[0] for match in DAY.finditer(text)]
    found = [("workplace", each) for each in workplaces]
    found += [("name", each) for each in names if not any(each in other for other in workplaces)]
    return list(dict.fromkeys([*found, *(("day", each) for each in days)]))


def _name(pair, known):
    """The pair without the word that only begins a sentence; "" for what is known or one word."""
    words = pair.split()
    while words and words[0].lower() in OPENERS:
        words.pop(0)
    name = " ".join(words)
    if len(words) < 2 or any(name in phrase for phrase in known):
        return ""
    return name
