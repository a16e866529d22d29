// The page of the heat maps of A, one per network, on one colour scale.
#pragma once

#include <QList>
#include <QWidget>

class QComboBox;
class QGridLayout;

namespace kamke::ui {

class CompareLink;
class MatrixPlot;

class MatricesPage : public QWidget {
    Q_OBJECT
public:
    explicit MatricesPage(CompareLink* link, QWidget* parent = nullptr);

    /// One per column, in their order.
    const QList<MatrixPlot*>& plots() const { return plots_; }

private:
    QWidget* makeSettings();
    void refresh();
    void arrange(int count);

    CompareLink* link_;
    QComboBox *part_, *weights_;
    QGridLayout* grid_;
    QList<MatrixPlot*> plots_;
};

} // namespace kamke::ui
