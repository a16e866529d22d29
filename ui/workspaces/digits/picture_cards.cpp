// The cards of the upper centre: pictures and logits.
#include "ui/workspaces/digits/digit_cards.h"

#include "ui/documents/export_dialog.h"
#include "ui/glossary/term.h"
#include "ui/text/number_text.h"
#include "ui/widgets/caption.h"
#include "ui/widgets/digit_text.h"
#include "ui/workspaces/digits/certificate_legend.h"
#include "ui/workspaces/digits/image_plot.h"
#include "ui/workspaces/digits/logit_bars.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace kamke::ui {

void connectExport(DigitPlot* plot, QWidget* card) {
    QObject::connect(
        plot, &Plot::exportRequested, card, [plot, card] { ExportDialog::open(plot, card->window()); });
}

ImageCard::ImageCard(DigitLink* link, QWidget* parent)
    : Card(tr("Digit"), QStringLiteral("digit"), parent)
    , link_(link)
    , plot_(new ImagePlot(link))
    , lightest_(new QToolButton)
    , difference_(new QToolButton) {
    setObjectName(QStringLiteral("digits.picture"));
    lightest_->setText(tr("lightest"));
    lightest_->setToolTip(tr("Show the lightest input within ε instead of the darkest"));
    setTerm(lightest_, QStringLiteral("eps"));
    setTerm(difference_, QStringLiteral("pixel-derivative"));
    lightest_->setObjectName(QStringLiteral("lightest"));
    difference_->setText(tr("difference"));
    difference_->setToolTip(tr("Show what the attack changes instead of the pixels that cost margin"));
    difference_->setObjectName(QStringLiteral("difference"));
    for (QToolButton* button : {lightest_, difference_}) {
        button->setCheckable(true);
        addTool(button);
    }
    body()->addWidget(plot_, 1);
    connectExport(plot_, this);
    connect(lightest_, &QToolButton::clicked, plot_, &ImagePlot::setLightest);
    connect(difference_, &QToolButton::clicked, plot_, &ImagePlot::setDifference);
    connect(plot_, &ImagePlot::lookChanged, this, &ImageCard::refresh);
    connect(plot_, &ImagePlot::read, this, [this](const QString& text) {
        reading_ = text;
        refresh();
    });
    connect(link, &DigitLink::changed, this, &ImageCard::refresh);
    refresh();
}

void ImageCard::refresh() {
    lightest_->setChecked(plot_->showsLightest());
    difference_->setChecked(plot_->showsDifference());
    const auto result = link_->result();
    if (!result) {
        setTitle(tr("Digit"));
        setSubtitle({});
        return;
    }
    const QString name = className(result->network(), result->report.label);
    setTitle(
        link_->digits().own ? tr("Own digit, meant as %1").arg(name)
                            : tr("Sample %1, label %2").arg(link_->digits().sample).arg(name));
    setSubtitle(reading_);
}

LogitCard::LogitCard(DigitLink* link, QWidget* parent)
    : Card(tr("Logits within ε"), QStringLiteral("logits"), parent)
    , link_(link)
    , note_(new Caption) {
    setObjectName(QStringLiteral("digits.logits"));
    auto* plot = new LogitBars(link);
    body()->addWidget(new CertificateLegend(link, CertificateLegend::Look::Lines));
    body()->addWidget(plot, 1);
    body()->addWidget(note_);
    connectExport(plot, this);
    connect(link, &DigitLink::changed, this, &LogitCard::refresh);
    refresh();
}

void LogitCard::refresh() {
    const auto result = link_->result();
    const SampleCertificate* c = link_->highlighted();
    QString note;
    if (result && !c)
        note = tr("No certificate has a box; tick: this digit");
    else if (result)
        note = tr("Bar: %1; tick: this digit; dotted: lower bound of %2; thin lines: the other certificates")
                   .arg(labelOf(*c->certificate), className(result->network(), result->report.label));
    note_->setText(note);
}

} // namespace kamke::ui
