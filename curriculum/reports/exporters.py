"""The files as which a report leaves. Each holds what is on the screen, and nothing more."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum import tables
from curriculum.handouts.domain.composing import render_html

from .base import Exporter, exporters
from .domain.charts import chart_of
from .domain.wording import notes_of, span_text, withheld_word


@exporters.register
class PdfExporter(Exporter):
    code = "pdf"
    label = gettext_lazy("PDF, to print")
    extension = "pdf"
    content_type = "application/pdf"
    order = 10

    def export(self, report):
        context = {
            "report": report,
            "document": {"code": "report"},
            "title": _("Report of the period"),
            "head": _("Report of the period"),
            "foot": report.period.name,
            "span": span_text(report.period),
            "notes": notes_of(report),
            "breakdowns": [(part, chart_of(part)) for part in report.breakdowns],
        }
        return render_html(html=render_to_string("curriculum/reports/print/report.html", context))


class TableExporter(Exporter):
    def tables(self, report):
        yield self.summary(report)
        for part in report.breakdowns:
            yield tables.Table(
                title=part.label,
                columns=(part.label, *(column.label for column in part.columns)),
                rows=[(row.label, *(map(_cell, row.figures))) for row in part.rows],
            )
        yield tables.Table(
            title=_("Definitions"),
            columns=(_("Indicator"), _("Definition"), _("How it is counted"), _("How good it is")),
            rows=[
                (d.label, d.definition, d.counting_rule, d.data_quality_note)
                for d, _figure in report.headlines
            ],
        )

    def summary(self, report):
        rows = [(d.label, _cell(figure), d.unit) for d, figure in report.headlines]
        about = [f"{report.period.name}: {span_text(report.period)}"]
        if report.unit.label:
            about.append(report.unit.label)
        return tables.Table(
            title=_("Summary"),
            columns=(_("Indicator"), _("Figure"), _("Unit")),
            rows=rows,
            notes=(*about, *notes_of(report)),
        )


@exporters.register
class XlsxExporter(TableExporter):
    code = "xlsx"
    label = gettext_lazy("Excel")
    extension = "xlsx"
    content_type = tables.XLSX_TYPE
    order = 20

    def export(self, report):
        return tables.write_xlsx(self.tables(report))


@exporters.register
class CsvExporter(TableExporter):
    code = "csv"
    label = gettext_lazy("CSV")
    extension = "csv"
    content_type = tables.CSV_TYPE
    order = 30

    def export(self, report):
        return tables.write_csv(self.tables(report))


def _cell(figure):
    """A number stays one, so that it can be reckoned with."""
    return withheld_word() if figure.is_withheld else figure.number
