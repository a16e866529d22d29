#include "ui/workspaces/digits/digit_csv.h"

#include "ui/text/number_text.h"
#include "ui/text/utf8.h"
#include "ui/widgets/digit_text.h"

#include <cmath>
#include <limits>

namespace kamke::ui {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

class Table {
public:
    void
    row(const char* kind, const QString& certificate, Index index, double value, double lower = none,
        double upper = none, QString note = {}) {
        text_ += QLatin1String(kind) + QLatin1Char(',') + certificate + QLatin1Char(',') +
                 (index < 0 ? QString() : QString::number(index));
        for (const double number : {value, lower, upper})
            text_ += QLatin1Char(',') + (std::isfinite(number) ? exactNumber(number) : QString());
        if (!note.isEmpty())
            note =
                QLatin1Char('"') + note.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
        text_ += QLatin1Char(',') + note + QLatin1Char('\n');
    }
    QString text() const { return text_; }

private:
    QString text_ = QStringLiteral("kind,certificate,index,value,lower,upper,note\n");
};

void writeCertificate(Table& table, const SampleCertificate& c) {
    const QString id = idOf(*c.certificate);
    if (c.status != Status::Ok) {
        table.row("margin", id, -1, none, none, none, reasonOf(c));
        return;
    }
    table.row(
        "margin", id, -1, c.margin, none, none,
        c.rigorous ? QStringLiteral("proved") : QStringLiteral("numerical"));
    for (Index k = 0; c.output && k < c.output->dimension(); ++k)
        table.row("logit", id, k, none, c.output->lower(k), c.output->upper(k));
    for (Index j = 0; j < c.differences.size(); ++j)
        table.row("difference", id, j, none, c.differences(j));
}

} // namespace

QString digitCsv(const DigitResult& result) {
    Table table;
    const SampleReport& report = result.report;
    table.row("eps", {}, -1, report.eps, none, none, report.clip ? QStringLiteral("clipped") : QString());
    table.row(
        "norm", {}, -1, none, none, none,
        result.norm == BallNorm::L2 ? QStringLiteral("l2") : QStringLiteral("linf"));
    table.row("label", {}, report.label, none);
    table.row("prediction", {}, report.prediction, none);
    for (Index k = 0; k < report.logits.size(); ++k)
        table.row("logit", {}, k, report.logits(k));
    for (const SampleCertificate& c : report.certificates)
        writeCertificate(table, c);
    if (result.curves)
        for (std::size_t k = 0; k < report.certificates.size(); ++k)
            if (static_cast<Index>(k) < result.curves->radii.size())
                table.row(
                    "radius", idOf(*report.certificates[k].certificate), -1,
                    result.curves->radii(static_cast<Index>(k)));
    if (const AttackOutcome* attack = result.attacked()) {
        table.row(
            "attack-margin", {}, attack->prediction, attack->margin, none, none,
            attack->broken ? QStringLiteral("witness") : QString());
        for (Index i = 0; i < attack->input.size(); ++i)
            table.row("attack", {}, i, attack->input(i));
    }
    if (result.explanation) {
        const QString id = idOf(*result.explanation->certificate);
        for (std::size_t i = 0; i < result.explanation->units.size(); ++i) {
            const UnitShare& unit = result.explanation->units[i];
            const std::string_view state = unitStateName(unit.state);
            table.row(
                "share", id, static_cast<Index>(i), unit.share, unit.lower, unit.upper, toQString(state));
        }
        for (Index i = 0; i < result.explanation->pixelDerivative.size(); ++i)
            table.row("pixel", id, i, result.explanation->pixelDerivative(i));
        if (!result.explanation->inputShares.isZero(0))
            for (Index i = 0; i < result.explanation->inputShares.size(); ++i)
                table.row("pixel-share", id, i, result.explanation->inputShares(i));
        if (result.explanation->rest > 0)
            table.row("rest-share", id, -1, result.explanation->rest);
    }
    return table.text();
}

} // namespace kamke::ui
