"""The configuration that is shipped for the server in front."""

import re
import shutil
import subprocess

import pytest

from tests.served.server import ROOT, configuration_of

SHIPPED = (ROOT / "cms" / "nginx.conf").read_text()
CODE = re.sub(r"#.*", "", SHIPPED)


def test_the_log_holds_no_address_browser_or_query():
    """LOG-02: nor does the log of errors, whose lines name the reader."""
    (form,) = re.findall(r"log_format no_one (.*?);", CODE, re.DOTALL)

    assert set(re.findall(r"\$\w+", form)) == {
        *("$time_iso8601", "$request_method", "$said"),
        *("$status", "$body_bytes_sent", "$request_time"),
    }
    assert set(re.findall(r"access_log ([^;]*);", CODE)) == {
        "<LOG> no_one buffer=32k flush=5s",
        "off",
    }
    assert re.findall(r"error_log ([^;]*);", CODE) == ["/dev/null crit"]
    secret = re.findall(r'"~(/[^"]*)" "([^"]*)";', CODE)
    assert secret == [(path, path) for path in ("/join/", "/password_reset/confirm/")]
    assert "X-Forwarded-For" not in CODE
    assert "remote_addr" not in CODE


def test_nothing_of_the_media_folder_is_shown_but_pictures():
    assert re.findall(r"alias ([^;]*);", CODE) == ["<STATIC>/", "<MEDIA>/images/", "<PRIVATE>/"]
    assert re.search(r"location /sheets/ \{\s*internal;\s*alias <PRIVATE>/;", CODE)
    assert re.search(r"location /media/ \{ return 404; \}", CODE)
    assert "autoindex" not in CODE


def test_nothing_that_was_withdrawn_is_shown_for_want_of_a_newer_page():
    assert "proxy_cache_use_stale" not in CODE
    assert "proxy_cache_valid" not in CODE


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")
def test_nginx_understands_it(tmp_path):
    (tmp_path / "nginx").mkdir()
    configuration = tmp_path / "nginx.conf"
    configuration.write_text(configuration_of(tmp_path, 8099, 8098, 8097))

    done = subprocess.run(
        ["nginx", "-t", "-q", "-c", str(configuration)], capture_output=True, text=True
    )

    assert done.returncode == 0, done.stderr
