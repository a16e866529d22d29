// The search against the truth: enumeration of all activation patterns, and every other way to find a value.
// KAMKE_TIMES=10 runs ten times as many cases (2,000 verdicts and 10,000 searches).
#include "core/attack/attack.h"
#include "core/certify/cascade.h"
#include "core/certify/certificates.h"
#include "core/decide/decide.h"
#include "core/reach/reach.h"
#include "core/sdp/ascent.h"
#include "pattern_oracle.h"
#include "random_samples.h"
#include "relu_systems.h"

#include <QTest>
#include <map>

using namespace kamke;
using namespace kamke::test;

namespace {

int times() {
    bool given = false;
    const int wanted = qEnvironmentVariableIntValue("KAMKE_TIMES", &given);
    return given ? std::max(wanted, 1) : 1;
}

/// A classifier that is shown to have one state for every input, of at most maxN units and 6 inputs.
Network anyClassifier(Generator& g, Index maxN) {
    Network net = asClassifier(
        g, chance(g, 0.5) ? contractingNetwork(g, maxN, 6) : monotoneOperatorNetwork(g, maxN, 6));
    net.activation =
        chance(g, 0.3) ? Activation(Activation::Kind::LeakyRelu, uniform(g, 0, 1)) : Activation();
    return net;
}

/// Rows e_j − e_label for all classes but the label.
Matrix competitors(Index q, int label) {
    Matrix V = Matrix::Zero(q - 1, q);
    for (Index j = 0, row = 0; j < q; ++j)
        if (j != label) {
            V(row, j) = 1;
            V(row++, label) = -1;
        }
    return V;
}

double scaleOf(const Network& net, const Vector& y) {
    return 1 + y.lpNorm<Eigen::Infinity>() + net.c.lpNorm<Eigen::Infinity>();
}

// The kinds of input sets.
enum SetKind { Box_, ClippedBox, AnyBox, Ball };

/// The corners of the free inputs, and random points, as d (r×k).
Matrix pointsOfSet(Generator& g, Index r, BallNorm norm, Index random) {
    const Index corners = Index{1} << r;
    Matrix d(r, corners + random);
    for (Index k = 0; k < d.cols(); ++k) {
        Vector one(r);
        for (Index p = 0; p < r; ++p)
            one(p) = k < corners ? ((k >> p) & 1 ? 1.0 : -1.0) : uniform(g, -1, 1);
        if (norm == BallNorm::L2)
            one *= (k < corners || chance(g, 0.5) ? 1 : uniform(g, 0, 1)) / std::max(one.norm(), 1e-300);
        d.col(k) = one;
    }
    return d;
}

} // namespace

class SearchTruthTest : public QObject {
    Q_OBJECT
private slots:
    void verdictsEqualEnumeration();
    void searchesContradictNothing();
    void partsHoldTheirInputs_data();
    void partsHoldTheirInputs();
};

