// The cards of the inspector: radii, shares, numbers.
#include "ui/files/folders.h"
#include "ui/plot/export.h"
#include "ui/text/number_text.h"
#include "ui/widgets/caption.h"
#include "ui/widgets/digit_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/verdict_text.h"
#include "ui/workspaces/digits/certificate_table.h"
#include "ui/workspaces/digits/digit_cards.h"
#include "ui/workspaces/digits/digit_csv.h"
#include "ui/workspaces/digits/radius_ruler.h"
#include "ui/workspaces/digits/unit_plot.h"

#include <QFileDialog>
#include <QToolButton>
#include <QVBoxLayout>

namespace kamke::ui {

RadiusCard::RadiusCard(DigitLink* link, QWidget* parent)
    : Card(tr("Certified radius"), QStringLiteral("certified-radius"), parent) {
    setObjectName(QStringLiteral("digits.radius"));
    auto* ruler = new RadiusRuler(link);
    body()->addWidget(ruler);
    connectExport(ruler, this);
    const auto refresh = [this, link] {
        setSubtitle(tr("%1; drag the handle").arg(epsText(link->digits().eps, link->digits().norm)));
    };
    connect(link, &DigitLink::changed, this, refresh);
    refresh();
}

ShareCard::ShareCard(DigitLink* link, QWidget* parent)
    : Card(tr("Where the margin goes"), QStringLiteral("hidden-units"), parent)
    , link_(link)
    , note_(new Caption) {
    setObjectName(QStringLiteral("digits.shares"));
    auto* plot = new UnitPlot(link, UnitPlot::Lanes::Shares);
    // A sentence in its place takes less.
    const auto fit = [link, plot] {
        const auto result = link->result();
        plot->setFixedHeight(result && !result->explanation ? 102 : 125);
    };
    fit();
    connect(link, &DigitLink::changed, plot, fit);
    body()->addWidget(plot);
    body()->addWidget(note_);
    connectExport(plot, this);
    connect(link, &DigitLink::changed, this, &ShareCard::refresh);
    refresh();
}

void ShareCard::refresh() {
    const auto result = link_->result();
    if (!result || !result->explanation) {
        setSubtitle({});
        note_->setText({});
        note_->hide();
        return;
    }
    note_->show();
    const Explanation& explanation = *result->explanation;
    setSubtitle(tr("%1, %2").arg(
        overText(result->network(), result->report.label, explanation.competitor),
        labelOf(*explanation.certificate)));
    const QString unit = unitSentence(explanation, link_->store()->hoveredUnit());
    note_->setText(
        unit.isEmpty()
            ? tr("A bar: the share of one hidden unit. %1").arg(capitalised(shareSentence(explanation)))
            : unit);
}

NumbersCard::NumbersCard(DigitLink* link, QWidget* parent)
    : Card(tr("Numbers"), QStringLiteral("certificates"), parent)
    , link_(link)
    , table_(new CertificateTable(link))
    , save_(new QToolButton)
    , fold_(new QToolButton) {
    setObjectName(QStringLiteral("digits.numbers"));
    fold_->setObjectName(QStringLiteral("digits.fold"));
    fold_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(fold_, &QToolButton::clicked, this, [this] {
        table_->setFolded(!table_->isFolded());
        refresh();
    });
    connect(table_, &CertificateTable::foldedCountChanged, this, &NumbersCard::refresh);
    auto* copy = new QToolButton;
    copy->setText(tr("Copy"));
    copy->setToolTip(tr("Copy the table in full precision"));
    connect(copy, &QToolButton::clicked, table_, [this] { table_->copyAll(TableFormat::Tsv); });
    save_->setText(tr("CSV…"));
    save_->setToolTip(
        tr("Write all numbers of this digit to a file: margins, logits, units, pixels, attack"));
    connect(save_, &QToolButton::clicked, this, &NumbersCard::askForFile);
    addTool(copy);
    addTool(save_);
    body()->addWidget(table_);
    body()->addWidget(fold_, 0, Qt::AlignLeft);
    connect(link, &DigitLink::changed, this, &NumbersCard::refresh);
    refresh();
}

void NumbersCard::refresh() {
    save_->setEnabled(link_->result() != nullptr);
    const int count = table_->foldedCount();
    fold_->setVisible(count > 0);
    fold_->setArrowType(table_->isFolded() ? Qt::RightArrow : Qt::DownArrow);
    fold_->setText(
        count == 1 ? tr("one does not apply to this network")
                   : tr("%1 do not apply to this network").arg(count));
    fold_->setToolTip(
        table_->isFolded() ? tr("Show the certificates that do not apply, and why")
                           : tr("Hide the certificates that do not apply"));
}

void NumbersCard::askForFile() {
    auto* ask = new QFileDialog(this, tr("Export numbers"), startFolder());
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setAcceptMode(QFileDialog::AcceptSave);
    ask->setNameFilter(tr("CSV (*.csv)"));
    ask->setDefaultSuffix(QStringLiteral("csv"));
    ask->selectFile(QStringLiteral("digit-%1.csv").arg(link_->digits().sample));
    connect(ask, &QFileDialog::fileSelected, this, [this](const QString& file) {
        const auto result = link_->result();
        if (!result)
            return;
        rememberFolder(file);
        if (const auto written = exportText(digitCsv(*result), file); !written)
            emit link_->store()->message(QString::fromStdString(written.error().message));
        else
            sayWritten(this, file);
    });
    ask->open();
}

} // namespace kamke::ui
