"""Panels of our own: advice beside the text, the state of a translation, panels of other rooms.

Page models name these panels, so this module is imported before the page
model is known; the domain, which asks for it, is imported where it is used.
"""

from django.forms.widgets import Media, Script
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.models import Locale

from .editor_panels import editor_panels

STYLE = {"all": ["curriculum/learning/advice.css"]}
HEADINGS = {
    "reading": _("Reading ease"),
    "plan": _("Times"),
    "cautions": _("To look at before publishing"),
}


class AdvicePanel(Panel):
    """One kind of ``domain.advice``: as of the last save, then live as it is written."""

    def __init__(self, kind, **kwargs):
        super().__init__(**{"heading": HEADINGS.get(kind, ""), "icon": "info-circle", **kwargs})
        self.kind = kind

    def clone_kwargs(self):
        return {**super().clone_kwargs(), "kind": self.kind}

    class BoundPanel(Panel.BoundPanel):
        template_name = "curriculum/learning/advice_panel.html"

        @property
        def media(self):
            names = ("advice", "rows")
            scripts = [Script(f"curriculum/learning/{name}.js", type="module") for name in names]
            return Media(css=STYLE, js=scripts)

        def get_context_data(self, parent_context=None):
            from .domain.advice import advise

            page = self.instance
            if not page.locale_id:
                page.locale = Locale.get_active()
            options = self.panel.model._meta
            url = reverse(
                "curriculum_learning_admin:advice",
                args=[options.app_label, options.model_name, page.locale.language_code],
                query={"key": page.translation_key},
            )
            # Rendered by our own templates.
            advice = mark_safe(advise(kind=self.panel.kind, page=page))
            return {**super().get_context_data(parent_context), "url": url, "advice": advice}


class GlancePanel(AdvicePanel):
    """The same advice in one line that stays in sight while the page is written."""

    def __init__(self, **kwargs):
        super().__init__(**{"kind": "glance", "classname": "curriculum-glance", **kwargs})


class CaveatsPanel(Panel):
    """What readers and facilitators are told openly: open points, and that no lawyer has looked."""

    def __init__(self, **kwargs):
        defaults = {"heading": _("What is said openly beside it"), "icon": "warning"}
        super().__init__(**{**defaults, **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "curriculum/learning/caveats_panel.html"

        @property
        def media(self):
            return Media(css=STYLE)

        def get_context_data(self, parent_context=None):
            from .domain import caveats

            said = caveats.caveats_of(page=self.instance)
            return {**super().get_context_data(parent_context), **said}


class TranslationPanel(MultiFieldPanel):
    """Whether a translation is behind its source, what changed, and the box that says it is not."""

    def __init__(self, children=None, **kwargs):
        children = children or [FieldPanel("is_up_to_date", heading=_("Compared with the source"))]
        defaults = {"heading": _("Translation"), "icon": "globe"}
        super().__init__(children, **{**defaults, **kwargs})

    class BoundPanel(MultiFieldPanel.BoundPanel):
        template_name = "curriculum/learning/translation_panel.html"

        def __init__(self, **kwargs):
            from .domain import translations

            super().__init__(**kwargs)
            self.source = translations.source_of(page=self.instance) if self.instance.pk else None

        def is_shown(self):
            return self.source is not None

        @property
        def media(self):
            return super().media + Media(css=STYLE)

        def get_context_data(self, parent_context=None):
            from .domain import translations

            page, source = self.instance, self.source
            is_behind = translations.is_behind(page=page, source=source)
            changes = None
            if is_behind:
                changes = translations.changes(page=page, source=source, request=self.request)
            may_compare = (
                self.request is not None
                and changes is not None
                and source.permissions_for_user(self.request.user).can_edit()
            )
            return {
                **super().get_context_data(parent_context),
                "source": source,
                "is_behind": is_behind,
                "changes": changes,
                "may_compare": may_compare,
            }


class LawPanel(MultiFieldPanel):
    """The changes of the law for which the page waits to be compared, and the boxes for that."""

    def __init__(self, children=None, **kwargs):
        box = _("What I write here takes the change into account")
        children = children or [FieldPanel("takes_in_law", heading=box)]
        defaults = {"heading": _("The law changes"), "icon": "warning"}
        super().__init__(children, **{**defaults, **kwargs})

    class BoundPanel(MultiFieldPanel.BoundPanel):
        template_name = "curriculum/learning/law/panel.html"

        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.reviews = getattr(self.form, "law_reviews", [])

        def is_shown(self):
            return bool(self.reviews)

        @property
        def media(self):
            return super().media + Media(css=STYLE)

        def get_context_data(self, parent_context=None):
            from .domain import law_news, law_reach

            shown = [
                {
                    "review": review,
                    "change": review.change,
                    "place": law_news.place_of(change=review.change),
                    "places": law_reach.places_in(page=self.instance, change=review.change),
                }
                for review in self.reviews
            ]
            return {**super().get_context_data(parent_context), "reviews": shown}


class RegisteredPanels(MultiFieldPanel):
    """The panels that higher rooms registered for pages of one mixin."""

    def __init__(self, mixin, children=(), **kwargs):
        super().__init__(list(children), **kwargs)
        self.mixin = mixin

    def clone_kwargs(self):
        return {**super().clone_kwargs(), "mixin": self.mixin}

    def on_model_bound(self):
        self.children = [
            entry.panel().bind_to_model(self.model)
            for entry in editor_panels
            if entry.mixin is self.mixin
        ]
