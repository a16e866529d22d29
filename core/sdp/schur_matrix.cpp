#include "core/sdp/schur_matrix.h"

namespace kamke {

namespace {

// VᵀHV for V = (e₀, E_z, G, outputsᵀ), 1 + 2n + m columns, and the rows of HV at y.
struct Compressed {
    Matrix all, y;
};

Compressed compress(const BallMatrices& b, const Matrix& H) {
    const Index n = b.n(), k = b.k(), m = b.m(), columns = 1 + 2 * n + m;
    Matrix HV(b.size(), columns);
    HV.col(0) = H.col(0);
    HV.middleCols(1, n) = H.rightCols(n);
    HV.middleCols(1 + n, n).noalias() = H * b.G();
    if (m > 0)
        HV.rightCols(m).noalias() = H * b.outputs().transpose();
    Compressed c{Matrix(columns, columns), HV.middleRows(1, k)};
    // Rows of e₀ and E_z are rows of HV; only those of G and the outputs need a product.
    c.all.row(0) = HV.row(0);
    c.all.middleRows(1, n) = HV.bottomRows(n);
    c.all.middleRows(1 + n, n).noalias() = b.G().transpose() * HV;
    if (m > 0)
        c.all.bottomRows(m).noalias() = b.outputs() * HV;
    return c;
}

} // namespace

// With A_a = ±½(p_a q_aᵀ + q_a p_aᵀ), p and q columns of V:
// 4 tr(A_a X A_b Zi) = ±[(q_aᵀXp_b)(q_bᵀZi p_a) + (q_aᵀXq_b)(p_bᵀZi p_a) + (p_aᵀXp_b)(q_bᵀZi q_a) +
// (p_aᵀXq_b)(p_bᵀZi q_a)].
Matrix schurMatrix(const BallMatrices& m, const Matrix& X, const Matrix& Zi) {
    const Index n = m.n(), k = m.k(), zAt = 1, gAt = 1 + n, outputsAt = 1 + 2 * n;
    const Compressed x = compress(m, X), z = compress(m, Zi);
    Matrix M(m.count(), m.count());
    // One column per multiplier b = (p, q): its products with all a in the order g; t: (e_z, g); p: −(e₀, g);
    // r: −(e₀, e_z); shape: −(outputs_i, outputs_j), twice off the diagonal.
    const auto column = [&](Index b, Index p, Index q, double sign) {
        const auto xp = x.all.col(p), xq = x.all.col(q), zp = z.all.col(p), zq = z.all.col(q);
        M(0, b) = sign * 0.5 * (z.y.col(q).dot(x.y.col(p)) + z.y.col(p).dot(x.y.col(q)));
        M(1, b) = sign * 0.5 * (xp(0) * zq(0) + xq(0) * zp(0));
        const auto xpz = xp.segment(zAt, n).array(), xqz = xq.segment(zAt, n).array(),
                   zpz = zp.segment(zAt, n).array(), zqz = zq.segment(zAt, n).array();
        const auto xpg = xp.segment(gAt, n).array(), xqg = xq.segment(gAt, n).array(),
                   zpg = zp.segment(gAt, n).array(), zqg = zq.segment(gAt, n).array();
        const double f = 0.25 * sign;
        M.col(b).segment(2, n) = f * (xpg * zqz + xqg * zpz + xpz * zqg + xqz * zpg);
        if (m.signs()) {
            M.col(b).segment(2 + n, n) = -f * (xpg * zq(0) + xqg * zp(0) + xp(0) * zqg + xq(0) * zpg);
            M.col(b).segment(2 + 2 * n, n) = -f * (xpz * zq(0) + xqz * zp(0) + xp(0) * zqz + xq(0) * zpz);
        }
        for (Index j = outputsAt, at = m.shapeAt(); j < outputsAt + m.m(); ++j)
            for (Index i = j; i < outputsAt + m.m(); ++i)
                M(at++, b) =
                    (i == j ? -f : -2 * f) * (xp(j) * zq(i) + xq(j) * zp(i) + xp(i) * zq(j) + xq(i) * zp(j));
    };
    column(1, 0, 0, 1);
    for (Index i = 0; i < n; ++i)
        column(2 + i, zAt + i, gAt + i, 1);
    if (m.signs())
        for (Index i = 0; i < n; ++i) {
            column(2 + n + i, 0, gAt + i, -1);
            column(2 + 2 * n + i, 0, zAt + i, -1);
        }
    for (Index j = outputsAt, at = m.shapeAt(); j < outputsAt + m.m(); ++j)
        for (Index i = j; i < outputsAt + m.m(); ++i)
            column(at++, i, j, i == j ? -1 : -2);
    M(0, 0) = X.block(1, 1, k, k).cwiseProduct(Zi.block(1, 1, k, k)).sum();
    M.col(0).tail(m.count() - 1) = M.row(0).tail(m.count() - 1).transpose();
    return M;
}

} // namespace kamke
