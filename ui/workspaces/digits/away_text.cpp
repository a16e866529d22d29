#include "ui/workspaces/digits/away_text.h"

#include "ui/text/number_text.h"

namespace kamke::ui {

QString awayText(const Vector& found, const Vector& sample, BallNorm norm, int digits) {
    const Vector difference = found - sample;
    return formatBrief(
        norm == BallNorm::L2 ? difference.norm() : difference.lpNorm<Eigen::Infinity>(), digits, Rounded::Up);
}

} // namespace kamke::ui
