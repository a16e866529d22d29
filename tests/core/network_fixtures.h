// What tests/data/make_fixtures.py writes.
#pragma once

#include "core/model/network.h"

#include <filesystem>

namespace kamke::fixtures {

inline std::filesystem::path folder() {
    return std::filesystem::path(KAMKE_SOURCE_DIR) / "tests/data/networks";
}

/// Entry (i, j), counted from 0, is ±(10(i+1) + (j+1))·scale, negative where i + j is odd.
inline Matrix grid(Index rows, Index columns, double scale) {
    return Matrix::NullaryExpr(rows, columns, [=](Index i, Index j) {
        return static_cast<double>(10 * (i + 1) + (j + 1)) * ((i + j) % 2 ? -scale : scale);
    });
}

/// `base` of make_fixtures.py: n = 4, r = 3, q = 2.
inline Network base() {
    Network network;
    network.A = grid(4, 4, 0x1p-7);
    network.B = grid(4, 3, 0x1p-6);
    network.C = grid(2, 4, 0x1p-5);
    network.D = Matrix::Zero(2, 3);
    network.b = Vector::Zero(4);
    network.c = Vector::Zero(2);
    return network;
}

/// `complete` of make_fixtures.py: every field of the format.
inline Network complete() {
    Network network = base();
    network.activation = Activation(Activation::Kind::LeakyRelu, 0.125);
    network.name = "Vollständig";
    network.description = "Every field that a network file can have.";
    network.source = "h5py";
    network.b = Eigen::Vector4d(0.5, -0.25, 0.125, -1);
    network.c = Eigen::Vector2d(2, -3);
    network.D = grid(2, 3, 0x1p-4);
    network.eta = Eigen::Vector4d(1, 0.5, 2, 0.25);
    network.labels = {"left", "größer"};
    network.input = InputSpec{
        Eigen::Vector3d(0.5, 1, -2),
        Vector::Constant(3, 0.25),
        Vector(Vector::Zero(3)),
        Vector(Eigen::Vector3d(1, 2, 3)),
        {1, 3}};
    network.training = {
        {"kind", std::string("nemon")},
        {"epochs", std::int64_t{12}},
        {"seed", (std::int64_t{1} << 62) + 1},
        {"accuracy", 0.9875},
        {"losses", std::vector<double>{1, 0.5, 0.25}}};
    return network;
}

} // namespace kamke::fixtures
