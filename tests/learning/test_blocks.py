import pytest
from django.core.exceptions import ValidationError
from django.template.loader import get_template
from django.urls import reverse
from wagtail.blocks import StreamValue

from curriculum.learning.blocks import LessonBody, ScriptBlock
from curriculum.learning.blocks.base import audience_of, for_facilitators, for_workers
from curriculum.learning.enums import Audience
from tests.factories.learning import make_legal_source

BLOCKS = LessonBody().child_blocks
NAMES = sorted(BLOCKS)
FOR_FACILITATORS = {"facilitator_note", "expected_answer", "risk"}


def stream(*children):
    block = LessonBody()
    return StreamValue(
        block, [{"type": name, "value": value} for name, value in children], is_lazy=True
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_block_type_says_for_whom_it_is(name):
    assert isinstance(vars(type(BLOCKS[name])).get("audience", BLOCKS[name].audience), Audience)
    assert (BLOCKS[name].audience == Audience.FACILITATOR) == (name in FOR_FACILITATORS)


@pytest.mark.parametrize("name", NAMES)
def test_every_block_type_has_label_icon_description_template_and_preview(name):
    meta = BLOCKS[name].meta

    assert all(str(text) for text in (meta.label, meta.icon, meta.description))
    assert BLOCKS[name].is_previewable
    get_template(meta.preview_template)
    get_template(meta.template)


def test_no_two_block_types_look_alike_in_the_list():
    labels = [str(block.label) for block in BLOCKS.values()]

    assert len(set(labels)) == len(labels)


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_every_preview_is_shown_to_an_editor(admin_client, name):
    url = reverse("wagtailadmin_block_preview")

    response = admin_client.get(url, {"id": BLOCKS[name].definition_prefix})

    assert response.status_code == 200
    assert "curriculum/web.css" in response.content.decode()


def test_outputs_are_built_by_allow_list():
    everything = stream(*((name, None) for name in ("new_page",)), ("risk", {"text": "<p>x</p>"}))

    assert [child.block_type for child in for_workers(everything)] == ["new_page"]
    assert [child.block_type for child in for_facilitators(everything)] == ["new_page", "risk"]


def test_a_block_type_that_does_not_say_is_for_facilitators():
    assert audience_of(object()) == Audience.FACILITATOR


@pytest.mark.parametrize("kind", ["say", "ask", "do"])
def test_each_cue_of_a_script_is_for_facilitators_and_short(kind):
    block = ScriptBlock().child_blocks[kind]

    assert audience_of(block) == Audience.FACILITATOR
    assert all(str(text) for text in (block.label, block.meta.icon, block.meta.description))
    assert block.clean("a" * 400) == "a" * 400
    for text in ("a" * 401, ""):
        with pytest.raises(ValidationError):
            block.clean(text)


def test_a_script_has_nothing_for_workers():
    script = StreamValue(ScriptBlock(), [("say", "Aquí nadie firma.")])

    assert [child.value for child in script] == ["Aquí nadie firma."]
    assert for_workers(script) == []


@pytest.mark.django_db
class TestCitations:
    block = LessonBody().child_blocks["legal_quotation"].child_blocks["citation"]

    def test_a_known_source_is_accepted(self):
        make_legal_source(code="LFT")

        assert self.block.clean(" LFT:390 Bis ") == "LFT:390 Bis"

    def test_an_unknown_source_is_refused_when_published(self):
        with pytest.raises(ValidationError) as error:
            self.block.clean("LFX:1")

        assert error.value.code == "source"

    def test_an_unknown_source_may_stand_in_a_draft(self):
        assert self.block.clean_deferred("LFX:1") == "LFX:1"

    def test_what_is_not_a_citation_is_refused_even_in_a_draft(self):
        with pytest.raises(ValidationError) as error:
            self.block.clean_deferred("artículo 390")

        assert error.value.code == "citation"
