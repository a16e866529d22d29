#include "core/train/parametrisation.h"

#include <cmath>

namespace kamke {

template<class S>
void fillUniform(Parameters<S>& parameters, Index from, Index to, Index inputs, Generator& random) {
    const double half = 1 / std::sqrt(static_cast<double>(inputs));
    for (Index k = from; k < to; ++k)
        parameters.values(k) = static_cast<S>(random.uniform(half));
}

template<class S>
void Parametrisation<S>::initialise(Parameters<S>& parameters, Generator& random) const {
    const ParameterShape& shape = parameters.shape;
    fillUniform(parameters, 0, shape.offsetB(), shape.n, random);
    fillUniform(parameters, shape.offsetB(), shape.offsetC(), shape.r, random);
    fillUniform(parameters, shape.offsetC(), shape.offsetOfb(), shape.n, random);
    fillUniform(parameters, shape.offsetOfb(), shape.offsetOfc(), shape.r, random);
    fillUniform(parameters, shape.offsetOfc(), shape.offsetWeights(), shape.n, random);
    parameters.values.tail(shape.size() - shape.offsetWeights()).setZero();
}

template void fillUniform(Parameters<float>&, Index, Index, Index, Generator&);
template void fillUniform(Parameters<double>&, Index, Index, Index, Generator&);
template class Parametrisation<float>;
template class Parametrisation<double>;

} // namespace kamke
