#include "ui/workspaces/digits/certificate_legend.h"

#include "ui/glossary/term.h"
#include "ui/glossary/term_ids.h"
#include "ui/widgets/digit_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/method_swatch.h"
#include "ui/workspaces/digits/class_rows.h"

#include <QEvent>
#include <QPainter>
#include <QPixmap>
#include <QPushButton>

namespace kamke::ui {
namespace {

constexpr QSize lineSize(18, 10), markSize(10, 10);
constexpr QLatin1String prefix("legend-"); // of the chips' names, before the certificate's id

QPixmap markSwatch(const Certificate& certificate, qreal ratio) {
    QPixmap pixmap(markSize * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    ClassRows::paintBound(
        painter, QRectF(QPointF(), QSizeF(markSize)).center(), certificate.line,
        currentTheme().certificate(certificate));
    return pixmap;
}

} // namespace

CertificateLegend::CertificateLegend(DigitLink* link, Look look, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , look_(look) {
    setObjectName(QStringLiteral("digits.legend"));
    auto* flow = new FlowLayout(4, 3, this);
    flow->setContentsMargins(0, 0, 0, 0);
    for (const Certificate& certificate : certificates()) {
        const QString id = idOf(certificate);
        auto* chip = new QPushButton(labelOf(certificate));
        chip->setProperty("chip", true);
        chip->setCheckable(true);
        chip->setObjectName(prefix + id);
        chip->setIconSize(look == Look::Lines ? lineSize : markSize);
        chip->setAccessibleName(tr("Show %1").arg(nameOf(certificate)));
        setTerm(chip, certificateTerm(certificate));
        chip->installEventFilter(this);
        connect(chip, &QPushButton::clicked, this, [this, id](bool shown) {
            link_->showCertificate(id, shown);
            refresh(); // the last one stays
        });
        chips_.push_back(chip);
        flow->addWidget(chip);
    }
    connect(link, &DigitLink::changed, this, &CertificateLegend::refresh);
    drawSwatches();
    refresh();
}

void CertificateLegend::refresh() {
    const auto result = link_->result();
    std::size_t k = 0;
    bool others = false;
    for (const Certificate& certificate : certificates()) {
        QPushButton* chip = chips_[k++];
        // Without a result the chips stay: they would flicker.
        const bool applies = result ? !certificate.whyNot(result->certifier->analysis()) : !chip->isHidden();
        others = others || applies == chip->isHidden();
        chip->setVisible(applies);
        chip->setChecked(shows(link_->digits(), certificate));
    }
    if (others)
        fitHeight();
}

void CertificateLegend::drawSwatches() {
    std::size_t k = 0;
    for (const Certificate& certificate : certificates())
        chips_[k++]->setIcon(
            look_ == Look::Lines
                ? lineSwatch(currentTheme().certificatePen(certificate), lineSize, devicePixelRatioF())
                : markSwatch(certificate, devicePixelRatioF()));
}

void CertificateLegend::fitHeight() {
    // Splitters ask for a least height, not for that of a width.
    setMinimumHeight(layout()->heightForWidth(width()));
}

bool CertificateLegend::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Enter)
        link_->hover(watched->objectName().sliced(prefix.size()));
    else if (event->type() == QEvent::Leave)
        link_->hover({});
    return QWidget::eventFilter(watched, event);
}

void CertificateLegend::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitHeight();
}

void CertificateLegend::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        drawSwatches();
}

} // namespace kamke::ui
