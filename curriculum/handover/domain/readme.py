"""The page that lies on top of a package, for whoever opens it in ten years."""

TEXT = """\
CUADERNO ABIERTO: UNA ESCUELA EN UN ARCHIVO

Este archivo contiene un programa de formación completo: las páginas publicadas
en todos sus idiomas, los planes de sesión, las preguntas, las citas de la ley,
las versiones que se publicaron, el glosario, a dónde acudir, las imágenes y los
audios, y lo que las sesiones nos enseñaron. No contiene a ninguna persona: ni
quién vino, ni quién facilitó, ni quién escribió.

Para abrirlo necesitas un sitio con wagtail-curriculum:

    python manage.py import_curriculum ESTE-ARCHIVO.zip

Primero te dice qué agregaría y qué cambiaría; solo después lo hace, todo o nada.

Qué hay adentro
    manifest.json   qué es, de qué día, y la suma SHA-256 de cada archivo
    LICENCES.txt    bajo qué licencias puedes usarlo
    data/           un archivo por tipo de contenido, un registro JSON por renglón
    media/          imágenes y audios

------------------------------------------------------------------------------

OPEN NOTEBOOK: A SCHOOL IN ONE FILE

This file holds a whole training programme: the published pages in all their
languages, session plans, questions, citations of the law, the versions that
were published, the glossary, where to go for help, pictures and recordings, and
what the sessions taught us. It holds no person: not who came, not who
facilitated, not who wrote.

To open it you need a site with wagtail-curriculum:

    python manage.py import_curriculum THIS-FILE.zip

It says first what it would add and change, and only then does it: all or nothing.

What is inside
    manifest.json   what it is, of which day, and the SHA-256 sum of each file
    LICENCES.txt    the licences under which you may use it
    data/           one file for each kind of content, one JSON record a line
    media/          pictures and recordings
"""
