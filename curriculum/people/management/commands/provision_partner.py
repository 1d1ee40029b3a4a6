from django.core.management.base import BaseCommand, CommandError

from curriculum.learning.enums import State
from curriculum.learning.models import Sector
from curriculum.people.domain.provisioning import provision_partner
from curriculum.people.enums import PartnerKind
from curriculum.people.refusals import PeopleRefused


class Command(BaseCommand):
    help = (
        "Make an organisation a partner: its section in every content language, collection, "
        "groups, permissions and approval workflow, all or nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("name", help="Name of the organisation; no two partners share one")
        parser.add_argument("--kind", choices=PartnerKind.values, default=PartnerKind.OTHER)
        parser.add_argument(
            "--sector", action="append", default=[], help="Code of a sector; may be repeated"
        )
        parser.add_argument(
            "--state",
            action="append",
            default=[],
            choices=State.values,
            metavar="CODE",
            help="ISO 3166-2:MX code such as CMX; may be repeated",
        )

    def handle(self, *, name, kind, sector, state, **options):
        sectors = {found.code: found for found in Sector.objects.filter(code__in=sector)}
        if unknown := sorted(set(sector) - set(sectors)):
            raise CommandError(f"No sector has the code {', '.join(unknown)}. Nothing was changed.")
        try:
            partner = provision_partner(
                name=name, kind=kind, sectors=sectors.values(), states=state
            )
        except PeopleRefused as refusal:
            raise CommandError(f"{refusal.message} Nothing was changed.") from refusal
        self.stdout.write(f"Partner {partner.name} is ready: {partner.pk}")
