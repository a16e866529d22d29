#include "ui/workspaces/sweep/sweep_table_model.h"

#include "core/sweep/binomial.h"
#include "ui/glossary/term_ids.h"
#include "ui/text/utf8.h"
#include "ui/widgets/digit_text.h"
#include "ui/widgets/method_swatch.h"
#include "ui/workspaces/sweep/sweep_choices.h"
#include "ui/workspaces/sweep/sweep_link.h"

#include <QApplication>
#include <QLocale>

namespace kamke::ui {

namespace {

QString wholeCount(Index count) {
    return QLocale().toString(qlonglong{count});
}

double shareOf(const SweepCount& row) {
    return row.samples > 0 ? static_cast<double>(row.count) / static_cast<double>(row.samples) : nan;
}

QString proofText(const SweepCount& row) {
    if (row.kind != SweepCount::Kind::Certified || row.count == 0)
        return {};
    if (row.numerical == 0)
        return SweepTableModel::tr("✓ proved");
    return row.numerical == row.count ? SweepTableModel::tr("numerical")
                                      : SweepTableModel::tr("%1 numerical").arg(wholeCount(row.numerical));
}

/// The first row, then those of the certificates, then those of the attacks, each over all ε.
std::vector<SweepCount> countsOf(const SweepCounts& counts, Index epsCount) {
    std::vector<SweepCount> rows{{SweepCount::Kind::Read, 0, -1, counts.correct, counts.done}};
    for (Index method = 0; method < counts.certified.rows(); ++method)
        for (Index eps = 0; eps < epsCount; ++eps)
            rows.push_back(
                {SweepCount::Kind::Certified, method, eps, counts.certified(method, eps), counts.done,
                 counts.numerical(method, eps), counts.seconds(method, eps)});
    for (Index attack = 0; attack < counts.broken.rows(); ++attack) {
        const Index tried = counts.attacked[static_cast<std::size_t>(attack)];
        for (Index eps = 0; eps < epsCount; ++eps)
            rows.push_back(
                {SweepCount::Kind::Unbroken, attack, eps, tried - counts.broken(attack, eps), tried});
    }
    return rows;
}

} // namespace

SweepTableModel::SweepTableModel(SweepLink* link, QObject* parent)
    : ColumnTable(parent)
    , link_(link) {
    setColumns(columnsOf());
    connect(link, &SweepLink::changed, this, &SweepTableModel::follow);
    follow();
}

void SweepTableModel::follow() {
    const auto results = link_->results();
    const int network = shownNetwork(*link_);
    auto counts = network >= 0 ? results->networks[static_cast<std::size_t>(network)].counts : nullptr;
    const bool sameRows = results_ && results && results_->plan.norm == results->plan.norm &&
                          results_->plan.eps.size() == results->plan.eps.size() &&
                          results_->plan.certificates == results->plan.certificates &&
                          results_->plan.attacks.size() == results->plan.attacks.size() && counts_ && counts;
    if (sameRows && counts == counts_ && results == results_)
        return;
    std::vector<SweepCount> rows;
    if (counts)
        rows = countsOf(*counts, results->plan.eps.size());
    // The cells read the results: no old row may meet new ones.
    if (!sameRows)
        setTable({}, {});
    results_ = results;
    counts_ = std::move(counts);
    // While a sweep grows, selection and scroll position stay.
    if (sameRows)
        setRows(std::move(rows), [](const SweepCount&, const SweepCount&) { return true; });
    else
        setTable(columnsOf(), std::move(rows));
}

QString SweepTableModel::name(const SweepCount& row) const {
    switch (row.kind) {
    case SweepCount::Kind::Read:
        return tr("read correctly");
    case SweepCount::Kind::Certified:
        return labelOf(*certificate(row));
    case SweepCount::Kind::Unbroken:
        break;
    }
    return tr("not broken by %1")
        .arg(toQString(results_->plan.attacks[static_cast<std::size_t>(row.method)].attack->label));
}

const Certificate* SweepTableModel::certificate(const SweepCount& row) const {
    return row.kind == SweepCount::Kind::Certified
               ? results_->plan.certificates[static_cast<std::size_t>(row.method)]
               : nullptr;
}

QVariant SweepTableModel::ofRow(const SweepCount& row, int role) const {
    if (role == EpsRole)
        return static_cast<int>(row.eps);
    if (role != MethodRole)
        return {};
    if (const Certificate* one = certificate(row))
        return idOf(*one);
    return row.kind == SweepCount::Kind::Read
               ? QString()
               : toQString(results_->plan.attacks[static_cast<std::size_t>(row.method)].attack->id);
}

std::vector<SweepTableModel::Column> SweepTableModel::columnsOf() const {
    using Number = std::function<double(const SweepCount&)>;
    using Text = std::function<QString(const SweepCount&)>;
    const auto words =
        [this](const QString& title, const QString& meaning, const Text& text, const Number& sort) {
            return Column{
                .title = title,
                .meaning = meaning,
                .side = Qt::AlignLeft,
                .text = text,
                .exact = [text](const SweepCount& row) { return text(row).remove(QStringLiteral("✓ ")); },
                .other =
                    [this, sort](const SweepCount& row, int role) {
                        return role == SortRole ? QVariant(sort(row)) : ofRow(row, role);
                    }};
        };
    const auto number = [this](
                            const QString& title, const QString& meaning, const Number& value,
                            const std::function<QString(double)>& text) {
        return Column{
            .title = title,
            .meaning = meaning,
            .text = [value, text](const SweepCount& row) { return text(value(row)); },
            .exact = [value](const SweepCount& row) { return exactCell(value(row)); },
            .other =
                [this, value](const SweepCount& row, int role) {
                    return role == SortRole ? QVariant(value(row)) : ofRow(row, role);
                }};
    };
    const auto whole = [](double value) { return wholeCount(static_cast<Index>(value)); };
    const auto percent = [](double value) {
        return std::isfinite(value) ? tr("%1 %").arg(QLocale().toString(100 * value, 'f', 2))
                                    : QStringLiteral("–");
    };
    const auto seconds = [](double value) {
        return std::isfinite(value) ? QLocale().toString(value, 'f', value < 10 ? 3 : 1) : QString();
    };

    Column method = words(
        tr("method"), tr("A certificate, an attack, or reading alone"),
        [this](const SweepCount& row) { return name(row); },
        [](const SweepCount& row) {
            return static_cast<double>(row.kind) * 1000 + static_cast<double>(row.method);
        });
    method.tip = [this](const SweepCount& row) {
        const Certificate* one = certificate(row);
        return one ? nameOf(*one) : QString();
    };
    method.cellTerm = [this](const SweepCount& row) {
        const Certificate* one = certificate(row);
        return one ? certificateTerm(*one) : QString();
    };
    method.other = [this, other = method.other](const SweepCount& row, int role) -> QVariant {
        if (role != Qt::DecorationRole || row.kind == SweepCount::Kind::Read)
            return other(row, role);
        const Theme& theme = currentTheme();
        const Certificate* one = certificate(row);
        return lineSwatch(
            one ? theme.certificatePen(*one) : QPen(theme.attack, 2, Qt::DotLine), QSize(22, 10),
            qApp->devicePixelRatio());
    };
    Column proof = words(
        tr("proof"), tr("Whether every one of them is proved with bounds of all rounding errors"), proofText,
        [](const SweepCount& row) { return static_cast<double>(row.numerical); });
    proof.ink = [](const SweepCount& row) {
        return row.kind != SweepCount::Kind::Certified
                   ? QVariant()
                   : QVariant(row.numerical == 0 ? currentTheme().good : currentTheme().warning);
    };
    proof.cellTerm = [](const SweepCount&) { return QStringLiteral("rigorous"); };
    return {
        method,
        number(
            results_ && results_->plan.norm == BallNorm::L2 ? tr("ε (l₂)") : tr("ε"),
            tr("Perturbation in raw units"),
            [this](const SweepCount& row) { return row.eps >= 0 ? results_->plan.eps(row.eps) : 0; },
            [](double value) { return formatNumber(value); }),
        number(
            tr("count"), tr("Samples that are certified, or not broken by the attack, or read correctly"),
            [](const SweepCount& row) { return static_cast<double>(row.count); }, whole),
        number(
            tr("of"), tr("Samples that are done; of an attack: that it was run on"),
            [](const SweepCount& row) { return static_cast<double>(row.samples); }, whole),
        number(tr("share"), tr("count divided by the samples"), shareOf, percent),
        number(
            tr("from"), tr("Lower end of the Clopper-Pearson interval of the share, 95 %"),
            [](const SweepCount& row) { return exactInterval(row.count, row.samples).lower; }, percent),
        number(
            tr("to"), tr("Upper end of the Clopper-Pearson interval of the share, 95 %"),
            [](const SweepCount& row) { return exactInterval(row.count, row.samples).upper; }, percent),
        proof,
        number(
            tr("seconds"), tr("Work that this row took, summed over threads"),
            [](const SweepCount& row) { return row.seconds; }, seconds)};
}

} // namespace kamke::ui
