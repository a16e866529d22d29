// Which line or mark is whose, and the switches of the certificates beside the plot that they crowd.
#pragma once

#include "ui/workspaces/digits/digit_link.h"

#include <QWidget>
#include <vector>

class QPushButton;

namespace kamke::ui {

/// One chip per certificate that applies to the network, checked while it is shown. Hovering a chip
/// highlights its certificate everywhere; clicking it shows or hides it, as the box in the table of numbers
/// does.
class CertificateLegend : public QWidget {
    Q_OBJECT
public:
    enum class Look { Lines, Marks };
    CertificateLegend(DigitLink* link, Look look, QWidget* parent = nullptr);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void drawSwatches();
    void fitHeight();

    DigitLink* link_;
    Look look_;
    std::vector<QPushButton*> chips_; ///< in the order of certificates()
};

} // namespace kamke::ui
