#include "core/train/initial_network.h"

#include "core/train/trainer.h"

namespace kamke {

Network initialNetwork(const TrainOptions& options, Index r, Index q) {
    const ModelKind& kind = *findModelKind(options.kind);
    const int layers = kind.takesLayers ? options.layers : 1;
    const KindSettings settings{options.hidden * layers, r,     q, kind.usesGamma() ? options.gamma : 0,
                                options.learnWeights,    layers};
    const auto model = kind.inFloat(settings);
    const auto wide = kind.inDouble(settings);
    const TrainState state(*model, options.seed);
    Parameters<double> parameters(state.parameters.shape);
    parameters.values = state.parameters.values.cast<double>();
    Network network;
    network.A = wide->finishedMatrix(parameters);
    network.B = parameters.B();
    network.C = parameters.C();
    network.D = Matrix::Zero(q, r);
    network.b = parameters.b();
    network.c = parameters.c();
    network.eta = wide->finishedEta(parameters, network.A);
    return network;
}

} // namespace kamke