// Robust exactly where the largest y_j − y_label over all activation patterns is below 0, Broken where it is
// above.
void SearchTruthTest::verdictsEqualEnumeration() {
    Generator g = seededGenerator("enumeration");
    std::array<int, 4> ofKind{};
    int robust = 0, broken = 0, level = 0, unsolved = 0, patterns = 0, searched = 0;
    double worstGap = 0, closest = std::numeric_limits<double>::infinity();
    const int wanted = 200 * times();
    for (int done = 0; done < wanted;) {
        Network net = anyClassifier(g, 12);
        const Index r = net.r(), q = net.q();
        const auto kind = static_cast<SetKind>(integer(g, 0, 3));
        const Vector sample = Vector::NullaryExpr(r, [&] { return uniform(g, 0, 1); });
        const double eps = std::exp(uniform(g, -4, 0.5));
        InputSet set{sample, Vector::Constant(r, eps), kind == Ball ? BallNorm::L2 : BallNorm::Linf};
        Box box = Box::around(sample, set.radii);
        if (kind == ClippedBox)
            box = {box.lower.cwiseMax(0), box.upper.cwiseMin(1)};
        if (kind == AnyBox)
            box = anyBox(g, r);
        if (kind == ClippedBox || kind == AnyBox) {
            set.centre = box.centre();
            set.radii = box.radius();
        }
        auto analysis = analysed(net);
        if (whyNotDecided(*analysis))
            continue;
        const ForwardResult centre = forward(*analysis, kind == AnyBox ? set.centre : sample);
        if (centre.status != Status::Ok) {
            ++unsolved;
            continue;
        }
        const int label = predictedClass(centre.y);
        PatternOracle oracle(net, set);
        const std::vector<LargestValue> largest = oracle.largest(competitors(q, label));
        QCOMPARE(oracle.unfinished, 0);
        QVERIFY(oracle.patterns > 0);
        patterns += oracle.patterns;
        std::size_t strongest = 0;
        for (std::size_t j = 1; j < largest.size(); ++j)
            if (largest[j].value > largest[strongest].value)
                strongest = j;
        double worst = largest[strongest].value;
        const double scale = scaleOf(net, centre.y);
        // The oracle's own input attains what it says.
        const ForwardResult there = forward(*analysis, set.input(largest[strongest].d));
        if (there.status == Status::Ok) {
            const double value = (competitors(q, label).row(static_cast<Index>(strongest)) * there.y)(0);
            worstGap = std::max(worstGap, std::abs(value - worst) / scale);
            QVERIFY2(
                std::abs(value - worst) < 1e-6 * scale,
                qPrintable(QString("%1, attained %2").arg(worst, 0, 'g', 12).arg(value, 0, 'g', 12)));
        }
        // Half of them close to the border: the label's constant decides on which side.
        if (chance(g, 0.5)) {
            const double target = scale * std::pow(10.0, uniform(g, -5.5, -1)) * (chance(g, 0.5) ? 1 : -1);
            net.c(label) += worst - target;
            worst = target;
            analysis = analysed(net);
        }
        if (std::abs(worst) < 1e-7 * scale) {
            ++level;
            continue;
        }
        ++done;
        ++ofKind[kind];
        closest = std::min(closest, std::abs(worst) / scale);
        (worst < 0 ? robust : broken) += 1;
        const Certifier certifier(analysis);
        const std::vector<int> labels{label};
        const QString what = QString("n %1 r %2 q %3, set %4, largest %5 of scale %6: ")
                                 .arg(net.n())
                                 .arg(r)
                                 .arg(q)
                                 .arg(kind)
                                 .arg(worst, 0, 'g', 12)
                                 .arg(scale);
        if (kind == AnyBox) {
            const ColumnInput input = columnInput(certifier, {box.lower, box.upper, labels});
            const StateBoxes points = monotonePoints(certifier, input.centres(), {});
            QVERIFY(points.ok(0));
            const SampleSystem system = sampleSystem(certifier, input, points, 0, {});
            CascadeOptions options;
            options.attack = chance(g, 0.5);
            options.semidefinite = false;
            options.search = true;
            const CascadeResult result = runCascade(certifier, system, options);
            QVERIFY2(result.certified() == (worst < 0), qPrintable(what + "cascade"));
            QVERIFY2(
                !(result.margin() > -worst + 1e-9 * scale),
                qPrintable(what + QString::number(result.margin())));
            QVERIFY2((result.witness.size() > 0) == (worst > 0), qPrintable(what + "witness"));
            continue;
        }
        DecideOptions options;
        options.norm = set.norm;
        options.clip = kind == ClippedBox;
        options.everyMargin = chance(g, 0.2);
        const SampleDecision one = decide(certifier, sample, labels, eps, options).front();
        searched += one.stage == DecisionStage::Search;
        if (one.decision == Decision::Broken) {
            const Vector y = forward(*analysis, one.witness).y;
            const double reached = (competitors(q, label) * y).maxCoeff();
            QVERIFY2(
                reached <= worst + 1e-7 * scale, qPrintable(
                                                     what + QString("the witness has %1, %2 times eps away")
                                                                .arg(reached)
                                                                .arg((one.witness - sample).norm() / eps)));
        }
        QVERIFY2(
            one.decision == (worst < 0 ? Decision::Robust : Decision::Broken),
            qPrintable(
                what + QString("decided %1, bound %2, %3")
                           .arg(static_cast<int>(one.decision))
                           .arg(one.bound)
                           .arg(QString::fromStdString(one.reason))));
        QVERIFY2(!(one.bound > -worst + 1e-9 * scale), qPrintable(what + QString::number(one.bound)));
    }
    std::printf(
        "%d verdicts (%d boxes, %d clipped, %d any, %d balls), %d robust, %d broken, %d by the search; %d "
        "left out as "
        "level and %d without a state; %d patterns; the closest margin is %.1e, the oracle attained within "
        "%.1e\n",
        wanted, ofKind[0], ofKind[1], ofKind[2], ofKind[3], robust, broken, searched, level, unsolved,
        patterns, closest, worstGap);
    QVERIFY(robust > wanted / 4 && broken > wanted / 4 && searched > wanted / 8);
    QVERIFY(unsolved < wanted / 20);
}

