"""Recordings and films, each made once."""

import pytest
from imageio_ffmpeg import get_ffmpeg_exe

from .telephones import SCENE, TONE, made


@pytest.fixture(scope="session")
def notes():
    """One of each kind, as telephones and browsers name them."""
    return {
        "whatsapp.ogg": made("ogg", "-c:a", "libopus", "-b:a", "16k", "-ac", "1"),
        "iphone.m4a": made("mp4", "-c:a", "aac"),
        "browser.webm": made("webm", "-c:a", "libopus"),
        "browser.mp4": made("mp4", "-c:a", "aac"),
        "android.3gp": made("3gp", "-c:a", "libopencore_amrnb", "-ar", "8000", "-ac", "1"),
        "old.amr": made("amr", "-c:a", "libopencore_amrnb", "-ar", "8000", "-ac", "1"),
        "android.aac": made("adts", "-c:a", "aac"),
        "song.mp3": made("mp3", "-c:a", "libmp3lame"),
        "long.wav": made("wav"),
    }


@pytest.fixture(scope="session")
def film():
    return made("mp4", "-c:v", "libx264", "-c:a", "aac", inputs=[*SCENE, *TONE])


@pytest.fixture
def converter(settings):
    settings.CURRICULUM_LEARNING_FFMPEG = get_ffmpeg_exe()
