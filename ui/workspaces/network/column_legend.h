// Which mark and colour is which network.
#pragma once

#include <QWidget>

namespace kamke::ui {

class CompareLink;

class ColumnLegend : public QWidget {
    Q_OBJECT
public:
    explicit ColumnLegend(CompareLink* link, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    CompareLink* link_;
};

} // namespace kamke::ui
