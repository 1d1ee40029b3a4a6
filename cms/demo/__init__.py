"""The demo of the reference site: everything in it is invented but for the lessons and the law."""

from .loading import load_demo

__all__ = ["load_demo"]
