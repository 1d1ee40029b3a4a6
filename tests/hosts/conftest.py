"""The wheel, built once and installed into a bare environment with what it declares."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def run(*command, **kwargs):
    done = subprocess.run(command, capture_output=True, text=True, **kwargs)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """Path of the wheel, built from a copy of what is committed or would be."""
    source = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    for name in ("curriculum", "locale"):
        shutil.copytree(
            ROOT / name, source / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__")
        )
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, source)
    [path] = out.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def bare_python(wheel, tmp_path_factory):
    """The Python of a fresh environment that holds the wheel and nothing but its dependencies."""
    folder = tmp_path_factory.mktemp("bare")
    run(sys.executable, "-m", "venv", folder)
    pins = folder / "pins.txt"
    pins.write_text(
        "\n".join(
            line.split("\\")[0].strip()
            for line in (ROOT / "requirements" / "site.lock").read_text().splitlines()
            if line and not line.startswith(" ")
        )
    )
    python = folder / "bin" / "python"
    run(python, "-m", "pip", "install", "-q", "--no-compile", "--constraint", pins, wheel)
    return python


@pytest.fixture
def host(bare_python, tmp_path):
    """Runs a management command of one foreign site: ``host("learning_only", "migrate")``."""
    shutil.copytree(HERE, tmp_path / "hosts")

    def manage(name, *arguments):
        (tmp_path / name).mkdir(exist_ok=True)
        return run(
            bare_python,
            "-W",
            "error",
            "-W",
            "ignore:No directory at",
            "-m",
            "django",
            *arguments,
            cwd=tmp_path / "hosts",
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(tmp_path / "hosts"),
                "HOST_DIR": str(tmp_path / name),
                "DJANGO_SETTINGS_MODULE": f"{name}.settings",
            },
        )

    return manage
