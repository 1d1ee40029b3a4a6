"""Tags of the report's templates."""

from django import template

from ..domain.wording import figure_text

register = template.Library()

register.filter("figure", figure_text)


@register.filter
def beside(row, columns):
    """``(column, figure)`` pairs of a row."""
    return zip(columns, row.figures, strict=True)


@register.filter
def em(number):
    """Height of so many bars with their labels on a screen, in heights of a letter."""
    return f"{number * 4.1:.1f}em"


@register.filter
def millimetres(number):
    """Height of so many bars with their labels on paper."""
    return f"{number * 13}"


@register.filter
def length_of_bar(bar):
    """Millimetres on paper, where a chart is 150 wide."""
    return f"{bar.width * 15 / 10:.1f}"


@register.filter
def end_of_bar(bar):
    return f"{bar.width * 15 / 10 + 2:.1f}"
