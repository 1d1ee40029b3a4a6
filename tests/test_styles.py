"""The style sheet inside a page says what its file says, and the policy allows just that."""

import os
from pathlib import Path

import pytest
import tinycss2
from django.contrib.staticfiles import finders
from django.template import Context, Template

from curriculum import styles

SHEETS = ["curriculum/web.css", "curriculum/offline/book.css"]


def text_of(name):
    return Path(finders.find(name)).read_text("utf-8")


def told(css):
    """What a browser would understand: ``[(selector or condition, what stands in it), …]``."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return [_rule(rule) for rule in rules]


def _rule(rule):
    assert rule.type != "error", rule.message
    if rule.type == "declaration":
        return rule.name, words(rule.value), rule.important
    inner = tinycss2.parse_blocks_contents(rule.content or [], True, True)
    return getattr(rule, "at_keyword", ""), words(rule.prelude), [_rule(each) for each in inner]


def words(tokens):
    """The tokens, nested as they are, without the blanks that mean nothing to anybody."""
    kept = []
    for token in tokens:
        if token.type == "whitespace":
            if kept and kept[-1] not in [",", ":", " "]:
                kept.append(" ")
            continue
        if token == "," and kept[-1:] == [" "]:
            kept.pop()
        inner = getattr(token, "arguments", getattr(token, "content", None))
        name = getattr(token, "name", "")
        kept.append(token.serialize() if inner is None else (token.type, name, words(inner)))
    return kept[:-1] if kept[-1:] == [" "] else kept


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_is_lost_when_a_sheet_is_made_small(name):
    css = text_of(name)

    small = styles.small(css)

    assert told(small) == told(css)
    assert len(told(css)) > 5
    assert len(small) < 0.9 * len(css)
    assert "/*" not in small
    assert "\n" not in small


@pytest.mark.parametrize(
    ("css", "small"),
    [
        ("a { width: calc(1px + 2px) ; }", "a{width:calc(1px + 2px)}"),
        ('a::after { content: "·  ; } /* no */ : " ; }', 'a::after{content:"·  ; } /* no */ : "}'),
        (r"a { content: 'it\'s  ;}' }", r"a{content:'it\'s  ;}'}"),
        ("a { background: url(a/*b*/;.png) }", "a{background:url(a/*b*/;.png)}"),
        ("/* workers' */ a { } /* theirs' */", "a{}"),
        ("a :is(b, c) > d:hover , e{}", "a :is(b,c) > d:hover,e{}"),
        ("a/* one */b", "a/**/b"),
        ("a/* one */ b", "a b"),
        (
            "@media (width >= 1px) and (x: y) {\n  a { b: c; }\n}",
            "@media (width >= 1px) and (x:y){a{b:c}}",
        ),
    ],
)
def test_strings_and_calc_stay_as_they_are(css, small):
    assert styles.small(css) == small


def test_a_sheet_that_stands_in_a_page_names_no_file_beside_it():
    for name in SHEETS:
        assert "url(" not in text_of(name)
        assert "@import" not in text_of(name)


@pytest.fixture
def sheet(tmp_path, settings):
    settings.STATICFILES_DIRS = [tmp_path]
    file = tmp_path / "a.css"
    file.write_text('a::after { content: "</style>" }')
    finders.get_finder.cache_clear()
    styles._inlined.cache_clear()
    yield file
    finders.get_finder.cache_clear()
    styles._inlined.cache_clear()


def test_nothing_in_a_sheet_ends_its_element(sheet):
    assert styles.inlined("a.css").text == r'a::after{content:"<\/style>"}'


@pytest.mark.parametrize(("debug", "expected"), [(True, "b{}"), (False, "a{}")])
def test_a_sheet_is_read_once_but_while_debugging(sheet, settings, debug, expected):
    settings.DEBUG = debug
    sheet.write_text("a {}")
    assert styles.inlined("a.css").text == "a{}"

    sheet.write_text("b {}")
    os.utime(sheet, ns=(1, 1))

    assert styles.inlined("a.css").text == expected


def test_a_site_that_does_not_ask_for_it_links_the_file(settings):
    settings.CURRICULUM_INLINE_STYLE = False

    html = Template("{% load curriculum_tags %}{% readers_style %}").render(Context())

    assert html == '<link rel="stylesheet" href="/static/curriculum/web.css">'
