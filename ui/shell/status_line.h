// The sentence at the bottom of the window.
#pragma once

#include <QLabel>
#include <QTimer>

namespace kamke::ui {

/// Says what the shown workspace says of itself. A passing message takes its place for a moment: until
/// something changes, or until it has been read.
class StatusLine : public QLabel {
    Q_OBJECT
public:
    explicit StatusLine(QWidget* parent = nullptr);

    /// The sentence that stays.
    void stand(const QString& sentence);
    /// A passing message.
    void say(const QString& sentence);
    /// Back to the sentence that stays.
    void forget();

protected:
    void paintEvent(QPaintEvent* event) override;

signals:
    /// A passing message has gone, or another one has come.
    void passed();

private:
    void put(const QString& sentence);

    QString standing_;
    QTimer reading_;
};

} // namespace kamke::ui
