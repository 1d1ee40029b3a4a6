"""A reader's hands on the page by which a programme is kept, and what the browser holds of it."""

import re

from playwright.sync_api import expect

SECTION = "/cuaderno/"
PROGRAMME = f"{SECTION}derechos-reforma-laboral/"
MODULE = f"{PROGRAMME}constancia-de-representatividad/"
LESSON = f"{MODULE}el-camino-completo/"
SENTENCE = "Pide siempre tu acuse de recibo."
EVERYTHING = """async () => {
    const found = {};
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        found[name] = {};
        for (const key of await cache.keys()) {
            found[name][new URL(key.url).pathname] = await (await cache.match(key)).text();
        }
    }
    return found;
}"""
LEFT_BEHIND = """async () => [
    await caches.keys(),
    (await navigator.serviceWorker.getRegistrations()).length,
    localStorage.length + sessionStorage.length,
    (await indexedDB.databases()).length,
]"""
NOTHING = [[], 0, 0, 0]
#: The very bytes of a page, as a pack's list names them.
A_PAGE = re.compile(r"/guardar/\w+/[0-9a-f]{64}/")
#: A lesson changes, and with it the law of another one.
CHANGE = f"""
import datetime
from curriculum.learning.domain.law import record_change
from curriculum.learning.models import LegalChange, LegalSource
from curriculum.pages.models import LessonPage
lesson = LessonPage.objects.get(code="LLR-1.1", locale__language_code="es-mx")
lesson.body.append(("text", "<p>{SENTENCE}</p>"))
lesson.save_revision().publish()
day = datetime.date(2026, 11, 20)
record_change(change=LegalChange(
    source=LegalSource.objects.get(code="LFT"), locator="390 Bis", takes_effect_on=day,
    published_on=day, summary={{"es-mx": "Cambia el trámite.", "en": "The procedure changes."}},
))
"""
WITHDRAW = """
from curriculum.pages.models import ProgrammePage
programme = ProgrammePage.objects.get(slug="derechos-reforma-laboral")
for page in programme.get_descendants(inclusive=True).specific():
    page.unpublish()
"""
PUBLISH = """
from curriculum.pages.models import ProgrammePage
ProgrammePage.objects.get(slug="derechos-reforma-laboral").save_revision().publish()
"""


def kept_by(page):
    return page.evaluate(EVERYTHING)


def open_keeper(page, school, address=PROGRAMME):
    page.goto(school.url + address)
    page.click("text=Guardar en este teléfono")
    expect(step(page, "start")).to_be_visible()


def step(page, name):
    return page.locator(f"[data-step={name}]:visible")


def keep(page, school, address=PROGRAMME):
    open_keeper(page, school, address)
    step(page, "start").click()
    expect(page.get_by_text("Ya está guardado.")).to_be_visible()
