#include "ui/workspaces/digits/certificate_model.h"

#include "core/attack/attack.h"
#include "ui/formula/math_text.h"
#include "ui/glossary/term_ids.h"
#include "ui/text/utf8.h"
#include "ui/widgets/digit_text.h"
#include "ui/widgets/method_swatch.h"
#include "ui/widgets/verdict_text.h"

#include <QFont>
#include <QGuiApplication>

namespace kamke::ui {
namespace {

constexpr QSize swatchSize(22, 12);

} // namespace

CertificateModel::CertificateModel(DigitLink* link, QObject* parent)
    : ColumnTable(parent)
    , link_(link) {
    setColumns(
        {column(
             Name, tr("certificate"),
             tr("Its check box shows and hides it; a click makes bars, units and pixels its own."), ""),
         column(
             Margin, tr("margin"),
             tr("Lower bound of the label's logit over every other one within ε; certified above 0."),
             "margin"),
         column(
             Radius, tr("radius"), tr("The largest ε that it certifies for this digit."), "certified-radius"),
         column(
             Steps, tr("steps"),
             tr("Iterations until the box settled; – for certificates that do not iterate."), "iteration"),
         column(
             Proof, tr("proof"),
             tr("Whether the bound is proved with bounds of all rounding errors; ticked where it "
                "certifies."),
             "rigorous")});
    order();
    connect(link, &DigitLink::changed, this, &CertificateModel::order);
}

CertificateModel::Column
CertificateModel::column(int which, const QString& title, const QString& meaning, const char* term) const {
    return {
        .title = title,
        .meaning = meaning,
        .term = QString::fromLatin1(term),
        .side = which == Name || which == Proof ? Qt::AlignLeft : Qt::AlignRight,
        .text = [this, which](const Certificate* row) { return display(row, which); },
        .exact = [this, which](const Certificate* row) { return exact(row, which); },
        .ink = [this, which](const Certificate* row) { return ink(row, which); },
        .tip = [this, which](const Certificate* row) { return toolTip(row, which); },
        .cellTerm = [this, which](const Certificate* row) { return this->term(row, which); },
        .other = [this, which](const Certificate* row, int role) { return other(row, which, role); }};
}

void CertificateModel::order() {
    const auto result = link_->result();
    // While there is no result, the order before stays.
    if (!result && !rows().empty()) {
        announce({});
        return;
    }
    std::vector<const Certificate*> sorted, last;
    for (const Certificate& one : certificates()) {
        const bool applies = !result || !one.whyNot(result->certifier->analysis());
        (applies ? sorted : last).push_back(&one);
    }
    sorted.push_back(nullptr);
    sorted.insert(sorted.end(), last.begin(), last.end());
    inapplicable_ = static_cast<int>(last.size());
    setRows(std::move(sorted), std::equal_to<>()); // tells of other rows, or of what they show now
}

int CertificateModel::rowOf(const QString& id) const {
    for (int row = 0; row < rowCount(); ++row)
        if (!isAttack(row) && idOf(*rows()[static_cast<std::size_t>(row)]) == id)
            return row;
    return -1;
}

const SampleCertificate* CertificateModel::certificate(const Certificate* row) const {
    const auto result = link_->result();
    return result && row ? result->report.find(row->id) : nullptr;
}

bool CertificateModel::isShown(const Certificate* row) const {
    return !row || shows(link_->digits(), *row);
}

double CertificateModel::radius(const Certificate* row) const {
    const auto result = link_->result();
    if (!result || !result->curves)
        return nan;
    if (!row)
        return result->curves->broken;
    return result->curves->radius(*row);
}

QString CertificateModel::whyNoNumbers(const Certificate* row) const {
    if (!row)
        return {};
    const SampleCertificate* c = certificate(row);
    return !c ? link_->pendingText(*row) : c->status != Status::Ok ? reasonOf(*c) : QString();
}

QString CertificateModel::attackTerm() const {
    const auto result = link_->result();
    return result ? toQString(result->attackKind().id) : QStringLiteral("attack");
}

QString CertificateModel::marginText(double margin, Rounded rounded) const {
    return brief_ ? formatBrief(margin, 4, rounded) : formatNumber(margin, rounded);
}

QString CertificateModel::attackText(int column) const {
    const auto result = link_->result();
    if (column == Name)
        return result ? tr("%1 attack").arg(toQString(result->attackKind().label)) : tr("attack");
    if (!result)
        return {};
    switch (column) {
    case Margin:
        return !result->attack           ? QStringLiteral("…")
               : result->attack->outside ? QStringLiteral("–")
                                         : tr("≤ %1").arg(marginText(result->attack->margin, Rounded::Up));
    case Radius:
        if (!result->curves || !result->curves->attacked)
            return QStringLiteral("…");
        return std::isfinite(radius(nullptr)) ? tr("< %1").arg(shortNumber(radius(nullptr), Rounded::Up))
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

QString CertificateModel::display(const Certificate* row, int column) const {
    const auto result = link_->result();
    if (!row)
        return attackText(column);
    if (column == Name)
        return !brief_ && nameOf(*row).size() <= 18 ? nameOf(*row) : labelOf(*row);
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

QString CertificateModel::exact(const Certificate* row, int column) const {
    const auto result = link_->result();
    if (column == Name)
        return !row ? display(row, column) : nameOf(*row);
    if (column == Radius)
        return std::isfinite(radius(row)) ? exactNumber(radius(row)) : QString();
    if (!row) {
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

QString CertificateModel::toolTip(const Certificate* row, int column) const {
    const SampleCertificate* c = certificate(row);
    if (!row)
        return attackTip();
    if (c && c->status != Status::Ok && column != Name)
        return QStringLiteral("<p>%1: %2.</p>")
            .arg(mathHtml(capitalised(nameOf(*row))), mathHtml(reasonOf(*c)));
    if (c && column == Proof)
        return (c->rigorous ? tr("The bound holds in floating point: every rounding error is bounded.")
                            : tr("The bound is computed in floating point, without bounds of the rounding "
                                 "errors.")) +
               u' ' +
               (c->certifies() ? tr("It is above 0, so the label is certified.")
                               : tr("It is not above 0, so it certifies nothing."));
    if (column == Margin || column == Radius)
        return exact(row, column);
    const Certificate& certificate = *row;
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

QVariant CertificateModel::ink(const Certificate* row, int column) const {
    const SampleCertificate* c = certificate(row);
    const Theme& theme = currentTheme();
    if (!isShown(row) || (link_->isStale() && column != Name))
        return theme.faintText;
    if (column == Name)
        return {};
    if (c && c->status != Status::Ok)
        return theme.warning;
    if (!whyNoNumbers(row).isEmpty())
        return theme.faintText;
    if (column == Margin && c)
        return c->certifies() ? theme.good : theme.text;
    if (column == Proof && c)
        return c->rigorous && c->certifies() ? theme.good : theme.faintText;
    return {};
}

QString CertificateModel::term(const Certificate* row, int column) const {
    const SampleCertificate* c = certificate(row);
    return !row                           ? attackTerm()
           : column == Name               ? certificateTerm(*row)
           : c && c->status != Status::Ok ? QStringLiteral("no-box")
           : column == Proof              ? QStringLiteral("rigorous")
                                          : QString();
}

QVariant CertificateModel::other(const Certificate* row, int column, int role) const {
    switch (role) {
    case IdRole:
        return row ? idOf(*row) : QString();
    case ReasonRole:
        return whyNoNumbers(row);
    case AppliesRole: {
        const auto last = rows().end() - inapplicable_;
        return std::find(last, rows().end(), row) == rows().end();
    }
    case Qt::TextAlignmentRole:
        return whyNoNumbers(row).isEmpty() ? QVariant() : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    default:
        break;
    }
    if (column != Name)
        return {};
    switch (role) {
    case Qt::AccessibleTextRole:
        return isShown(row) ? display(row, column) : tr("%1, hidden").arg(display(row, column));
    case Qt::CheckStateRole:
        return row ? QVariant(isShown(row) ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::DecorationRole:
        return lineSwatch(
            row ? currentTheme().certificatePen(*row) : QPen(currentTheme().attack, 2, Qt::DotLine),
            swatchSize, qApp->devicePixelRatio());
    case Qt::FontRole: {
        const auto result = link_->result();
        if (!row || !result || result->certificate != idOf(*row))
            return {};
        QFont bold = QGuiApplication::font();
        bold.setBold(true);
        return bold;
    }
    case TermNoteRole:
        // The name alone: the formula of several certificates is one term.
        return row ? QVariant(mathHtml(nameOf(*row))) : QVariant();
    default:
        return {};
    }
}

bool CertificateModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || role != Qt::CheckStateRole || index.column() != Name || isAttack(index.row()))
        return false;
    link_->showCertificate(
        idOf(*rows()[static_cast<std::size_t>(index.row())]), value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags CertificateModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = ColumnTable::flags(index);
    if (index.isValid() && index.column() == Name && !isAttack(index.row()))
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

} // namespace kamke::ui
