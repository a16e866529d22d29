#include "ui/workspaces/digits/cascade_model.h"

#include "ui/widgets/digit_text.h"

#include <QFont>

namespace kamke::ui {

namespace {

int columnOf(CascadeStage stage) {
    switch (stage) {
    case CascadeStage::Attack:
        return CascadeModel::Attack;
    case CascadeStage::Lipschitz:
        return CascadeModel::Lipschitz;
    case CascadeStage::Relational:
        return CascadeModel::Relational;
    case CascadeStage::Semidefinite:
        return CascadeModel::Semidefinite;
    case CascadeStage::Search:
        break;
    }
    return CascadeModel::Search;
}

} // namespace

CascadeModel::CascadeModel(QObject* parent)
    : ColumnTable(parent) {
    using Row = CompetitorCascade;
    const auto stage = [](CascadeStage which, const QString& title, const QString& meaning, const char* term,
                          double Row::*value, Rounded rounded) {
        return Column{
            .title = title,
            .meaning = meaning,
            .term = QString::fromLatin1(term),
            .text = [value, rounded](const Row& row) { return shortNumber(row.*value, rounded); },
            .exact = [value](const Row& row) { return exactNumber(row.*value); },
            .tip = [value](const Row& row) { return exactNumber(row.*value); },
            .other = [which](const Row& row, int role) -> QVariant {
                if (role != Qt::FontRole || row.decidedBy != which)
                    return {};
                QFont font;
                font.setBold(true);
                return font;
            }};
    };
    setColumns(
        {{.title = tr("class"),
          .side = Qt::AlignLeft,
          .text =
              [this](const Row& row) { return className(view_->job.certifier->network(), row.competitor); }},
         stage(
             CascadeStage::Attack, tr("attack"),
             tr("Least difference of logits that the attack found: at most the true one"), "attack",
             &Row::attacked, Rounded::Up),
         stage(
             CascadeStage::Lipschitz, tr("Lipschitz"),
             tr("Bound by the semidefinite Lipschitz constant of the pair, when the table is there"),
             "lipschitz-sdp", &Row::lipschitz, Rounded::Down),
         stage(
             CascadeStage::Relational, tr("relational"), tr("Bound by lines above and below every ReLU"),
             "relational", &Row::relational, Rounded::Down),
         stage(
             CascadeStage::Semidefinite, tr("SDP"),
             tr("Bound by the semidefinite program, checked by one Cholesky factorisation"), "sdp",
             &Row::semidefinite, Rounded::Down),
         stage(
             CascadeStage::Search, tr("search"),
             tr("Bound by branch and bound over the signs of the units, leaf by leaf"), "complete",
             &Row::search, Rounded::Down),
         {.title = tr("done"),
          .side = Qt::AlignLeft,
          .text = [this](const Row& row) { return decided(row); },
          .tip = [this](const Row& row) { return effort(row); }}});
}

void CascadeModel::show(std::shared_ptr<const CascadeView> view, bool stale) {
    view_ = std::move(view);
    setRows(
        view_ ? view_->result.competitors : std::vector<CompetitorCascade>(),
        [](const CompetitorCascade&, const CompetitorCascade&) { return true; });
    if (isStale() != stale) {
        setStale(stale);
        announce({}); // what is open is said in other words
    }
}

int CascadeModel::competitorAt(int row) const {
    return row >= 0 && row < rowCount() ? rows()[static_cast<std::size_t>(row)].competitor : -1;
}

QString CascadeModel::effort(const CompetitorCascade& row) const {
    QStringList parts;
    if (row.decidedBy)
        parts << tr("decided by %1").arg(columns()[static_cast<std::size_t>(columnOf(*row.decidedBy))].title);
    if (row.iterations > 0)
        parts
            << tr("%1 iterations of the interior-point method in %2 passes over profiles of the inputs, for "
                  "%3 units whose sign depends on the input")
                   .arg(row.iterations)
                   .arg(row.passes)
                   .arg(view_->result.unstable);
    if (row.nodes > 0)
        parts << tr("%n node(s) of the tree of signs", nullptr, static_cast<int>(row.nodes));
    return parts.join(QStringLiteral("; "));
}

QString CascadeModel::decided(const CompetitorCascade& row) const {
    if (view_->solving == row.competitor && !isStale())
        return view_->nodes > 0 ? tr("%n node(s) …", nullptr, static_cast<int>(view_->nodes))
                                : tr("pass %1 …").arg(view_->pass);
    if (!row.decidedBy)
        return view_->finished || isStale() ? tr("open") : QStringLiteral("…");
    // Which stage it was is bold: there is no room to name it again.
    if (!row.certified)
        return QStringLiteral("✗");
    const Index count = row.decidedBy == CascadeStage::Search ? row.nodes : row.iterations;
    return count > 0 ? tr("✓ (%1)").arg(count) : QStringLiteral("✓");
}

} // namespace kamke::ui
