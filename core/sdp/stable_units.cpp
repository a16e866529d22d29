#include "core/sdp/stable_units.h"

#include "core/model/decompositions.h"
#include "core/model/rounding.h"

namespace kamke {

namespace {

// Where no unit is stable, or every one, there are products without entries, and BLAS refuses these.
Matrix product(const Matrix& a, const Matrix& b) {
    return a.size() == 0 || b.size() == 0 ? Matrix(Matrix::Zero(a.rows(), b.cols())) : Matrix(a * b);
}

// A product, and a bound of what its entries are wrong by when the columns are multiplied with values of the
// size `sizes`.
struct BoundedProduct {
    Matrix value;
    Vector error;
};
BoundedProduct boundedProduct(const Matrix& a, const Matrix& b, const Vector& sizes, double gamma) {
    return {product(a, b), gamma * product(a.cwiseAbs(), product(b.cwiseAbs(), sizes))};
}

} // namespace

StableUnits::StableUnits(const ReluSystem& s, const Box& a) {
    for (Index i = 0; i < s.n(); ++i) {
        if (a.lower(i) >= 0)
            active_.push_back(i);
        else if (!(a.upper(i) <= 0)) // a NaN is not stable
            unstable_.push_back(i);
    }
    const Index r = s.r(), active = static_cast<Index>(active_.size());
    const Vector ones = Vector::Ones(r), one = Vector::Ones(1);
    // Of every sum of products here, and of the few operations around it.
    const double gamma = 2 * gammaBound(s.n() + r + 16);
    const double tiny = static_cast<double>(s.n() + r) * 0x1p-900;
    const Vector largest = s.states.upper.cwiseMin(a.upper.cwiseMax(0)).cwiseMax(0);
    const Vector largestV = largest(unstable_), largestA = largest(active_);

    // With any X: z_A = X(I − W_AA)z_A + (I − X(I − W_AA))z_A, and z_A is bounded already.
    const Matrix IWA = Matrix::Identity(active, active) - s.W(active_, active_);
    const Matrix X = active > 0 ? LuFactors(IWA).inverse() : Matrix(0, 0);
    const Matrix absX = X.cwiseAbs();
    const Matrix rest = (Matrix::Identity(active, active) - product(X, IWA)).cwiseAbs() +
                        gamma * (product(absX, IWA.cwiseAbs()) + Matrix::Identity(active, active));
    const Matrix UA = s.U(active_, Eigen::all);
    const Vector uA = s.u0(active_);
    const BoundedProduct states = boundedProduct(X, s.W(active_, unstable_), largestV, gamma);
    const BoundedProduct inputs = boundedProduct(X, UA, ones, gamma);
    const BoundedProduct offset = boundedProduct(X, uA, one, gamma);
    stateGain_ = states.value;
    inputGain_ = inputs.value;
    offset_ = offset.value;
    error_ = ((product(absX, s.error(active_)) + product(rest, largestA) + states.error + inputs.error +
               offset.error) *
              (1 + gamma))
                 .array() +
             tiny;

    const Matrix WVA = s.W(unstable_, active_);
    const BoundedProduct throughStates = boundedProduct(WVA, stateGain_, largestV, gamma);
    const BoundedProduct throughInputs = boundedProduct(WVA, inputGain_, ones, gamma);
    const BoundedProduct throughOffset = boundedProduct(WVA, offset_, one, gamma);
    const Matrix WVV = s.W(unstable_, unstable_), UV = s.U(unstable_, Eigen::all);
    const Vector uV = s.u0(unstable_);
    reduced_.W = WVV + throughStates.value;
    reduced_.U = UV + throughInputs.value;
    reduced_.u0 = uV + throughOffset.value;
    // The sums round once more, by no more than their terms.
    const Vector sums =
        gamma * (product(WVV.cwiseAbs(), largestV) + UV.cwiseAbs().rowwise().sum() + uV.cwiseAbs());
    reduced_.error = ((s.error(unstable_) + product(WVA.cwiseAbs(), error_) + throughStates.error +
                       throughInputs.error + throughOffset.error + sums) *
                      (1 + gamma))
                         .array() +
                     tiny;
    reduced_.norm = s.norm;
    reduced_.own = s.own(unstable_);
    reduced_.states = {s.states.lower(unstable_), largestV};
    reduced_.centre = s.centre(unstable_);
    reduced_.centreRadius = s.centreRadius(unstable_);
}

ReducedFunctional StableUnits::reduce(const Functional& f) const {
    const Index r = reduced_.r();
    const double gamma = 2 * gammaBound(static_cast<Index>(active_.size()) + reduced_.n() + r + 16);
    const Vector xiA = f.xi(active_), xiV = f.xi(unstable_), absA = xiA.cwiseAbs();
    ReducedFunctional reduced;
    reduced.functional.xi = xiV + product(stateGain_.transpose(), xiA);
    reduced.functional.eta = f.eta + product(inputGain_.transpose(), xiA);
    const Vector states = xiV.cwiseAbs() + product(stateGain_.cwiseAbs().transpose(), absA);
    const Vector inputs = f.eta.cwiseAbs() + product(inputGain_.cwiseAbs().transpose(), absA);
    const double constant = xiA.dot(offset_), size = absA.dot(offset_.cwiseAbs());
    const double error = absA.dot(error_) + gamma * (states.dot(reduced_.states.upper) + inputs.sum() + size);
    reduced.constant = up(constant + up(error * (1 + gamma) + 0x1p-900));
    return reduced;
}

} // namespace kamke
