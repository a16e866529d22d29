// Which data set is shown, and a menu to open another.
#pragma once

#include <QPushButton>

namespace kamke {
struct Dataset;
}

namespace kamke::ui {

class Documents;

class DatasetChooser : public QPushButton {
    Q_OBJECT
public:
    explicit DatasetChooser(Documents* documents, QWidget* parent = nullptr);

    /// Null while there is none.
    void showDataset(const Dataset* samples, const QString& path);

private:
    void fillMenu();

    Documents* documents_;
};

} // namespace kamke::ui
