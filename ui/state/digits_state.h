// What the Digits workspace restores: part of the explorer's one state.
#pragma once

#include "core/model/types.h"
#include "core/sdp/relu_system.h"
#include "ui/state/sample_set.h"

#include <QString>
#include <QStringList>
#include <optional>

namespace kamke::ui {

/// Which samples the gallery shows, by their verdict at the present ε.
enum class DigitFilter { All, Certified, Undecided, Broken, Misread };
enum class DigitSort { Index, Margin, Radius };

/// An input that comes from no data set: drawn with the mouse or opened as an image.
struct OwnDigit {
    Vector raw;    ///< r
    int label = 0; ///< the class that it is meant to be
    friend bool operator==(const OwnDigit& a, const OwnDigit& b) {
        return same(a.raw, b.raw) && a.label == b.label;
    }
};

/// The largest ε that can be dragged to, for pixels between 0 and 1: in hundreds of dimensions a ball of l_2
/// has to be larger than a box to change as much.
constexpr double largestEps(BallNorm norm) {
    return norm == BallNorm::L2 ? 10 : 1;
}

struct DigitsState {
    QString dataset;                ///< file; empty: the bundled digits
    double eps = 0.01;              ///< raw units
    BallNorm norm = BallNorm::Linf; ///< that ε bounds
    bool clip = true;               ///< ε-box intersected with the input domain
    int sample = 0;                 ///< index in the data set
    std::optional<OwnDigit> own;    ///< shown instead of the sample
    int competitor = -1;            ///< class that the views set against the label; −1: the worst one
    QString certificate = QStringLiteral("mmc"); ///< the one that bars, units and pixels are of
    QStringList certificates;                    ///< ids shown, in list order; empty: see shows()
    QString tab = QStringLiteral("margins");     ///< margins, curve, plane, units, pixels

    // Gallery
    SampleSet set; ///< only these, and of these what the filters let through; none: all
    DigitFilter filter = DigitFilter::All;
    int labelFilter = -1, predictionFilter = -1; ///< −1: any
    DigitSort sort = DigitSort::Index;
    bool descending = false;

    /// Only a box is clipped: see CertifyOptions::norm.
    bool clips() const { return clip && norm == BallNorm::Linf; }
};
bool operator==(const DigitsState& a, const DigitsState& b);

} // namespace kamke::ui
