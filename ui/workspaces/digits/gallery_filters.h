// Label, reading, finder, order and number: the fields above the gallery.
#pragma once

#include "ui/workspaces/digits/digit_list_model.h"

#include <QWidget>
#include <functional>

class QComboBox;
class QLineEdit;
class QToolButton;

namespace kamke::ui {

class GalleryFilters : public QWidget {
    Q_OBJECT
public:
    GalleryFilters(ExplorerStore* store, DigitListModel* model, QWidget* parent = nullptr);

    /// Fills in the classes of the data set (null: none) and of the network.
    void setDataset(std::shared_ptr<const Dataset> samples);
    /// Offers everybody who has found out something at the present ε, with the number of samples.
    void showFinders();
    /// Somebody has begun to type a number elsewhere.
    void beginNumber(const QString& text);

signals:
    /// The number of a sample that there is.
    void jumped(int sample);
    /// The model shows only what somebody else has found.
    void finderChosen();

private:
    void fillClasses();
    void follow();
    void jump();
    void change(const QString& text, const std::function<void(DigitsState&)>& edit);

    ExplorerStore* store_;
    DigitListModel* model_;
    std::shared_ptr<const Dataset> data_;
    QComboBox* labels_;
    QComboBox* predictions_;
    QComboBox* finders_;
    QComboBox* order_;
    QToolButton* descending_;
    QLineEdit* number_;
};

} // namespace kamke::ui
