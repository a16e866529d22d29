// Draw a digit or open a picture, and say what it is meant to be.
#pragma once

#include "ui/state/explorer_store.h"

#include <QDialog>
#include <QImage>

class QComboBox;
class QLabel;
class QPushButton;

namespace kamke::ui {

class DigitReading;
class DrawingPad;

/// Beside the paper stands what the network gets to see: the ink scaled and centred as MNIST is. The class
/// that it is meant to be follows what the network reads until the user has chosen one.
class OwnDigitDialog : public QDialog {
    Q_OBJECT
public:
    /// The network's inputs must be pictures.
    explicit OwnDigitDialog(ExplorerStore* store, QWidget* parent = nullptr);

    DrawingPad* pad() const { return pad_; }
    /// Puts a picture file on the paper. False, with a sentence below the paper, when it is none.
    bool openPicture(const QString& path);

    void accept() override;

private:
    void refresh();
    void showReading();
    QImage seen() const;

    ExplorerStore* store_;
    DrawingPad* pad_;
    DigitReading* reading_;
    QLabel* preview_;
    QLabel* read_; ///< what the network reads
    QLabel* note_;
    QComboBox* label_;
    QPushButton* use_;
    bool chosen_ = false; ///< the label is the user's own
    QImage opened_;       ///< the picture from a file in the network's size; null when the ink is drawn
};

} // namespace kamke::ui
