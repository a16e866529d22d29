#include "ui/workspaces/sweep/sweep_seconds.h"

#include "core/certify/certificates.h"
#include "ui/glossary/term.h"
#include "ui/workspaces/sweep/sweep_link.h"

#include <QDoubleSpinBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <algorithm>

namespace kamke::ui {

SweepSeconds::SweepSeconds(SweepLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , seconds_(new QDoubleSpinBox) {
    seconds_->setObjectName(QStringLiteral("sweep.sampleSeconds"));
    seconds_->setAccessibleName(tr("Seconds per sample, 0 for no limit"));
    seconds_->setToolTip(
        tr("Time for the semidefinite programs of one sample at one ε, after which what is proved by then "
           "counts: more time proves more, and another machine may prove less. The Lipschitz constants of a "
           "network are not limited."));
    seconds_->setRange(0, mostSampleSeconds);
    seconds_->setDecimals(1);
    seconds_->setSpecialValueText(tr("no limit"));
    // One step of undo for a number, not one for every digit.
    seconds_->setKeyboardTracking(false);
    seconds_->setFocusPolicy(Qt::StrongFocus);
    seconds_->installEventFilter(this);
    setTerm(seconds_, QStringLiteral("sdp"));
    auto* label = new QLabel(tr("seconds per sample"));
    label->setBuddy(seconds_);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(label);
    row->addWidget(seconds_);
    row->addStretch(1);
    connect(seconds_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        link_->change(
            tr("Change the seconds per sample"), [value](SweepState& s) { s.sampleSeconds = value; });
    });
    connect(link, &SweepLink::changed, this, &SweepSeconds::refresh);
    refresh();
}

void SweepSeconds::refresh() {
    const SweepState& settings = link_->settings();
    setVisible(std::any_of(settings.certificates.begin(), settings.certificates.end(), [](const QString& id) {
        const Certificate* chosen = findCertificate(id.toStdString());
        return chosen && chosen->cost == Cost::Search;
    }));
    const QSignalBlocker quiet(seconds_);
    seconds_->setValue(settings.sampleSeconds);
}

bool SweepSeconds::eventFilter(QObject* watched, QEvent* event) {
    // The wheel moves the form unless somebody is at the number.
    if (event->type() == QEvent::Wheel && !seconds_->hasFocus()) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace kamke::ui
