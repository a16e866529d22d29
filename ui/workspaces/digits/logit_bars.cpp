#include "ui/workspaces/digits/logit_bars.h"

#include "ui/text/number_text.h"
#include "ui/widgets/digit_text.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {
namespace {

/// One certificate per output box: some share theirs. `main` first.
std::vector<const SampleCertificate*> boxesOf(const SampleReport& report, const SampleCertificate* main) {
    std::vector<const SampleCertificate*> boxes;
    const auto add = [&](const SampleCertificate& c) {
        const auto sameBox = [&](const SampleCertificate* other) {
            return other->output->lower == c.output->lower && other->output->upper == c.output->upper;
        };
        if (c.status == Status::Ok && c.output && std::none_of(boxes.begin(), boxes.end(), sameBox))
            boxes.push_back(&c);
    };
    if (main)
        add(*main);
    for (const SampleCertificate& c : report.certificates)
        add(c);
    return boxes;
}

} // namespace

LogitBars::LogitBars(DigitLink* link, QWidget* parent)
    : ClassRows(link, tr("Logits within ε"), parent) {
    setAxisNames(QString(), QString());
    setVerticalRange(0, 1);
}

void LogitBars::prepare() {
    const auto shown = result();
    std::vector<ClassRow> rows;
    if (shown) {
        const SampleReport& report = shown->report;
        const auto boxes = boxesOf(report, link()->highlighted());
        for (Index k = 0; k < report.logits.size(); ++k) {
            ClassRow row;
            row.index = static_cast<int>(k);
            row.name = className(shown->network(), k);
            row.strong = k == report.label;
            row.lit = k == link()->competitor();
            row.tick = report.logits(k);
            if (k == report.prediction)
                row.number = tr("read as %1").arg(row.name);
            else if (k == report.label)
                row.number = tr("label");
            for (std::size_t b = 0; b < boxes.size(); ++b) {
                const RowBar bar{boxes[b], boxes[b]->output->lower(k), boxes[b]->output->upper(k)};
                if (b == 0)
                    row.main = bar;
                else
                    row.rest.push_back(bar);
            }
            rows.push_back(std::move(row));
        }
        setSummary(tr("Read as %1. %2 of %3 classes may overtake %4 by these intervals.")
                       .arg(className(shown->network(), report.prediction))
                       .arg(std::count_if(
                           rows.begin(), rows.end(),
                           [&](const ClassRow& row) {
                               const ClassRow& label = rows[static_cast<std::size_t>(report.label)];
                               return row.index != report.label && row.main.certificate &&
                                      row.main.upper >= label.main.lower;
                           }))
                       .arg(rows.size())
                       .arg(className(shown->network(), report.label)));
    }
    setRows(std::move(rows));
}

void LogitBars::paintLines(QCPPainter& painter) {
    const auto shown = result();
    const auto label = static_cast<std::size_t>(shown->report.label);
    if (label >= rows().size() || !rows()[label].main.certificate)
        return;
    const double at = x(rows()[label].main.lower);
    if (at < area().left() || at > area().right())
        return;
    QPen pen(theme().accent, 1.2);
    pen.setDashPattern({3, 3});
    painter.setPen(pen);
    painter.drawLine(QPointF(at, area().top()), QPointF(at, area().bottom()));
}

QString LogitBars::csv() const {
    QString text = QStringLiteral("class,name,logit,certificate,lower,upper\n");
    const auto shown = result();
    if (!shown)
        return text;
    const SampleReport& report = shown->report;
    for (Index k = 0; k < report.logits.size(); ++k)
        for (const SampleCertificate* box : boxesOf(report, nullptr))
            text += QStringLiteral("%1,\"%2\",%3,%4,%5,%6\n")
                        .arg(k)
                        .arg(
                            className(shown->network(), k), exactNumber(report.logits(k)),
                            idOf(*box->certificate), exactNumber(box->output->lower(k)),
                            exactNumber(box->output->upper(k)));
    return text;
}

} // namespace kamke::ui
