import logging

import pytest


@pytest.fixture(autouse=True)
def weasyprint_is_silent(request, caplog):
    """A line in WeasyPrint's log is a fault, unless the test expects some."""
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        yield
    if "noisy" in request.keywords:
        return
    lines = [r.getMessage() for r in caplog.get_records("call") if r.name == "weasyprint"]
    assert lines == []
