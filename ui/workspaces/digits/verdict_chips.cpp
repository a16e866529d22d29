#include "ui/workspaces/digits/verdict_chips.h"

#include "ui/style/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/workspaces/digits/digit_delegate.h"
#include "ui/workspaces/digits/digit_list_model.h"

#include <QEvent>
#include <QIcon>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPixmap>
#include <QPushButton>

namespace kamke::ui {

namespace {

constexpr int markWidth = 18, markHeight = 10;

QIcon markOf(Known verdict) {
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

Known verdictOf(DigitFilter filter) {
    switch (filter) {
    case DigitFilter::Certified:
        return Known::Proved;
    case DigitFilter::Undecided:
        return Known::Unknown;
    case DigitFilter::Broken:
        return Known::Broken;
    case DigitFilter::Misread:
        return Known::Misread;
    case DigitFilter::All:
        break;
    }
    return Known::NotYet;
}

VerdictChips::VerdictChips(ExplorerStore* store, const DigitsScan* scan, QWidget* parent)
    : QWidget(parent)
    , store_(store)
    , scan_(scan)
    , notYet_(new QLabel) {
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
    notYet_->setObjectName(QStringLiteral("chip-not-yet"));
    notYet_->setProperty("role", QStringLiteral("faint"));
    flow->addWidget(notYet_);
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
    const VerdictStore& verdicts = scan_->keeper().verdicts();
    const DigitsState& digits = store_->state().digits;
    Index total = verdicts.size();
    KnownCounts counts{};
    if (const SampleSet& set = digits.set) {
        total = 0;
        for (const int sample : set.samples())
            if (sample < verdicts.size()) {
                ++total;
                ++counts[static_cast<std::size_t>(verdicts.at(sample, digits.eps).known)];
            }
    } else {
        counts = scan_->counts();
    }
    for (std::size_t k = 0; k < chips_.size(); ++k) {
        const auto filter = static_cast<DigitFilter>(k);
        const auto verdict = verdictOf(filter);
        const bool all = filter == DigitFilter::All;
        const Index count = all ? total : counts[static_cast<std::size_t>(verdict)];
        const QString text = (all ? tr("all") : verdictWord(verdict)) + QStringLiteral("  ") +
                             QLocale().toString(qlonglong{count});
        if (chips_[k]->text() != text)
            chips_[k]->setText(text);
    }
    const Index notYet = counts[static_cast<std::size_t>(Known::NotYet)];
    notYet_->setText(
        verdictWord(Known::NotYet) + QStringLiteral("  ") + QLocale().toString(qlonglong{notYet}));
    notYet_->setVisible(notYet > 0);
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
