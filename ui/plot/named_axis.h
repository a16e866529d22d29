// An axis whose name has sub- and superscripts.
#pragma once

#include <qcustomplot.h>

namespace kamke::ui {

/// Draws a name such as ‖I + hA‖_η, which QCustomPlot knows as plain text only; smaller where the axis is
/// shorter than its name.
class NamedAxis : public QCPAxis {
    Q_OBJECT
public:
    using QCPAxis::QCPAxis;

    /// Replaces QCPAxis::setLabel, which keeps the room for it.
    void setName(const QString& name);
    const QString& name() const { return name_; }

protected:
    void draw(QCPPainter* painter) override;

private:
    QString name_;
};

} // namespace kamke::ui
