"""A fresh install opens on its own home page, in both languages, instead of Wagtail's welcome."""

import uuid

from django.db import migrations

HOMES = [
    {
        "language": "es-mx",
        "slug": "inicio",
        "title": "Cuaderno abierto",
        "heading": "Lecciones cortas para leer o imprimir",
        "lead": "Dos o tres minutos cada una. Sin registrarte y sin dar tu nombre.",
    },
    {
        "language": "en",
        "slug": "inicio-en",
        "title": "Open notebook",
        "heading": "Short lessons to read or print",
        "lead": "Two or three minutes each. No sign-up, and no need to give your name.",
    },
]


def make_home_pages(apps, schema_editor):
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("cms", "HomePage")
    ContentType = apps.get_model("contenttypes", "ContentType")
    kind, _created = ContentType.objects.get_or_create(app_label="cms", model="homepage")

    Page.objects.filter(depth=2, slug="home", numchild=0).delete()
    if Page.objects.filter(depth=2).exists():  # somebody's pages stand here: leave them
        return
    root = Page.objects.get(depth=1)
    key = uuid.uuid4()
    homes = [
        HomePage.objects.create(
            title=home["title"],
            draft_title=home["title"],
            heading=home["heading"],
            lead=home["lead"],
            slug=home["slug"],
            url_path=f"/{home['slug']}/",
            path=f"{root.path}{step:04d}",
            depth=2,
            numchild=0,
            content_type=kind,
            locale=Locale.objects.get_or_create(language_code=home["language"])[0],
            translation_key=key,
        )
        for step, home in enumerate(HOMES, start=1)
    ]
    root.numchild = len(homes)
    root.save(update_fields=["numchild"])
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page_id": homes[0].pk},
    )


def remove_home_pages(apps, schema_editor):
    apps.get_model("cms", "HomePage").objects.filter(depth=2, numchild=0).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(make_home_pages, remove_home_pages)]
