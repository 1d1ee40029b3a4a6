"""ffmpeg, in a process of its own that may use little time, memory and disk and no network.

It is optional. The setting ``CURRICULUM_LEARNING_FFMPEG`` names it; without
one it is looked for on the search path and in the package imageio-ffmpeg.
"""

import subprocess
import sys
from shutil import which

from django.utils.translation import gettext as _

from curriculum.conf import settings

from ..refusals import LearningRefused

#: What ffmpeg may take a file for: no play lists, which name other files.
FORMATS = "mp3,wav,ogg,mov,matroska,amr,aac"
QUIET = ("-hide_banner", "-nostdin", "-loglevel", "error", "-y", "-threads", "1")
ONE_THREAD = ("-filter_threads", "1", "-filter_complex_threads", "1")
READING = ("-protocol_whitelist", "file,pipe", "-format_whitelist", FORMATS)
#: What each written file must not carry over: words, chapters, other streams, the writer's name.
#: What stays is told by ``-map``.
WITHOUT_WORDS = (
    "-map_metadata", "-1", "-map_metadata:s", "-1", "-map_chapters", "-1", "-sn", "-dn",
    "-fflags", "+bitexact", "-flags:a", "+bitexact", "-flags:v", "+bitexact",
)  # fmt: skip
MEMORY = 1536 * 1024 * 1024
DISK = 512 * 1024 * 1024
#: Sets the limits and becomes ffmpeg. In its own interpreter, since a web server has threads,
#: between whose forking and ffmpeg no Python may run.
LIMITED = """
import os, resource, sys
for name, most in zip(("RLIMIT_CPU", "RLIMIT_AS", "RLIMIT_FSIZE"), sys.argv[1:4]):
    try:
        resource.setrlimit(getattr(resource, name), (int(most), int(most)))
    except (ValueError, OSError):
        pass
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
os.nice(10)
os.execv(sys.argv[4], sys.argv[4:])
"""


def program():
    """The path of ffmpeg, or None: there is none, or the setting says not to look."""
    wanted = settings.LEARNING_FFMPEG
    if wanted is not None:
        return which(str(wanted)) if wanted else None
    return which("ffmpeg") or _of_package()


def _of_package():
    try:
        from imageio_ffmpeg import get_ffmpeg_exe  # optional
    except ImportError:
        return None
    try:
        return get_ffmpeg_exe()
    except RuntimeError:  # the package came without a program for this machine
        return None


def convert(*, source, outputs):
    """Read the file ``source`` and write ``outputs``: ``[(arguments, path), …]``.

    Refuses ``conversion-took-too-long`` and ``conversion-failed`` (no sound in
    it, damaged, cut off, too much memory or disk); then some outputs may exist.
    """
    command = [program(), *QUIET, *ONE_THREAD, *READING, "-i", str(source)]
    for arguments, path in outputs:
        command += [*arguments, *WITHOUT_WORDS, str(path)]
    seconds = settings.LEARNING_FFMPEG_SECONDS
    limits = [str(seconds), str(MEMORY), str(DISK)]
    try:
        done = subprocess.run(  # noqa: S603 (our own arguments; files have neutral names)
            [sys.executable, "-I", "-S", "-c", LIMITED, *limits, *command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            env={"PATH": "/usr/bin:/bin"},
        )
    except subprocess.TimeoutExpired as error:
        raise _took_too_long() from error
    if done.returncode in (-9, -24):  # killed for its use of the processor
        raise _took_too_long()
    if done.returncode:
        raise LearningRefused(
            "conversion-failed",
            _("The file is damaged or incomplete. Record or send it again."),
        )


def _took_too_long():
    return LearningRefused(
        "conversion-took-too-long",
        _("The server needed too long for it. Record a shorter one, or cut it in two."),
    )
