// The list that a figure is chosen from: its title and one line below it.
#pragma once

#include "ui/workspaces/contraction/figure.h"

#include <QListWidget>

namespace kamke::ui {

/// One item per row of figureRows().
class FigureList : public QListWidget {
    Q_OBJECT
public:
    explicit FigureList(QWidget* parent = nullptr);

    /// Marks the figure of this id without emitting chosen().
    void setFigure(const QString& id);
    QSize sizeHint() const override;

signals:
    void chosen(const QString& id);
};

} // namespace kamke::ui
