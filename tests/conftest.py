"""Shared by all tests: nothing calls out, and every random choice can be repeated."""

import socket

import pytest
from django.db import connection
from django.db.backends.signals import connection_created
from django.urls import clear_url_caches
from xdist.scheduler import LoadScopeScheduling

from cms import catalogues

from .contract.rooms import ROOT
from .indexing import switched
from .migrated import fill, migrated

LOOPBACK = {"localhost", "127.0.0.1", "::1", "0.0.0.0"}


def pytest_configure(config):
    """Tests speak the languages that are shipped, also when nothing has been compiled yet."""
    if not hasattr(config, "workerinput"):
        catalogues.compile_all(ROOT)


class SharedSetUps(LoadScopeScheduling):
    """Each of these folders, and each file of journeys, in one process: its tests share a set-up."""

    FOLDERS = ("tests/hosts/", "tests/cms/demo/")
    JOURNEYS = "tests/journeys/"

    def _split_scope(self, nodeid):
        if nodeid.startswith(self.JOURNEYS):
            return nodeid.partition("::")[0]
        return next((folder for folder in self.FOLDERS if nodeid.startswith(folder)), nodeid)


@pytest.hookimpl(optionalhook=True)  # without xdist nobody asks
def pytest_xdist_make_scheduler(config, log):
    return SharedSetUps(config, log)


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


@pytest.fixture(autouse=True, scope="session")
def unindexed():
    """Saving a page costs half as long where nobody looks it up."""
    with switched(on=False):
        yield


@pytest.fixture
def indexed(unindexed):
    """For tests that search Wagtail's index, or ask where something is used."""
    with switched(on=True):
        yield


@pytest.fixture(scope="session")
def migrated_database(request):
    """Path of a SQLite file that all migrations have been through, and nothing else."""
    return migrated(request.config.cache)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, request):
    """The test database begins as a copy of that file; Django then finds nothing left to migrate."""
    if connection.vendor != "sqlite":
        return
    path = request.getfixturevalue("migrated_database")

    def begin(connection, **kwargs):
        connection_created.disconnect(begin)
        fill(connection, path)

    connection_created.connect(begin, weak=False)


@pytest.fixture
def english_site(settings):
    """A site whose first language is English. Django remembers addresses by language: forget them."""
    clear_url_caches()
    settings.LANGUAGE_CODE = "en"
    yield
    clear_url_caches()
