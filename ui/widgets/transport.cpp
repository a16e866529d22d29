#include "ui/widgets/transport.h"

#include "ui/style/icons.h"
#include "ui/text/number_text.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QSlider>
#include <QTabBar>
#include <QTimer>
#include <QToolButton>
#include <algorithm>
#include <cmath>

namespace kamke::ui {
namespace {

constexpr int frame = 16;           ///< ms between ticks: no slower than a screen
constexpr double longestTick = 0.1; ///< s; whoever was busy for longer does not jump afterwards

/// Does the widget with the focus do something of its own on this key?
bool needsKey(const QWidget* focus, int key) {
    if (qobject_cast<const QLineEdit*>(focus) || qobject_cast<const QAbstractSpinBox*>(focus))
        return true;
    if (key == Qt::Key_Space) {
        // In a list it checks items; elsewhere in one it does nothing that is seen.
        const auto* view = qobject_cast<const QAbstractItemView*>(focus);
        return qobject_cast<const QAbstractButton*>(focus) || qobject_cast<const QComboBox*>(focus) ||
               (view && view->currentIndex().flags() & Qt::ItemIsUserCheckable &&
                view->currentIndex().data(Qt::CheckStateRole).isValid());
    }
    return qobject_cast<const QAbstractSlider*>(focus) || qobject_cast<const QComboBox*>(focus) ||
           qobject_cast<const QAbstractItemView*>(focus) || qobject_cast<const QTabBar*>(focus);
}

bool isTransportKey(int key) {
    return key == Qt::Key_Space || key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Home ||
           key == Qt::Key_End;
}

QString speedText(double factor) {
    if (factor == 0.25)
        return QStringLiteral("¼×");
    if (factor == 0.5)
        return QStringLiteral("½×");
    return formatNumber(factor) + u'×';
}

} // namespace

Transport::Transport(QWidget* scope, QWidget* parent)
    : QWidget(parent)
    , scope_(scope)
    , slider_(new QSlider(Qt::Horizontal))
    , speed_(new QComboBox)
    , caption_(new QLabel)
    , timer_(new QTimer(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(4, 2, 4, 2);
    row->setSpacing(2);
    first_ = addButton(QStringLiteral("first"), tr("To the first (Home)"), Qt::Key_Home, [this] { go(0); });
    back_ = addButton(QStringLiteral("back"), tr("One back (←)"), Qt::Key_Left, [this] {
        setPlaying(false);
        go(position() - 1);
    });
    play_ = addButton(
        QStringLiteral("play"), tr("Play (Space)"), Qt::Key_Space, [this] { setPlaying(!isPlaying()); });
    forward_ = addButton(QStringLiteral("forward"), tr("One forward (→)"), Qt::Key_Right, [this] {
        setPlaying(false);
        go(position() + 1);
    });
    toLast_ = addButton(QStringLiteral("last"), tr("To the last (End)"), Qt::Key_End, [this] { go(last()); });
    for (QToolButton* button : {first_, back_, play_, forward_, toLast_})
        row->addWidget(button);
    slider_->setAccessibleName(tr("Position"));
    slider_->setRange(0, 0);
    row->addSpacing(6);
    row->addWidget(slider_, 1);
    row->addSpacing(6);
    caption_->setProperty("role", QStringLiteral("faint"));
    caption_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(caption_);
    row->addSpacing(6);
    speed_->setAccessibleName(tr("Speed"));
    speed_->setToolTip(tr("Speed of playing"));
    for (const double factor : {0.25, 0.5, 1.0, 2.0, 4.0, 8.0})
        speed_->addItem(speedText(factor), factor);
    row->addWidget(speed_);
    setRate(rate_, factor_);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);

    timer_->setInterval(frame);
    timer_->setTimerType(Qt::PreciseTimer);
    connect(timer_, &QTimer::timeout, this, &Transport::tick);
    connect(slider_, &QSlider::valueChanged, this, [this](int position) {
        showState();
        emit moved(position);
    });
    connect(speed_, &QComboBox::activated, this, [this](int index) {
        factor_ = speed_->itemData(index).toDouble();
        emit speedChosen(factor_);
    });
    connect(this, &QObject::objectNameChanged, this, [this](const QString& name) {
        for (QToolButton* button : {first_, back_, play_, forward_, toLast_})
            button->setObjectName(name + u'.' + button->property("part").toString());
        slider_->setObjectName(name + QStringLiteral(".slider"));
        speed_->setObjectName(name + QStringLiteral(".speed"));
    });
    scope_->installEventFilter(this);
    showIcons();
    showState();
}

QToolButton*
Transport::addButton(const QString& part, const QString& text, int key, const std::function<void()>& act) {
    auto* button = new QToolButton;
    button->setProperty("part", part);
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setAutoRaise(true);
    button->setIconSize({18, 18});
    // A click leaves the focus where it is, so that Space goes on to play and pause.
    button->setFocusPolicy(Qt::TabFocus);
    if (key == Qt::Key_Left || key == Qt::Key_Right)
        button->setAutoRepeat(true);
    connect(button, &QToolButton::clicked, this, act);
    auto* shortcut = new QShortcut(QKeySequence(key), scope_);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, [this, act] {
        if (isVisible())
            act();
    });
    return button;
}

