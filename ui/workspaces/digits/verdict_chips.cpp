#include "ui/workspaces/digits/verdict_chips.h"

#include "ui/style/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/workspaces/digits/digit_delegate.h"
#include "ui/workspaces/digits/digit_list_model.h"

#include <QEvent>
#include <QIcon>
#include <QLocale>
#include <QPainter>
#include <QPixmap>
#include <QPushButton>

namespace kamke::ui {

namespace {

constexpr int markWidth = 18, markHeight = 10;

QIcon markOf(ScanVerdict verdict) {
    QIcon icon;
    for (const int scale : {1, 2}) {
        QPixmap pixmap(markWidth * scale, markHeight * scale);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(scale, scale);
        DigitDelegate::drawVerdict(
            &painter, QRectF(1, 3, markWidth - 2, markHeight - 6), verdict, currentTheme());
        painter.end();
        pixmap.setDevicePixelRatio(scale);
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace

ScanVerdict verdictOf(DigitFilter filter) {
    switch (filter) {
    case DigitFilter::Certified:
        return ScanVerdict::Certified;
    case DigitFilter::Undecided:
        return ScanVerdict::Undecided;
    case DigitFilter::Broken:
        return ScanVerdict::Broken;
    case DigitFilter::Misread:
        return ScanVerdict::Misread;
    case DigitFilter::All:
        break;
    }
    return ScanVerdict::NotYet;
}

VerdictChips::VerdictChips(ExplorerStore* store, const DigitsScan* scan, QWidget* parent)
    : QWidget(parent)
    , store_(store)
    , scan_(scan) {
    auto* flow = new FlowLayout(5, 5, this);
    flow->setContentsMargins(0, 0, 0, 0);
    for (std::size_t k = 0; k < chips_.size(); ++k) {
        auto* chip = new QPushButton;
        chip->setProperty("chip", true);
        chip->setCheckable(true);
        chip->setIconSize({markWidth, markHeight});
        chip->setObjectName(QStringLiteral("chip-%1").arg(k));
        connect(chip, &QPushButton::clicked, this, [this, k] {
            ExplorerState next = store_->state();
            next.digits.filter = static_cast<DigitFilter>(k);
            store_->apply(tr("Filter digits"), next);
            showFilter(); // a second click on the same chip leaves it checked
        });
        chips_[k] = chip;
        flow->addWidget(chip);
    }
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & StatePart::Gallery)
            showFilter();
    });
    drawMarks();
    showFilter();
    showCounts();
}

void VerdictChips::showFilter() {
    for (std::size_t k = 0; k < chips_.size(); ++k)
        chips_[k]->setChecked(store_->state().digits.filter == static_cast<DigitFilter>(k));
}

void VerdictChips::showCounts() {
    const std::vector<ScannedSample>& samples = scan_->samples();
    std::size_t total = samples.size();
    std::array<int, 5> counts = scan_->counts();
    if (const SampleSet& set = store_->state().digits.set) {
        total = 0;
        counts.fill(0);
        for (const int sample : set.samples())
            if (const auto at = static_cast<std::size_t>(sample); at < samples.size()) {
                ++total;
                ++counts[static_cast<std::size_t>(samples[at].verdict)];
            }
    }
    for (std::size_t k = 0; k < chips_.size(); ++k) {
        const auto filter = static_cast<DigitFilter>(k);
        const auto verdict = verdictOf(filter);
        const bool all = filter == DigitFilter::All;
        const int count = all ? static_cast<int>(total) : counts[static_cast<std::size_t>(verdict)];
        const QString text =
            (all ? tr("all") : verdictWord(verdict)) + QStringLiteral("  ") + QLocale().toString(count);
        if (chips_[k]->text() != text)
            chips_[k]->setText(text);
    }
}

void VerdictChips::drawMarks() {
    for (std::size_t k = 1; k < chips_.size(); ++k)
        chips_[k]->setIcon(markOf(verdictOf(static_cast<DigitFilter>(k))));
}

void VerdictChips::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        drawMarks();
    QWidget::changeEvent(event);
}

} // namespace kamke::ui
