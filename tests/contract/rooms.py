"""The rooms, lowest first, as design and import-linter have them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

#: App labels of the package, lowest first. Rooms on one line never point at each other.
FLOORS = [
    {"curriculum"},
    {"curriculum_privacy"},
    {"curriculum_handouts"},
    {"curriculum_handover"},
    {"curriculum_reports"},
    {"curriculum_learning"},
    {"curriculum_people"},
    {"curriculum_attendance"},
    {"curriculum_knowledge"},
    {"curriculum_pages", "curriculum_offline"},
]
HEIGHT = {label: height for height, floor in enumerate(FLOORS) for label in floor}
