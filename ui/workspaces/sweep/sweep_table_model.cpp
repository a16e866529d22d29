#include "ui/workspaces/sweep/sweep_table_model.h"

#include "core/sweep/binomial.h"
#include "ui/glossary/term.h"
#include "ui/glossary/term_ids.h"
#include "ui/style/theme.h"
#include "ui/text/number_text.h"
#include "ui/text/utf8.h"
#include "ui/widgets/digit_text.h"
#include "ui/widgets/method_swatch.h"
#include "ui/workspaces/sweep/sweep_choices.h"
#include "ui/workspaces/sweep/sweep_link.h"

#include <QApplication>
#include <QLocale>
#include <array>
#include <cmath>

namespace kamke::ui {

SweepTableModel::SweepTableModel(SweepLink* link, QObject* parent)
    : QAbstractTableModel(parent)
    , link_(link) {
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
    // While a sweep grows, selection and scroll position stay.
    if (sameRows) {
        results_ = results;
        counts_ = std::move(counts);
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    results_ = results;
    counts_ = std::move(counts);
    endResetModel();
}

int SweepTableModel::rowCount(const QModelIndex& parent) const {
    if (parent.isValid() || !counts_)
        return 0;
    return static_cast<int>(
        1 + (counts_->certified.rows() + counts_->broken.rows()) * results_->plan.eps.size());
}

int SweepTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

SweepTableModel::Row SweepTableModel::rowAt(int at) const {
    if (at == 0)
        return {Row::Kind::Read, 0, -1, counts_->correct, counts_->done, 0, NAN};
    const Index steps = results_->plan.eps.size();
    const Index method = (at - 1) / steps, eps = (at - 1) % steps;
    if (method < counts_->certified.rows())
        return {
            Row::Kind::Certified,
            method,
            eps,
            counts_->certified(method, eps),
            counts_->done,
            counts_->numerical(method, eps),
            counts_->seconds(method, eps)};
    const Index attack = method - counts_->certified.rows();
    const Index tried = counts_->attacked[static_cast<std::size_t>(attack)];
    return {Row::Kind::Unbroken, attack, eps, tried - counts_->broken(attack, eps), tried, 0, NAN};
}

QString SweepTableModel::name(const Row& row) const {
    switch (row.kind) {
    case Row::Kind::Read:
        return tr("read correctly");
    case Row::Kind::Certified:
        return labelOf(*results_->plan.certificates[static_cast<std::size_t>(row.method)]);
    case Row::Kind::Unbroken: {
        const std::string_view label =
            results_->plan.attacks[static_cast<std::size_t>(row.method)].attack->label;
        return tr("not broken by %1").arg(toQString(label));
    }
    }
    return {};
}

QString SweepTableModel::proof(const Row& row) const {
    if (row.kind != Row::Kind::Certified || row.count == 0)
        return {};
    if (row.numerical == 0)
        return tr("✓ proved");
    return row.numerical == row.count ? tr("numerical")
                                      : tr("%1 numerical").arg(QLocale().toString(qlonglong{row.numerical}));
}

double SweepTableModel::number(const Row& row, int column) const {
    switch (column) {
    case Method:
        return static_cast<double>(row.kind) * 1000 + static_cast<double>(row.method);
    case Eps:
        return row.eps >= 0 ? results_->plan.eps(row.eps) : 0;
    case Count:
        return static_cast<double>(row.count);
    case Samples:
        return static_cast<double>(row.samples);
    case Share:
        return row.samples > 0 ? static_cast<double>(row.count) / static_cast<double>(row.samples) : NAN;
    case Lower:
        return exactInterval(row.count, row.samples).lower;
    case Upper:
        return exactInterval(row.count, row.samples).upper;
    case Proof:
        return static_cast<double>(row.numerical);
    default:
        return row.seconds;
    }
}

QString SweepTableModel::display(const Row& row, int column) const {
    const double value = number(row, column);
    switch (column) {
    case Method:
        return name(row);
    case Eps:
        return formatNumber(value);
    case Count:
        return QLocale().toString(qlonglong{row.count});
    case Samples:
        return QLocale().toString(qlonglong{row.samples});
    case Share:
    case Lower:
    case Upper:
        return std::isfinite(value) ? tr("%1 %").arg(QLocale().toString(100 * value, 'f', 2))
                                    : QStringLiteral("–");
    case Proof:
        return proof(row);
    default:
        return std::isfinite(value) ? QLocale().toString(value, 'f', value < 10 ? 3 : 1) : QString();
    }
}

QVariant SweepTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row row = rowAt(index.row());
    const int column = index.column();
    const Theme& theme = currentTheme();
    const Certificate* certificate = row.kind == Row::Kind::Certified
                                         ? results_->plan.certificates[static_cast<std::size_t>(row.method)]
                                         : nullptr;
    switch (role) {
    case Qt::DisplayRole:
        return display(row, column);
    case ExactTextRole: {
        if (column == Method || column == Proof)
            return display(row, column).remove(QStringLiteral("✓ "));
        const double value = number(row, column);
        return std::isfinite(value) ? exactNumber(value) : QString();
    }
    case SortRole:
        return number(row, column);
    case MethodRole: {
        if (row.kind == Row::Kind::Read)
            return QString();
        if (certificate)
            return idOf(*certificate);
        const std::string_view id = results_->plan.attacks[static_cast<std::size_t>(row.method)].attack->id;
        return toQString(id);
    }
    case EpsRole:
        return static_cast<int>(row.eps);
    case Qt::DecorationRole:
        if (column != Method || row.kind == Row::Kind::Read)
            return {};
        return lineSwatch(
            certificate ? theme.certificatePen(*certificate) : QPen(theme.attack, 2, Qt::DotLine),
            QSize(22, 10), qApp->devicePixelRatio());
    case Qt::TextAlignmentRole:
        return column == Method || column == Proof ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                                   : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        if (column == Proof && row.kind == Row::Kind::Certified)
            return row.numerical == 0 ? theme.good : theme.warning;
        return {};
    case Qt::ToolTipRole:
        return column == Method && certificate ? QVariant(nameOf(*certificate)) : QVariant();
    case TermRole:
        return column == Proof                   ? QStringLiteral("rigorous")
               : column == Method && certificate ? certificateTerm(*certificate)
                                                 : QString();
    default:
        return {};
    }
}

QVariant SweepTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    struct Words {
        QString title, meaning;
    };
    const std::array<Words, ColumnCount> words{{
        {tr("method"), tr("A certificate, an attack, or reading alone")},
        {results_ && results_->plan.norm == BallNorm::L2 ? tr("ε (l₂)") : tr("ε"),
         tr("Perturbation in raw units")},
        {tr("count"), tr("Samples that are certified, or not broken by the attack, or read correctly")},
        {tr("of"), tr("Samples that are done; of an attack: that it was run on")},
        {tr("share"), tr("count divided by the samples")},
        {tr("from"), tr("Lower end of the Clopper-Pearson interval of the share, 95 %")},
        {tr("to"), tr("Upper end of the Clopper-Pearson interval of the share, 95 %")},
        {tr("proof"), tr("Whether every one of them is proved with bounds of all rounding errors")},
        {tr("seconds"), tr("Work that this row took, summed over threads")},
    }};
    const Words& at = words[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return at.title;
    case Qt::ToolTipRole:
        return at.meaning;
    case Qt::TextAlignmentRole:
        return section == Method || section == Proof ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                                     : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

} // namespace kamke::ui
