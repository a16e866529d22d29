// Paper to draw a digit on with the mouse.
#pragma once

#include <QImage>
#include <QWidget>

namespace kamke::ui {

class DrawingPad : public QWidget {
    Q_OBJECT
public:
    explicit DrawingPad(QWidget* parent = nullptr);

    /// What is drawn: grey, 255 is full ink, finer than any network's picture.
    const QImage& ink() const { return ink_; }
    void setInk(const QImage& ink);
    void clear();
    bool isEmpty() const;

signals:
    void changed();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void stroke(const QPointF& from, const QPointF& to);

    QImage ink_;
    QPointF last_;
};

} // namespace kamke::ui
