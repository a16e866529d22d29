// The transport bar of an animation: first, back, play, forward, last, speed.
#pragma once

#include <QElapsedTimer>
#include <QWidget>
#include <functional>

class QComboBox;
class QLabel;
class QSlider;
class QTimer;
class QToolButton;

namespace kamke::ui {

/// A position from 0 to last() with buttons, a slider and keys: Space plays and pauses, Left and Right step,
/// Home and End jump. The keys work in the whole `scope` widget while it is shown, except where a widget in
/// it needs them itself (Space on a focused button or on an item to check, arrows in a list or a field).
/// Positions are frames or iterations. At the end playing stops; playing from the end starts anew. The object
/// names of the parts begin with that of the bar: contraction.transport.play, … .slider, .speed.
class Transport : public QWidget {
    Q_OBJECT
public:
    explicit Transport(QWidget* scope, QWidget* parent = nullptr);

    /// Keeps the position where it can.
    void setLast(int last);
    int last() const;
    /// Moves without emitting moved().
    void setPosition(int position);
    int position() const;
    /// Plays `positionsPerSecond`·`factor` positions a second; the user chooses the factor, from 1/4 to 8.
    void setRate(double positionsPerSecond, double factor);
    bool isPlaying() const;
    void setPlaying(bool playing);
    /// What stands beside the slider for a position, e.g. "iteration 3 of 40".
    void setCaption(const QString& text);

    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    /// By the user or by playing.
    void moved(int position);
    void playingChanged(bool playing);
    void speedChosen(double factor);

protected:
    void changeEvent(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QToolButton*
    addButton(const QString& part, const QString& text, int key, const std::function<void()>& act);
    void tick();
    void go(int position);
    void showState();
    void showIcons();

    QWidget* scope_;
    QToolButton *first_, *back_, *play_, *forward_, *toLast_;
    QSlider* slider_;
    QComboBox* speed_;
    QLabel* caption_;
    QTimer* timer_;
    QElapsedTimer sinceTick_;
    double rate_ = 4, factor_ = 1;
    double fraction_ = 0; ///< of a position, played but not shown yet
};

} // namespace kamke::ui
