// Every method on random well-posed networks: nothing lies outside a box, and tighter methods lie inside
// looser ones.
#include "random_network.h"

#include "core/reach/polygon.h"
#include "core/reach/reach.h"
#include "core/solve/batch.h"
#include "core/solve/solvers.h"

#include <QTest>
#include <map>

using namespace kamke;
using namespace kamke::test;

class ReachSoundness : public QObject {
    Q_OBJECT
private slots:
    void randomNetworks();
    void exactPieces();
    void monotoneOperatorNetworks();
    void onlyTheL2BoxExists();
};

namespace {

using Answers = std::map<std::string_view, Enclosure>;

// What takes many times as long as the others only where `searching`.
Answers allMethods(const NetworkAnalysis& analysis, const Box& box, bool searching) {
    Answers answers;
    for (const Method& method : methods())
        if (searching || method.cost != Cost::Search)
            answers[method.id] = reach(method, analysis, box);
    return answers;
}

QByteArray describe(const char* what, int k, std::string_view id) {
    return QByteArray(what) + " (network " + QByteArray::number(k) + ", method " +
           QByteArray(id.data(), static_cast<int>(id.size())) + ")";
}

// Empty, or what lies outside.
QByteArray outsideOf(const Answers& answers, const Matrix& states, const Matrix& outputs, int k) {
    for (const auto& [id, e] : answers) {
        if (!e.ok())
            continue;
        for (Index j = 0; j < outputs.cols(); ++j) {
            if (!e.output->contains(Vector(outputs.col(j)), slackFor(*e.output, 1e-10)))
                return describe("an output lies outside", k, id);
            if (!e.state->contains(Vector(states.col(j)), slackFor(*e.state, 1e-10)))
                return describe("a state lies outside", k, id);
        }
    }
    return {};
}

// The outputs are sums C x that may cancel: rounding is relative to the terms, not to the sum.
double outputScale(const NetworkAnalysis& analysis, const Enclosure& e) {
    const Network& net = analysis.network();
    return 1 + (net.C.cwiseAbs() * e.state->lower.cwiseAbs().cwiseMax(e.state->upper.cwiseAbs())).maxCoeff();
}

QByteArray brokenInclusion(const NetworkAnalysis& analysis, const Answers& answers, int k) {
    const std::pair<const char*, const char*> inclusions[] = {
        {"exact", "mm"},
        {"mm", "ibp"},
        {"mm", "entrywise-lipschitz"},
        {"entrywise-lipschitz", "lipschitz"},
        {"exact", "lipschitz-l2"},
        {"exact", "relational"},
        {"exact", "sdp"},
        {"exact", "ellipsoid"},
        {"sdp", "relational"},
        {"ellipsoid", "relational"}};
    for (const auto& [inner, outer] : inclusions) {
        if (!answers.contains(inner) || !answers.contains(outer))
            continue;
        const Enclosure &a = answers.at(inner), &b = answers.at(outer);
        if (a.ok() && b.ok() && !b.output->contains(*a.output, 1e-9 * outputScale(analysis, b)))
            return describe(inner, k, outer) + QStringLiteral(": inner output is outside by %1 of scale %2")
                                                   .arg((b.output->lower - a.output->lower)
                                                            .cwiseMax(a.output->upper - b.output->upper)
                                                            .maxCoeff())
                                                   .arg(outputScale(analysis, b))
                                                   .toUtf8();
    }
    return {};
}

} // namespace

void ReachSoundness::randomNetworks() {
    Generator g = seededGenerator("random networks");
    std::map<std::string, int> counts;
    for (int k = 0; k < 1200; ++k) {
        const auto analysis = analysed(contractingNetwork(g, 12));
        QVERIFY2(
            analysis->contracting(), "a network of the NEMON parametrisation must be seen to be contracting");
        const Box box = anyBox(g, analysis->network().r());
        const Answers answers = allMethods(*analysis, box, k % 10 == 0);
        for (const auto& [id, e] : answers)
            ++counts
                [std::string(id) +
                 (e.ok() ? e.rigorous ? " proved" : " numerical" : " " + std::string(statusName(e.status)))];
        for (const char* id : {"mm", "entrywise-lipschitz", "lipschitz"})
            QVERIFY2(
                answers.at(id).ok() && answers.at(id).rigorous,
                describe(answers.at(id).reason.c_str(), k, id));
        const BatchResult points = forwardBatch(*analysis, pointsOf(g, box, 30));
        QVERIFY2(points.status == Status::Ok, points.reason.c_str());
        const QByteArray outside = outsideOf(answers, points.x, points.y, k);
        QVERIFY2(outside.isEmpty(), outside);
        const QByteArray broken = brokenInclusion(*analysis, answers, k);
        QVERIFY2(broken.isEmpty(), broken);
    }
    for (const auto& [what, count] : counts)
        std::printf("  %-32s %d\n", what.c_str(), count);
    QVERIFY(counts["exact numerical"] > 100);
    QVERIFY(counts["ibp proved"] > 100);
    QVERIFY(counts["relational proved"] > 100);
    QVERIFY(counts["sdp proved"] > 10);
    QVERIFY(counts["ellipsoid proved"] > 5);
    QVERIFY(counts["ibp diverged"] > 10);
}