bool Transport::eventFilter(QObject* watched, QEvent* event) {
    // A key that nobody in the scope has claimed comes by here before it becomes a shortcut.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (isTransportKey(key->key()) && (!isVisible() || needsKey(QApplication::focusWidget(), key->key())))
            event->accept();
    }
    return QWidget::eventFilter(watched, event);
}

void Transport::setLast(int last) {
    const QSignalBlocker quiet(slider_);
    slider_->setMaximum(std::max(0, last));
    slider_->setPageStep(std::max(1, last / 10));
    showState();
}

int Transport::last() const {
    return slider_->maximum();
}

void Transport::setPosition(int position) {
    const QSignalBlocker quiet(slider_);
    slider_->setValue(position);
    showState();
}

int Transport::position() const {
    return slider_->value();
}

void Transport::setRate(double positionsPerSecond, double factor) {
    rate_ = positionsPerSecond;
    factor_ = factor;
    int index = speed_->findData(factor);
    if (index < 0) {
        // A session may bring one that is not offered.
        index = 0;
        while (index < speed_->count() && speed_->itemData(index).toDouble() < factor)
            ++index;
        speed_->insertItem(index, speedText(factor), factor);
    }
    speed_->setCurrentIndex(index);
}

bool Transport::isPlaying() const {
    return timer_->isActive();
}

void Transport::setPlaying(bool playing) {
    if (playing == isPlaying() || (playing && last() == 0))
        return;
    if (playing) {
        if (position() == last())
            go(0);
        fraction_ = 0;
        sinceTick_.restart();
        timer_->start();
    } else {
        timer_->stop();
    }
    showState();
    emit playingChanged(playing);
}

void Transport::setCaption(const QString& text) {
    caption_->setText(text);
    // Only ever wider, so that the slider does not tremble while numbers run.
    caption_->setMinimumWidth(std::max(caption_->minimumWidth(), caption_->sizeHint().width()));
}

void Transport::tick() {
    const double seconds = std::min(longestTick, static_cast<double>(sinceTick_.nsecsElapsed()) * 1e-9);
    sinceTick_.restart();
    fraction_ += seconds * rate_ * factor_;
    const double whole = std::floor(fraction_);
    if (whole < 1)
        return;
    fraction_ -= whole;
    go(position() + static_cast<int>(std::min(whole, static_cast<double>(last()))));
    if (position() == last())
        setPlaying(false);
}

void Transport::go(int position) {
    slider_->setValue(position); // emits when it differs
}

void Transport::showState() {
    const bool some = last() > 0;
    first_->setEnabled(some && position() > 0);
    back_->setEnabled(some && position() > 0);
    play_->setEnabled(some);
    forward_->setEnabled(position() < last());
    toLast_->setEnabled(position() < last());
    slider_->setEnabled(some);
    const QString icon = isPlaying() ? QStringLiteral("pause") : QStringLiteral("play");
    if (play_->property("icon").toString() != icon) {
        play_->setProperty("icon", icon);
        play_->setIcon(themedIcon(icon));
        play_->setToolTip(isPlaying() ? tr("Pause (Space)") : tr("Play (Space)"));
        play_->setAccessibleName(play_->toolTip());
    }
}

void Transport::showIcons() {
    for (QToolButton* button : {first_, back_, forward_, toLast_})
        button->setIcon(themedIcon(button->property("part").toString()));
    play_->setProperty("icon", QString());
    showState();
}

void Transport::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        showIcons();
    QWidget::changeEvent(event);
}

void Transport::hideEvent(QHideEvent* event) {
    // Nobody watches.
    setPlaying(false);
    QWidget::hideEvent(event);
}

} // namespace kamke::ui