// Whatever is proved holds at corners, at random inputs, where attacks end, and at every vertex of the exact
// reach set; and is attained where the search says so.
void SearchTruthTest::searchesContradictNothing() {
    Generator g = seededGenerator("contradictions");
    const int wanted = 1000 * times();
    int searches = 0, branched = 0, complete = 0, vertices = 0, attacked = 0;
    Index points = 0;
    while (searches < wanted) {
        const auto analysis = analysed(anyClassifier(g, 12));
        if (whyNotDecided(*analysis))
            continue;
        const Network& net = analysis->network();
        const Index r = net.r(), q = net.q();
        const auto norm = chance(g, 0.5) ? BallNorm::L2 : BallNorm::Linf;
        const Vector sample = Vector::NullaryExpr(r, [&] { return uniform(g, 0, 1); });
        const double eps = std::exp(uniform(g, -4, 1));
        const Certifier certifier(analysis);
        CertifyOptions certify;
        certify.norm = norm;
        const ForwardResult centre = forward(*analysis, sample);
        if (centre.status != Status::Ok)
            continue;
        const std::vector<int> labels{predictedClass(centre.y)};
        const ColumnInput input =
            columnInput(certifier, inputSets(net, sample, labels, Vector::Constant(1, eps), certify));
        const StateBoxes centres = monotonePoints(certifier, input.centres(), certify);
        if (!centres.ok(0))
            continue;
        const SampleSystem system = sampleSystem(certifier, input, centres, 0, {});
        const auto root = RelationalRoot::find(system.system, system.system.preActivations(), {});
        QVERIFY(root);
        // What is known: q×k outputs inside of the set.
        Matrix known;
        {
            const Matrix d = pointsOfSet(g, r, norm, 40);
            const Matrix raw = ((eps * (1 - 1e-15)) * d).colwise() + sample;
            Dataset data;
            data.values = raw;
            data.labels.assign(static_cast<std::size_t>(raw.cols()), 0);
            known = predict(*analysis, data, allSamples(data)).logits;
        }
        const auto append = [&](const Matrix& y) {
            known.conservativeResize(Eigen::NoChange, known.cols() + y.cols());
            known.rightCols(y.cols()) = y;
        };
        AttackOptions attack;
        attack.norm = norm;
        attack.steps = 10;
        attack.restarts = 2;
        for (const std::string_view id : {"pgd", "frank-wolfe"}) {
            const AttackOutcome found =
                runAttack(*findAttack(id), certifier, sample, labels, eps, attack).front();
            if (found.logits.size() == q && found.logits.allFinite()) {
                append(found.logits);
                ++attacked;
            }
        }
        bool exactly = false;
        if (norm == BallNorm::Linf && r <= 2) {
            const Enclosure exact =
                reach(*findMethod("exact"), certifier, Box::around(sample, Vector::Constant(r, eps)));
            exactly = exact.ok();
            for (const ExactPiece& piece : exact.pieces) {
                append(piece.outputs);
                vertices += static_cast<int>(piece.outputs.cols());
            }
        }
        for (Index j = 0; j < q; ++j) {
            if (j == labels[0])
                continue;
            Objective f = root->objective(system.functional(j));
            f.constant -= system.constant(j);
            double largest = -std::numeric_limits<double>::infinity(), size = 1;
            for (Index k = 0; k < known.cols(); ++k)
                if (known.col(k).allFinite()) {
                    largest = std::max(largest, known(j, k) - known(labels[0], k));
                    size = std::max(size, known.col(k).lpNorm<Eigen::Infinity>());
                    ++points;
                }
            SearchOptions options;
            options.gap = std::pow(10.0, uniform(g, -7, -1)) * (1 + std::abs(largest));
            if (chance(g, 0.3))
                options.closeBelow = largest + normal(g) * size;
            if (chance(g, 0.3))
                options.stopAbove = largest + 0.1 * normal(g) * size;
            options.maxNodes = chance(g, 0.3) ? integer(g, 1, 10) : 20000;
            const SearchResult found = search(*root, f, options);
            ++searches;
            branched += found.nodes > 1;
            complete += found.complete;
            // What is closed because it is below what was asked is only known to be below that.
            const double holds = std::max(found.bound, found.value);
            QVERIFY2(
                holds >= largest - 1e-8 * size, qPrintable(QString("n %1, r %2: bound %3, known %4, scale %5")
                                                               .arg(net.n())
                                                               .arg(r)
                                                               .arg(found.bound, 0, 'g', 12)
                                                               .arg(largest, 0, 'g', 12)
                                                               .arg(size)));
            QVERIFY(
                !found.complete || found.value > options.stopAbove ||
                found.bound <= std::max(options.closeBelow, found.value + options.gap));
            if (exactly)
                QVERIFY2(
                    found.value <= largest + 1e-7 * size,
                    qPrintable(QString("%1 was found, the exact reach set ends at %2")
                                   .arg(found.value, 0, 'g', 12)
                                   .arg(largest, 0, 'g', 12)));
        }
    }
    std::printf(
        "%d searches (%d branched, %d complete) against %td known outputs, %d of attacks and %d of exact "
        "pieces\n",
        searches, branched, complete, points, attacked, vertices);
    QVERIFY(branched > searches / 10 && complete > searches / 2 && vertices > 100);
}

