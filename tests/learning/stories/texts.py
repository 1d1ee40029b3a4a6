"""What tests say in stories."""

from wagtail.rich_text import RichText

from curriculum.learning.domain import fitness

HARD = (
    "<p>La representatividad organizacional institucionalizada constituye indudablemente un "
    "procedimiento administrativo caracterizado por la imprescindible verificabilidad documental "
    "correspondiente, independientemente de las particularidades circunstanciales determinantes "
    "establecidas reglamentariamente por autoridades jurisdiccionales especializadas competentes.</p>"
) * 2


def prose(html):
    return [("text", RichText(html))]


def codes(page):
    return [problem.code for problem in fitness.problems(page=page)]
