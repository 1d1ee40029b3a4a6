"""What higher rooms put beside a page in its editor: learnings, sessions, findings."""

from curriculum.registry import Registry


class EditorPanel:
    """One panel. Registered in a room's ``editor_panels`` seam file."""

    code = ""
    order = 100
    #: The page mixin (of ``learning.mixins``) in whose editors it stands.
    mixin = None

    def panel(self):
        """A Wagtail ``Panel``, not yet bound to a model."""
        raise NotImplementedError


editor_panels = Registry("editor_panels")
