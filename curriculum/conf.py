"""The package's settings, read lazily so that tests and hosts may override them."""

from django.conf import settings as django_settings

#: Every setting of the package, without its ``CURRICULUM_`` prefix, and its default.
#: The README's table names each one (tests/contract/test_documentation.py).
DEFAULTS = {
    #: A lesson that nobody has compared with the law for so many days is over its date.
    "LEARNING_LAW_DAYS": 365,
    #: Re-encode every uploaded picture, and drop from pictures and recordings what a camera,
    #: a telephone or a person wrote into them.
    "LEARNING_CLEAN_UPLOADS": True,
    #: Pictures with more million pixels, or more frames, than this are refused.
    "LEARNING_IMAGE_MAX_MEGAPIXELS": 25,
    "LEARNING_IMAGE_MAX_FRAMES": 60,
    #: Recordings that are larger than so many megabytes are refused.
    "LEARNING_RECORDING_MAX_MB": 20,
    "LEARNING_RECORDING_MAX_MINUTES": 30,
    #: So are films.
    "LEARNING_FILM_MAX_MB": 100,
    "LEARNING_FILM_MAX_MINUTES": 10,
    #: The program that makes recordings small. None: it is looked for; "": it is not used.
    "LEARNING_FFMPEG": None,
    #: How long it may work on one of them.
    "LEARNING_FFMPEG_SECONDS": 900,
    #: The folder of uploads as nginx knows it (``internal``), when nginx is to send recordings.
    "LEARNING_ACCEL_PREFIX": "",
    #: What is read where a language that Django does not know has no words of its own.
    "FALLBACK_LANGUAGE": "es-mx",
    #: Where the exit on every page leads: a page that anybody may have open.
    "EXIT_URL": "https://smn.conagua.gob.mx/es/",
    #: Readers' pages carry their style sheet. The site's policy has to allow its digest.
    "INLINE_STYLE": False,
    # How long an invitation to join a partner can be used.
    "PEOPLE_INVITATION_HOURS": 24,
    #: After so many wrong passwords an account takes none for so many minutes.
    "PEOPLE_SIGN_IN_TRIES": 5,
    "PEOPLE_SIGN_IN_WAIT_MINUTES": 15,
    #: After so many days a job, its result and what was uploaded for it are deleted.
    "JOBS_RESULT_DAYS": 7,
    #: A running job that has not reported for so many minutes has lost its worker.
    "JOBS_STALE_MINUTES": 15,
    "PRIVATE_STORAGE": "curriculum_private",
    #: So many processes lay sheets out, each for so many seconds and megabytes at the most.
    "HANDOUTS_PROCESSES": 2,
    "HANDOUTS_SECONDS": 60,
    "HANDOUTS_MEMORY_MB": 1536,
    #: Print what workers are given as soon as it is published, while nobody waits for it.
    "HANDOUTS_AHEAD": True,
    #: Finished sheets are kept up to so many megabytes, and so many days after their last use.
    "HANDOUTS_KEPT_MB": 500,
    "HANDOUTS_KEPT_DAYS": 90,
    #: The folder of private files as nginx knows it (``internal``), when nginx is to send sheets.
    "HANDOUTS_ACCEL_PREFIX": "",
    #: What a printed side costs where nobody has said otherwise, and the currency's code.
    "HANDOUTS_SIDE_PRICE": "1.00",
    "HANDOUTS_CURRENCY": "MXN",
    #: Where readers' pages are kept: an entry of CACHES; without such an entry, the default one.
    "CACHING_ALIAS": "curriculum_pages",
    #: After so many seconds a kept page is made anew, whatever happened; 0 keeps none.
    "CACHING_SECONDS": 24 * 60 * 60,
    #: So many seconds a server in front may keep a reader's page: as long as one is withdrawn.
    "CACHING_PROXY_SECONDS": 1,
    #: No report shows fewer people than this, nor lets anybody work such a number out.
    "PRIVACY_THRESHOLD": 5,
    #: A package that is larger, unpacks to more, or holds a larger file or more files
    #: than this is refused before it is read.
    "HANDOVER_MAX_PACKAGE_MB": 1024,
    "HANDOVER_MAX_UNPACKED_MB": 2048,
    "HANDOVER_MAX_MEMBER_MB": 100,
    "HANDOVER_MAX_MEMBERS": 20000,
    #: For so many seconds what phones keep of a programme is handed out as it was made.
    "OFFLINE_PACK_SECONDS": 300,
}


class Settings:
    """``conf.settings.NAME`` is the host's ``CURRICULUM_NAME``, else our default."""

    def __getattr__(self, name):
        try:
            default = DEFAULTS[name]
        except KeyError:
            raise AttributeError(f"CURRICULUM_{name} is not a setting") from None
        return getattr(django_settings, f"CURRICULUM_{name}", default)


settings = Settings()