void ReachSoundness::exactPieces() {
    Generator g = seededGenerator("exact pieces");
    int pieces = 0, networks = 0;
    while (networks < 1000) {
        Network net = contractingNetwork(g, 12, 3);
        Box box = anyBox(g, net.r());
        if (chance(g, 0.2)) { // every border of the pieces passes through the centre of the box
            net.b.setZero();
            net.input.reset();
            box = Box::around(Vector::Zero(net.r()), box.radius());
        }
        const auto analysis = analysed(std::move(net));
        const Enclosure e = reach(*findMethod("exact"), *analysis, box);
        if (e.status == Status::NotApplicable)
            continue;
        QVERIFY2(e.ok(), e.reason.c_str());
        ++networks;
        std::vector<Index> free;
        for (Index i = 0; i < box.dimension(); ++i)
            if (box.upper(i) > box.lower(i))
                free.push_back(i);
        double covered = 0;
        for (const ExactPiece& piece : e.pieces) {
            ++pieces;
            ConvexPolygon polygon; // in units of the box
            for (Index v = 0; v < piece.inputs.cols(); ++v) {
                Point t = Point::Zero();
                for (std::size_t j = 0; j < free.size(); ++j)
                    t(static_cast<Index>(j)) = (piece.inputs(free[j], v) - box.lower(free[j])) /
                                               (box.upper(free[j]) - box.lower(free[j]));
                polygon.vertices.push_back(t);
            }
            covered += polygon.measure();
            Vector weights = Vector::NullaryExpr(piece.inputs.cols(), [&] { return uniform(g, 0, 1); });
            weights /= weights.sum();
            // An independent iteration, not the Newton method that the pieces come from.
            const Vector raw = piece.inputs * weights;
            const ForwardResult direct = forward(*analysis, raw);
            QVERIFY2(direct.status == Status::Ok, direct.reason.c_str());
            const double difference = (direct.y - piece.outputs * weights).lpNorm<Eigen::Infinity>();
            QVERIFY2(
                difference <= 1e-9 * (1 + direct.y.lpNorm<Eigen::Infinity>()),
                qPrintable(QString("differs by %1").arg(difference)));
        }
        QVERIFY2(
            std::abs(covered - 1) <= 1e-9,
            qPrintable(QString("the pieces cover %1 of the box").arg(covered, 0, 'g', 17)));
    }
    std::printf("  %d pieces of %d networks\n", pieces, networks);
    QVERIFY(pieces > networks + networks / 2);
}

void ReachSoundness::monotoneOperatorNetworks() {
    // A = γI − WᵀW + Z − Zᵀ has μ_2(A) ≤ γ < 1, and mostly no weights with μ_η(A) < 1.
    Generator g = seededGenerator("monotone-operator networks");
    int withoutWeights = 0;
    for (int k = 0; k < 100; ++k) {
        Network net = contractingNetwork(g, 8);
        const Index n = net.n();
        const Matrix W = gaussian(g, n, n), Z = 2 * gaussian(g, n, n);
        net.A = 0.5 * Matrix::Identity(n, n) - W.transpose() * W / static_cast<double>(n) + Z - Z.transpose();
        const auto analysis = analysed(std::move(net));
        QVERIFY(analysis->wellPosed());
        const Box box = anyBox(g, analysis->network().r());
        const Answers answers = allMethods(*analysis, box, k % 10 == 0);
        if (!analysis->contracting()) {
            ++withoutWeights;
            for (const char* id : {"mm", "entrywise-lipschitz", "lipschitz"}) {
                QCOMPARE(answers.at(id).status, Status::NotApplicable);
                QVERIFY(answers.at(id).reason.find("least value") != std::string::npos);
            }
        }
        const BatchResult points = forwardBatch(*analysis, pointsOf(g, box, 30));
        QVERIFY2(points.status == Status::Ok, points.reason.c_str());
        const QByteArray outside = outsideOf(answers, points.x, points.y, k);
        QVERIFY2(outside.isEmpty(), outside);
    }
    QVERIFY(withoutWeights > 50);
}

void ReachSoundness::onlyTheL2BoxExists() {
    Generator g = seededGenerator("l_2 boxes of monotone-operator networks");
    int withoutWeights = 0, onlyWithLambda = 0;
    for (int k = 0; k < 400; ++k) {
        const auto analysis = analysed(monotoneOperatorNetwork(g, 12, 4, k % 4 == 0));
        const Box box = anyBox(g, analysis->network().r());
        const Answers answers = allMethods(*analysis, box, k % 10 == 0);
        if (!analysis->conditions.holds("lben"))
            continue; // the search for Λ promises nothing
        withoutWeights += !analysis->contracting();
        onlyWithLambda += !analysis->conditions.holds("mon");
        const Enclosure& l2 = answers.at("lipschitz-l2");
        QVERIFY2(l2.ok() && l2.rigorous, describe(l2.reason.c_str(), k, "lipschitz-l2"));
        const BatchResult points = forwardBatch(*analysis, pointsOf(g, box, 36));
        QVERIFY2(points.status == Status::Ok, points.reason.c_str());
        const QByteArray outside = outsideOf(answers, points.x, points.y, k);
        QVERIFY2(outside.isEmpty(), outside);
        const QByteArray broken = brokenInclusion(*analysis, answers, k);
        QVERIFY2(broken.isEmpty(), broken);
    }
    QVERIFY(withoutWeights > 150);
    QVERIFY(onlyWithLambda > 10);
}

QTEST_GUILESS_MAIN(ReachSoundness)
#include "tst_reach_soundness.moc"
