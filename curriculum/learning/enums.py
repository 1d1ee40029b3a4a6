from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who a block is written for. A property of the block type, not of an editor's memory."""

    WORKER = "worker", _("Workers")
    FACILITATOR = "facilitator", _("Facilitators only")
    BOTH = "both", _("Everybody")


class Access(models.TextChoices):
    PUBLIC = "public", _("Public")
    WOMEN_ONLY = "women_only", _("Women only")


class Listing(models.TextChoices):
    """Whether a story or research is found by those who do not have its link."""

    FOLLOW = "follow", _("Like the lessons below: not, if one of them is unlisted or discreet")
    LISTED = "listed", _("Always")
    UNLISTED = "unlisted", _("No: only whoever has the link reads it")


class Drawing(models.TextChoices):
    """The small line drawing by which programmes are told apart; never a colour."""

    BOOK = "book", _("Book")
    SPEECH = "speech", _("Conversation")
    CUP = "cup", _("Cup")


class Moment(models.TextChoices):
    OPENING = "opening", _("Opening")
    DEVELOPMENT = "development", _("Main part")
    CLOSING = "closing", _("Closing")


class Confidence(models.TextChoices):
    HIGH = "high", _("High: compared with a copy of the text of the law")
    MEDIUM = "medium", _("Medium: at least one sentence rests on a secondary source")
    LOW = "low", _("Low: still to be verified")


class ContentStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    CURRENT = "current", _("Current")
    ARCHIVED = "archived", _("Archived")


class ReviewOutcome(models.TextChoices):
    """How a review after a change of the law ended. "" while it is open."""

    UNCHANGED = "unchanged", _("Compared: still right as it was")
    CHANGED = "changed", _("Text changed")
    NOT_CITED = "not_cited", _("No longer rests on the article")
    WITHDRAWN = "withdrawn", _("Change withdrawn: not compared")


class State(models.TextChoices):
    """The federal entities of Mexico by their ISO 3166-2:MX code."""

    AGU = "AGU", "Aguascalientes"
    BCN = "BCN", "Baja California"
    BCS = "BCS", "Baja California Sur"
    CAM = "CAM", "Campeche"
    CHP = "CHP", "Chiapas"
    CHH = "CHH", "Chihuahua"
    CMX = "CMX", _("Mexico City")
    COA = "COA", "Coahuila"
    COL = "COL", "Colima"
    DUR = "DUR", "Durango"
    GUA = "GUA", "Guanajuato"
    GRO = "GRO", "Guerrero"
    HID = "HID", "Hidalgo"
    JAL = "JAL", "Jalisco"
    MEX = "MEX", _("State of Mexico")
    MIC = "MIC", "Michoacán"
    MOR = "MOR", "Morelos"
    NAY = "NAY", "Nayarit"
    NLE = "NLE", "Nuevo León"
    OAX = "OAX", "Oaxaca"
    PUE = "PUE", "Puebla"
    QUE = "QUE", "Querétaro"
    ROO = "ROO", "Quintana Roo"
    SLP = "SLP", "San Luis Potosí"
    SIN = "SIN", "Sinaloa"
    SON = "SON", "Sonora"
    TAB = "TAB", "Tabasco"
    TAM = "TAM", "Tamaulipas"
    TLA = "TLA", "Tlaxcala"
    VER = "VER", "Veracruz"
    YUC = "YUC", "Yucatán"
    ZAC = "ZAC", "Zacatecas"
