// The cards of the Digits workspace: plots with their titles, notes and tools.
#pragma once

#include "ui/widgets/card.h"
#include "ui/workspaces/digits/digit_link.h"

class QComboBox;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace kamke::ui {

class Caption;
class CascadePage;
class CertificateLegend;
class CertificateTable;
class DigitPlot;
class ImagePlot;
class UnitPlot;

/// The sample, the ends of its ε-box, the best attack, and the pixels that matter.
class ImageCard : public Card {
    Q_OBJECT
public:
    explicit ImageCard(DigitLink* link, QWidget* parent = nullptr);

private:
    void refresh();

    DigitLink* link_;
    ImagePlot* plot_;
    QToolButton *lightest_, *difference_;
    QString reading_; ///< of the pixel under the pointer
};

/// The interval of every logit.
class LogitCard : public Card {
    Q_OBJECT
public:
    explicit LogitCard(DigitLink* link, QWidget* parent = nullptr);

private:
    void refresh();

    DigitLink* link_;
    Caption* note_;
};

/// Margins, margin against ε, logit plane, hidden units, pixels, cascade.
class TabCard : public Card {
    Q_OBJECT
public:
    explicit TabCard(DigitLink* link, QWidget* parent = nullptr);

private:
    /// Room for the cascade while it is shown, and only then.
    void fitCascade();
    void refresh();

    DigitLink* link_;
    QTabBar* tabs_;
    QStackedWidget* pages_;
    QComboBox* sort_;
    UnitPlot* units_;
    CascadePage* cascade_;
    CertificateLegend* legend_; ///< of the margins
    Caption* note_;
    QString reading_, shownTab_;
};

/// Radii on the ruler with the slider of ε.
class RadiusCard : public Card {
    Q_OBJECT
public:
    explicit RadiusCard(DigitLink* link, QWidget* parent = nullptr);
};

/// Where the margin goes: the units with the largest shares.
class ShareCard : public Card {
    Q_OBJECT
public:
    explicit ShareCard(DigitLink* link, QWidget* parent = nullptr);

private:
    void refresh();

    DigitLink* link_;
    Caption* note_;
};

/// The table of exact numbers.
class NumbersCard : public Card {
    Q_OBJECT
public:
    explicit NumbersCard(DigitLink* link, QWidget* parent = nullptr);

private:
    void askForFile();
    void refresh();

    DigitLink* link_;
    CertificateTable* table_;
    QToolButton *save_, *fold_;
};

/// Lets the plot's menu export it from `card`'s window.
void connectExport(DigitPlot* plot, QWidget* card);

} // namespace kamke::ui
