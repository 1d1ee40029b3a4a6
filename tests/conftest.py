"""Shared by all tests: nothing calls out, and every random choice can be repeated."""

import socket

import pytest
from django.urls import clear_url_caches
from xdist.scheduler import LoadScopeScheduling

from cms import catalogues

from .contract.rooms import ROOT

LOOPBACK = {"localhost", "127.0.0.1", "::1", "0.0.0.0"}


def pytest_configure(config):
    """Tests speak the languages that are shipped, also when nothing has been compiled yet."""
    if not hasattr(config, "workerinput"):
        catalogues.compile_all(ROOT)


class SharedFolders(LoadScopeScheduling):
    """Each of these folders in one process, since its tests share what took long to set up."""

    FOLDERS = ("tests/journeys/", "tests/hosts/")

    def _split_scope(self, nodeid):
        return next((folder for folder in self.FOLDERS if nodeid.startswith(folder)), nodeid)


@pytest.hookimpl(optionalhook=True)  # without xdist nobody asks
def pytest_xdist_make_scheduler(config, log):
    return SharedFolders(config, log)


class CallOut(AssertionError):
    """Something tried to reach another machine."""


@pytest.fixture(autouse=True, scope="session")
def no_calls_out():
    """Refuse every connection that leaves this machine, whoever asks for it."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in LOOPBACK:
            raise CallOut(f"a connection to {address[0]}")
        return connect(self, address)

    socket.socket.connect = guarded
    yield
    socket.socket.connect = connect


@pytest.fixture
def english_site(settings):
    """A site whose first language is English. Django remembers addresses by language: forget them."""
    clear_url_caches()
    settings.LANGUAGE_CODE = "en"
    yield
    clear_url_caches()
