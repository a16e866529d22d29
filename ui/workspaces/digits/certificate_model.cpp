#include "ui/workspaces/digits/certificate_model.h"

#include "core/attack/attack.h"
#include "ui/formula/math_text.h"
#include "ui/glossary/term.h"
#include "ui/glossary/term_ids.h"
#include "ui/style/theme.h"
#include "ui/text/number_text.h"
#include "ui/text/utf8.h"
#include "ui/widgets/digit_text.h"
#include "ui/widgets/method_swatch.h"
#include "ui/widgets/verdict_text.h"

#include <QFont>
#include <QGuiApplication>
#include <array>
#include <cmath>
#include <limits>

namespace kamke::ui {
namespace {

constexpr QSize swatchSize(22, 12);

} // namespace

CertificateModel::CertificateModel(DigitLink* link, QObject* parent)
    : QAbstractTableModel(parent)
    , link_(link) {
    order();
    connect(link, &DigitLink::changed, this, [this] {
        order();
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    });
}

void CertificateModel::order() {
    const auto result = link_->result();
    // While there is no result, the order before stays.
    if (!result && !rows_.empty())
        return;
    std::vector<const Certificate*> rows, last;
    for (const Certificate& one : certificates()) {
        const bool applies = !result || !one.whyNot(result->certifier->analysis());
        (applies ? rows : last).push_back(&one);
    }
    rows.push_back(nullptr);
    rows.insert(rows.end(), last.begin(), last.end());
    if (rows == rows_)
        return;
    beginResetModel();
    rows_ = std::move(rows);
    inapplicable_ = static_cast<int>(last.size());
    endResetModel();
}

const Certificate& CertificateModel::certificateOf(int row) const {
    return *rows_[static_cast<std::size_t>(row)];
}

int CertificateModel::rowOf(const QString& id) const {
    for (int row = 0; row < rowCount(); ++row)
        if (!isAttack(row) && idOf(certificateOf(row)) == id)
            return row;
    return -1;
}

bool CertificateModel::isAttack(int row) const {
    return !rows_[static_cast<std::size_t>(row)];
}

const SampleCertificate* CertificateModel::certificate(int row) const {
    const auto result = link_->result();
    return result && !isAttack(row) ? result->report.find(certificateOf(row).id) : nullptr;
}

bool CertificateModel::isShown(int row) const {
    return isAttack(row) || shows(link_->digits(), certificateOf(row));
}

double CertificateModel::radius(int row) const {
    const auto result = link_->result();
    if (!result || !result->curves)
        return nan;
    if (isAttack(row))
        return result->curves->broken;
    return result->curves->radius(certificateOf(row));
}

QString CertificateModel::whyNoNumbers(int row) const {
    if (isAttack(row))
        return {};
    const SampleCertificate* c = certificate(row);
    return !c ? link_->pendingText(certificateOf(row)) : c->status != Status::Ok ? reasonOf(*c) : QString();
}

int CertificateModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int CertificateModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString CertificateModel::attackTerm() const {
    const auto result = link_->result();
    return result ? toQString(result->attackKind().id) : QStringLiteral("attack");
}

QString CertificateModel::marginText(double margin, Rounded rounded) const {
    return brief_ ? formatBrief(margin, 4, rounded) : formatNumber(margin, rounded);
}

QString CertificateModel::display(int row, int column) const {
    const auto result = link_->result();
    if (isAttack(row)) {
        if (column == Name)
            return result ? tr("%1 attack").arg(toQString(result->attackKind().label)) : tr("attack");
        if (!result)
            return {};
        switch (column) {
        case Margin:
            return !result->attack ? QStringLiteral("…")
                   : result->attack->outside
                       ? QStringLiteral("–")
                       : tr("≤ %1").arg(marginText(result->attack->margin, Rounded::Up));
        case Radius:
            if (!result->curves || !result->curves->attacked)
                return QStringLiteral("…");
            return std::isfinite(radius(row)) ? tr("< %1").arg(shortNumber(radius(row), Rounded::Up))
                                              : QStringLiteral("–");
        case Proof:
            return !result->attack           ? QString()
                   : result->attack->outside ? tr("not attacked")
                   : result->attack->broken  ? tr("witness")
                   : brief_                  ? tr("limit")
                                             : tr("upper limit");
        default:
            return {};
        }
    }
    if (column == Name)
        return !brief_ && nameOf(certificateOf(row)).size() <= 18 ? nameOf(certificateOf(row))
                                                                  : labelOf(certificateOf(row));
    const SampleCertificate* c = certificate(row);
    if (!c || c->status != Status::Ok)
        return column == Margin ? whyNoNumbers(row) : QString();
    switch (column) {
    case Margin:
        return tr("≥ %1").arg(marginText(c->margin, Rounded::Down));
    case Radius:
        return !result->curves              ? QStringLiteral("…")
               : radius(row) > 0            ? shortNumber(radius(row), Rounded::Down)
               : std::isfinite(radius(row)) ? tr("none")
                                            : QStringLiteral("–");
    case Steps:
        return c->iterations > 0 ? QString::number(c->iterations) : QStringLiteral("–");
    case Proof:
        // The tick is a verdict: a bound below 0 may be proved, and nothing is certified by it.
        return !c->certifies() ? (c->rigorous ? tr("proved") : tr("numerical"))
               : c->rigorous   ? tr("✓ proved")
                               : tr("✓ numerical");
    default:
        return {};
    }
}

QString CertificateModel::exact(int row, int column) const {
    const auto result = link_->result();
    if (column == Name)
        return isAttack(row) ? display(row, column) : nameOf(certificateOf(row));
    if (column == Radius)
        return std::isfinite(radius(row)) ? exactNumber(radius(row)) : QString();
    if (isAttack(row)) {
        if (column == Margin)
            return result && result->attack ? exactNumber(result->attack->margin) : QString();
        return display(row, column);
    }
    const SampleCertificate* c = certificate(row);
    if (!c)
        return {};
    if (c->status != Status::Ok)
        return column == Proof ? reasonOf(*c) : QString();
    switch (column) {
    case Margin:
        return exactNumber(c->margin);
    case Steps:
        return QString::number(c->iterations);
    default:
        return c->rigorous ? tr("proved") : tr("numerical");
    }
}

QString CertificateModel::attackTip() const {
    const auto result = link_->result();
    QString checked = tr("What it finds is computed again by an independent forward solve; its radius is "
                         "an upper limit of every certified one.");
    if (!result)
        return checked;
    if (result->attack && result->attack->outside)
        return tr("Not attacked: inputs are kept in the domain, and the sample is outside of it (%1).")
            .arg(QString::fromStdString(result->report.outside));
    const Attack& attack = result->attackKind();
    // In the words of the attack that ran; until there is one, its name.
    const QString how = result->attack && !result->attack->how.empty()
                            ? QString::fromStdString(result->attack->how)
                            : toQString(attack.label);
    return QStringLiteral("<p><b>%1</b></p><p>%2</p><p>%3</p><p>%4</p>")
        .arg(
            mathHtml(capitalised(toQString(attack.name))), mathHtml(how),
            mathHtml(toQString(attack.explanation)), checked);
}

QString CertificateModel::toolTip(int row, int column) const {
    const SampleCertificate* c = certificate(row);
    if (isAttack(row))
        return attackTip();
    if (c && c->status != Status::Ok && column != Name)
        return QStringLiteral("<p>%1: %2.</p>")
            .arg(mathHtml(capitalised(nameOf(certificateOf(row)))), mathHtml(reasonOf(*c)));
    if (c && column == Proof)
        return (c->rigorous ? tr("The bound holds in floating point: every rounding error is bounded.")
                            : tr("The bound is computed in floating point, without bounds of the rounding "
                                 "errors.")) +
               u' ' +
               (c->certifies() ? tr("It is above 0, so the label is certified.")
                               : tr("It is not above 0, so it certifies nothing."));
    if (column == Margin || column == Radius)
        return exact(row, column);
    const Certificate& certificate = certificateOf(row);
    const auto text = [](std::string_view s) { return mathHtml(toQString(s)); };
    QString tip = QStringLiteral("<p><b>%1</b></p><p>%2</p><p>%3</p><p>%4</p>")
                      .arg(
                          mathHtml(capitalised(nameOf(certificate))), text(certificate.formula),
                          text(certificate.explanation), text(certificate.citation));
    if (certificate.cost == Cost::Search)
        tip += QStringLiteral("<p>%1</p>")
                   .arg(tr("Takes seconds for one digit: computed after the others, while it is checked."));
    return tip;
}

QVariant CertificateModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row(), column = index.column();
    const SampleCertificate* c = certificate(row);
    const bool noBox = c && c->status != Status::Ok;
    const QString reason = whyNoNumbers(row);
    const Theme& theme = currentTheme();
    switch (role) {
    case Qt::DisplayRole:
        return display(row, column);
    case Qt::AccessibleTextRole: {
        const QString text = display(row, column);
        return column == Name && !isShown(row) ? tr("%1, hidden").arg(text) : text;
    }
    case ExactTextRole:
        return exact(row, column);
    case Qt::CheckStateRole:
        return column == Name && !isAttack(row) ? QVariant(isShown(row) ? Qt::Checked : Qt::Unchecked)
                                                : QVariant();
    case Qt::DecorationRole:
        if (column != Name)
            return {};
        return lineSwatch(
            isAttack(row) ? QPen(theme.attack, 2, Qt::DotLine) : theme.certificatePen(certificateOf(row)),
            swatchSize, qApp->devicePixelRatio());
    case Qt::TextAlignmentRole:
        return column == Name || column == Proof || !reason.isEmpty()
                   ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                   : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::FontRole: {
        const auto result = link_->result();
        if (column != Name || isAttack(row) || !result || result->certificate != idOf(certificateOf(row)))
            return {};
        QFont bold = QGuiApplication::font();
        bold.setBold(true);
        return bold;
    }
    case Qt::ForegroundRole:
        if (!isShown(row) || (link_->isStale() && column != Name))
            return theme.faintText;
        if (noBox && column != Name)
            return theme.warning;
        if (!reason.isEmpty() && column != Name)
            return theme.faintText;
        if (column == Margin && c)
            return c->certifies() ? theme.good : theme.text;
        if (column == Proof && c)
            return c->rigorous && c->certifies() ? theme.good : theme.faintText;
        return {};
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case TermRole:
        return isAttack(row)     ? attackTerm()
               : column == Name  ? certificateTerm(certificateOf(row))
               : noBox           ? QStringLiteral("no-box")
               : column == Proof ? QStringLiteral("rigorous")
                                 : QString();
    case TermNoteRole:
        // The name alone: the formula of several certificates is one term.
        return column == Name && !isAttack(row) ? QVariant(mathHtml(nameOf(certificateOf(row)))) : QVariant();
    case IdRole:
        return isAttack(row) ? QString() : idOf(certificateOf(row));
    case ReasonRole:
        return reason;
    case AppliesRole:
        return row < rowCount() - inapplicable_;
    default:
        return {};
    }
}

