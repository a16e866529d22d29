#include "ui/workspaces/digits/sample_set_chip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>

namespace kamke::ui {

SampleSetChip::SampleSetChip(ExplorerStore* store, QWidget* parent)
    : QFrame(parent)
    , store_(store)
    , words_(new QLabel)
    , clear_(new QToolButton) {
    setObjectName(QStringLiteral("digits.set"));
    setProperty("role", QStringLiteral("chip"));
    words_->setWordWrap(true);
    words_->setTextFormat(Qt::PlainText);
    clear_->setObjectName(QStringLiteral("digits.set.clear"));
    clear_->setText(QStringLiteral("✕"));
    clear_->setAutoRaise(true);
    clear_->setToolTip(tr("Show all samples again"));
    clear_->setAccessibleName(clear_->toolTip());
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 3, 3, 3);
    row->addWidget(words_, 1);
    row->addWidget(clear_, 0, Qt::AlignTop);
    connect(clear_, &QToolButton::clicked, this, [this] {
        ExplorerState next = store_->state();
        next.digits.set = {};
        store_->apply(tr("Show all digits"), next);
    });
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & StatePart::Gallery)
            follow();
    });
    follow();
}

void SampleSetChip::follow() {
    const SampleSet& set = store_->state().digits.set;
    if (set) {
        const std::size_t count = set.samples().size();
        words_->setText(
            count == 1 ? tr("%1: one sample").arg(set.name())
                       : tr("%1: %2 samples").arg(set.name(), QLocale().toString(qulonglong{count})));
    }
    setVisible(static_cast<bool>(set));
}

} // namespace kamke::ui
