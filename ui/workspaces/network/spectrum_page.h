// The page of the eigenvalues of A in the complex plane.
#pragma once

#include <QWidget>

class QLabel;

namespace kamke::ui {

class CompareLink;
class FigurePlot;

class SpectrumPage : public QWidget {
    Q_OBJECT
public:
    explicit SpectrumPage(CompareLink* link, QWidget* parent = nullptr);

    FigurePlot* plot() { return plot_; }
    /// The eigenvalue nearest to a point of the plot, in words; empty when none is near.
    QString readingAt(const QPointF& pixel) const;

private:
    void refresh();

    CompareLink* link_;
    FigurePlot* plot_;
    QLabel* sentence_;
};

} // namespace kamke::ui
