#include "ui/workspaces/sweep/error_page.h"

#include "ui/documents/export_dialog.h"
#include "ui/widgets/caption.h"
#include "ui/workspaces/sweep/lipschitz_plot.h"
#include "ui/workspaces/sweep/sweep_link.h"

#include <QVBoxLayout>

namespace kamke::ui {

ErrorPage::ErrorPage(SweepLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , plot_(new LipschitzPlot(link, LipschitzPlot::Shows::Error))
    , reading_(new Caption) {
    setObjectName(QStringLiteral("sweep.error"));
    reading_->setObjectName(QStringLiteral("sweep.error.reading"));
    reading_->setProperty("role", QStringLiteral("faint"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(plot_, 1);
    column->addWidget(reading_);
    connect(plot_, &Plot::exportRequested, this, [this] { ExportDialog::open(plot_, this); });
    connect(plot_, &LipschitzPlot::read, this, [this](const QString& text) {
        if (text.isEmpty())
            refresh();
        else
            reading_->setText(text);
    });
    connect(plot_, &LipschitzPlot::chosen, this, [this](int network) {
        link_->change(tr("Choose network"), [network](SweepState& s) { s.network = network; });
    });
    connect(link, &SweepLink::changed, this, &ErrorPage::refresh);
    refresh();
}

void ErrorPage::refresh() {
    // Other certificates may hold where this constant does not: the sentence is about the axis alone.
    const QStringList& none = plot_->unbounded();
    reading_->setText(
        none.isEmpty()
            ? tr("Test error is one minus the accuracy. Point at a network to read it.")
            : tr("No l∞ Lipschitz constant is proved for %1, so that it has no place on this axis.")
                  .arg(none.join(QStringLiteral(", "))));
}

} // namespace kamke::ui