bool CertificateModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || role != Qt::CheckStateRole || index.column() != Name || isAttack(index.row()))
        return false;
    link_->showCertificate(idOf(certificateOf(index.row())), value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags CertificateModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == Name && !isAttack(index.row()))
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant CertificateModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    struct Words {
        QString title, meaning, term;
    };
    const std::array<Words, ColumnCount> words{{
        {tr("certificate"),
         tr("Its check box shows and hides it; a click makes bars, units and pixels its own."),
         {}},
        {tr("margin"),
         tr("Lower bound of the label's logit over every other one within ε; certified above 0."),
         QStringLiteral("margin")},
        {tr("radius"), tr("The largest ε that it certifies for this digit."),
         QStringLiteral("certified-radius")},
        {tr("steps"), tr("Iterations until the box settled; – for certificates that do not iterate."),
         QStringLiteral("iteration")},
        {tr("proof"),
         tr("Whether the bound is proved with bounds of all rounding errors; ticked where it certifies."),
         QStringLiteral("rigorous")},
    }};
    const Words& at = words[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return at.title;
    case Qt::ToolTipRole:
        return at.meaning;
    case TermRole:
        return at.term;
    case Qt::TextAlignmentRole:
        return section == Name || section == Proof ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                                   : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

} // namespace kamke::ui
