// The page of the table: what is counted, the numbers, and a sentence about the chosen one.
#pragma once

#include <QWidget>
#include <array>

class QComboBox;

namespace kamke::ui {

class CompareLink;
class CompareModel;
class CopyableTable;
class Caption;
class NumberField;

class NumbersPage : public QWidget {
    Q_OBJECT
public:
    explicit NumbersPage(CompareLink* link, QWidget* parent = nullptr);

    CompareModel* model() { return model_; }
    CopyableTable* table() { return table_; }

signals:
    /// A number that was typed cannot be used, in one sentence.
    void refused(const QString& sentence);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeSettings();
    void refresh();
    void arrange();
    void showNote();
    void setEps(std::size_t k, double value, const QString& text);

    CompareLink* link_;
    CompareModel* model_;
    CopyableTable* table_;
    std::array<NumberField*, 3> eps_{};
    QComboBox* samples_;
    Caption* note_;
};

} // namespace kamke::ui
