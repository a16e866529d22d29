#include "ui/workspaces/digits/margin_bars.h"

#include "ui/text/number_text.h"
#include "ui/widgets/digit_text.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {

MarginBars::MarginBars(DigitLink* link, QWidget* parent)
    : ClassRows(link, tr("Margins"), parent) {
    setAxisNames(QString(), QString());
    setVerticalRange(0, 1);
}

void MarginBars::prepare() {
    const auto shown = result();
    std::vector<ClassRow> rows;
    if (shown) {
        const SampleReport& report = shown->report;
        const SampleCertificate* main = link()->highlighted();
        for (Index j = 0; j < report.logits.size(); ++j) {
            if (j == report.label)
                continue;
            ClassRow row;
            row.index = static_cast<int>(j);
            row.name = overText(shown->network(), report.label, j);
            row.lit = j == link()->competitor();
            row.tick = report.logits(report.label) - report.logits(j);
            for (const SampleCertificate& c : report.certificates) {
                if (c.status != Status::Ok || c.differences.size() <= j)
                    continue;
                const RowBar bar{&c, c.differences(j), std::max(row.tick, c.differences(j))};
                if (&c == main)
                    row.main = bar;
                else
                    row.rest.push_back(bar);
            }
            if (row.main.certificate) {
                row.number = shortNumber(row.main.lower, Rounded::Down);
                // Certified is a finite bound above zero and nothing else.
                row.warns = !(row.main.lower > 0);
            }
            rows.push_back(std::move(row));
        }
        std::stable_sort(rows.begin(), rows.end(), [](const ClassRow& a, const ClassRow& b) {
            const double first = a.main.certificate ? a.main.lower : a.tick;
            const double second = b.main.certificate ? b.main.lower : b.tick;
            return first < second;
        });
        if (main && !rows.empty())
            setSummary(tr("%1: the least bound is %2, %3.")
                           .arg(
                               nameOf(*main->certificate), formatNumber(main->margin, Rounded::Down),
                               rows.front().name));
    }
    setRows(std::move(rows), {0});
}

void MarginBars::paintLines(QCPPainter& painter) {
    const double zero = x(0);
    if (zero < area().left() || zero > area().right())
        return;
    painter.setPen(QPen(theme().bad, 1.2));
    painter.drawLine(QPointF(zero, area().top()), QPointF(zero, area().bottom()));
}

QString MarginBars::csv() const {
    QString text = QStringLiteral("label,competitor,difference,certificate,bound\n");
    const auto shown = result();
    if (!shown)
        return text;
    const SampleReport& report = shown->report;
    for (Index j = 0; j < report.logits.size(); ++j)
        for (const SampleCertificate& c : report.certificates)
            if (j != report.label && c.status == Status::Ok && j < c.differences.size())
                text += QStringLiteral("%1,%2,%3,%4,%5\n")
                            .arg(report.label)
                            .arg(j)
                            .arg(
                                exactNumber(report.logits(report.label) - report.logits(j)),
                                idOf(*c.certificate), exactNumber(c.differences(j)));
    return text;
}

} // namespace kamke::ui