void SearchTruthTest::partsHoldTheirInputs_data() {
    QTest::addColumn<bool>("ball");
    QTest::newRow("box") << false;
    QTest::newRow("ball") << true;
}

// Every part on the way, closed or open: inputs whose signs agree with its path have their pre-activations in
// its box and the objective below its bound.
void SearchTruthTest::partsHoldTheirInputs() {
    QFETCH(bool, ball);
    Generator g = seededGenerator("parts");
    const int wanted = 100 * times();
    int systems = 0, branched = 0;
    Index parts = 0, inside = 0, deepest = 0, open = 0, closed = 0;
    while (systems < wanted) {
        const auto one = randomSystem(g, 12, 6, ball ? BallNorm::L2 : BallNorm::Linf);
        if (!one)
            continue;
        const ReluSystem& s = one->system;
        const auto root = RelationalRoot::find(s, s.preActivations(), {});
        QVERIFY(root);
        const Objective f = root->objective(one->functional);
        // States by the solver of columns, pre-activations of the preconditioned system.
        const Matrix d = pointsOfSet(g, s.r(), s.norm, 200);
        const ColumnStates states = solveColumns(
            *one->analysis, s.own.asDiagonal() * Matrix((s.U * d).colwise() + s.u0),
            s.centre.replicate(1, d.cols()));
        const Matrix a = s.W * states.x + Matrix((s.U * d).colwise() + s.u0);
        const std::vector<Index>& units = root->units().units();
        const double size = 1 + a.lpNorm<Eigen::Infinity>();
        SearchOptions options;
        options.gap = 1e-6 * (1 + std::abs(root->bound(one->functional)));
        options.maxNodes = 300;
        QString wrong;
        SearchTree tree;
        options.tree = &tree;
        std::map<std::vector<std::pair<Index, bool>>, double> last; // bounds by the signs of a part
        options.watch = [&](const SearchPart& part) {
            ++parts;
            std::vector<std::pair<Index, bool>> signs;
            for (const SignSplit& split : part.path)
                signs.emplace_back(split.unit, split.active);
            last[signs] = part.bound;
            deepest = std::max(deepest, static_cast<Index>(part.path.size()));
            for (Index k = 0; k < d.cols(); ++k) {
                if (states.status[static_cast<std::size_t>(k)] != Status::Ok)
                    continue;
                const Vector own = a.col(k)(units);
                const bool belongs =
                    std::all_of(part.path.begin(), part.path.end(), [&](const SignSplit& split) {
                        return split.active ? own(split.unit) >= 0 : own(split.unit) <= 0;
                    });
                if (!belongs)
                    continue;
                ++inside;
                const double value =
                    one->functional.xi.dot(states.x.col(k)) + one->functional.eta.dot(d.col(k));
                if (!part.a.contains(own, 1e-9 * size))
                    wrong = QString("a part of %1 splits does not hold the pre-activations of an input")
                                .arg(part.path.size());
                if (!(part.bound >= value - 1e-9 * (1 + std::abs(value) + size)))
                    wrong = QString("a part of %1 splits is bounded by %2, and an input of it has %3")
                                .arg(part.path.size())
                                .arg(part.bound, 0, 'g', 12)
                                .arg(value, 0, 'g', 12);
            }
        };
        const SearchResult watched = search(*root, f, options);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        ++systems;
        branched += watched.nodes > 1;
        // What is recorded is what was said of every part last, and nothing else.
        QCOMPARE(tree.size(), static_cast<Index>(last.size()));
        for (Index place = 0; place < tree.size(); ++place) {
            std::vector<std::pair<Index, bool>> signs;
            for (const SignSplit& split : tree.path(place))
                signs.emplace_back(split.unit, split.active);
            QVERIFY(last.contains(signs));
            const SearchTree::Node& node = tree.at(place);
            QCOMPARE(node.bound, last[signs]);
            QCOMPARE(
                node.state == SearchTree::State::Empty,
                node.bound == -std::numeric_limits<double>::infinity());
            QCOMPARE(node.state == SearchTree::State::Split, node.split >= 0);
            if (watched.complete)
                QVERIFY(node.state != SearchTree::State::Open && node.state != SearchTree::State::Left);
            ++(node.state == SearchTree::State::Open ? open : closed);
        }
        // What is drawn of it: its oldest part, in units of the network, with both sides of a split or none.
        const Index most = 1 + static_cast<Index>(g() % 12);
        const SearchTree drawn = tree.outline(units, most);
        QVERIFY(drawn.size() <= most && (drawn.size() == tree.size() || drawn.size() >= most - 1));
        for (Index place = 0; place < drawn.size(); ++place) {
            const SearchTree::Node &node = drawn.at(place), &whole = tree.at(place);
            QVERIFY(node.bound == whole.bound && node.state == whole.state && node.nu.size() == 0);
            QCOMPARE(node.split, whole.split < 0 ? -1 : units[static_cast<std::size_t>(whole.split)]);
            QCOMPARE(node.active < 0, node.inactive < 0);
            QCOMPARE(node.active >= 0, whole.active >= 0 && whole.active < drawn.size());
        }
        // Neither watching nor recording changes anything.
        options.watch = nullptr;
        options.tree = nullptr;
        const SearchResult alone = search(*root, f, options);
        QCOMPARE(alone.bound, watched.bound);
        QCOMPARE(alone.nodes, watched.nodes);
    }
    std::printf(
        "%d systems, %d branched: %td parts up to depth %td, %td times an input was in one\n", systems,
        branched, parts, deepest, inside);
    QVERIFY(branched > wanted / 10 && deepest >= 3 && inside > 1000 && closed > open);
}

QTEST_APPLESS_MAIN(SearchTruthTest)
#include "tst_search_truth.moc"
