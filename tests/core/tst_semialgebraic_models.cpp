// What is built on the semidefinite programs: certificates, the cascade, Lipschitz tables and their files,
// ellipsoids.
#include "relu_systems.h"

#include "core/attack/attack.h"
#include "core/certify/cascade.h"
#include "core/certify/margins.h"
#include "core/certify/sample.h"
#include "core/io/files/lipschitz_file.h"
#include "core/sdp/ascent.h"
#include "core/sdp/lipschitz_table.h"
#include "core/sdp/output_ellipsoid.h"
#include "core/search/relational_root.h"
#include "core/solve/batch.h"

#include <QTemporaryDir>
#include <QTest>

using namespace kamke;
using namespace kamke::test;

class SemialgebraicModels : public QObject {
    Q_OBJECT
private slots:
    void cascadeNeverContradictsAttacks();
    void certificatesAreOrdered();
    void lipschitzConstantsHold();
    void directPartsCount();
    void lipschitzFilesProveThemselves();
    void constantsMeetTheirOptimum();
    void ellipsoidsHoldEveryOutput();
    void ellipsoidsOfLinearOutputsAreKnown();
    void noUnitNeedsToBeOpen();
    void ballsHoldTheirSamples();
    void whatHasNoEllipsoidHasNoMargin();
};

void SemialgebraicModels::cascadeNeverContradictsAttacks() {
    Generator g = seededGenerator("cascade");
    int certified = 0, refuted = 0, bySdp = 0;
    for (int k = 0; k < 80; ++k) {
        Network net = monotoneClassifier(g, 10, 8);
        net.activation = Activation();
        const auto analysis = analysed(std::move(net));
        if (whyNotSemialgebraic(*analysis))
            continue;
        const Certifier certifier(analysis);
        const Dataset data = samplesFor(g, *analysis, 1);
        const Matrix raw = data.inputs(0, 1);
        CertifyOptions options;
        options.norm = chance(g, 0.5) ? BallNorm::L2 : BallNorm::Linf;
        const double eps = std::exp(uniform(g, -4, -0.5));
        const ColumnInput input = columnInput(
            certifier, inputSets(analysis->network(), raw, data.labels, Vector::Constant(1, eps), options));
        const StateBoxes points = monotonePoints(certifier, input.centres(), options);
        if (!points.ok(0))
            continue;
        const SampleSystem sample = sampleSystem(certifier, input, points, 0, {});
        const CascadeResult verdict = runCascade(certifier, sample);
        QVERIFY(verdict.complete);
        CascadeOptions all;
        all.everyMargin = true;
        const CascadeResult margins = runCascade(certifier, sample, all);
        for (std::size_t j = 0; j < margins.competitors.size(); ++j) {
            const CompetitorCascade &one = margins.competitors[j], &quick = verdict.competitors[j];
            // A proved lower bound is below every value that was found.
            QVERIFY(!(one.bound() > one.attacked + tolerance(one.attacked)));
            QVERIFY(!(quick.bound() > one.attacked + tolerance(one.attacked)));
            QVERIFY(!(quick.certified && one.attacked <= 0));
        }
        QVERIFY(!verdict.certified() || margins.margin() > -1e-9);
        certified += verdict.certified();
        for (const CompetitorCascade& one : verdict.competitors) {
            refuted += one.decidedBy == CascadeStage::Attack;
            bySdp += one.decidedBy == CascadeStage::Semidefinite;
        }
        // An attack of another kind inside the box or ball of a certified sample finds nothing.
        if (verdict.certified()) {
            AttackOptions attack;
            attack.norm = options.norm;
            const AttackOutcome outcome =
                runAttack(*findAttack("pgd"), certifier, raw, data.labels, eps, attack).front();
            QVERIFY(!outcome.broken);
        }
    }
    std::printf(
        "  %d samples certified, %d competitors refuted, %d decided by the semidefinite model\n", certified,
        refuted, bySdp);
    QVERIFY(certified > 10);
    QVERIFY(refuted > 5);
    QVERIFY(bySdp > 0);
}

void SemialgebraicModels::certificatesAreOrdered() {
    Generator g = seededGenerator("order");
    const Certificate* rows[] = {findCertificate("sdp"), findCertificate("relational")};
    QVERIFY(rows[0]->isTighterThan(*rows[1]));
    QVERIFY(!rows[1]->isTighterThan(*rows[0]));
    QVERIFY(!findCertificate("mmc")->isTighterThan(*rows[1]));
    int compared = 0;
    for (int k = 0; k < 30; ++k) {
        Network net = monotoneClassifier(g, 8, 6);
        net.activation = Activation();
        const auto analysis = analysed(std::move(net));
        if (whyNotSemialgebraic(*analysis))
            continue;
        const Certifier certifier(analysis);
        const Dataset data = samplesFor(g, *analysis, 2);
        const std::vector<Index> samples = allSamples(data);
        CertifyOptions options;
        options.everyMargin = true;
        const MarginTable table =
            certify(certifier, data, samples, std::exp(uniform(g, -4, -1)), rows, options);
        QVERIFY(table.complete);
        for (Index s = 0; s < data.size(); ++s)
            if (std::isfinite(table.margins(0, s)) && std::isfinite(table.margins(1, s))) {
                ++compared;
                QVERIFY(table.margins(0, s) >= table.margins(1, s));
                QVERIFY(table.rigorous[0][static_cast<std::size_t>(s)]);
            }
    }
    QVERIFY(compared > 20);
}

void SemialgebraicModels::lipschitzConstantsHold() {
    Generator g = seededGenerator("Lipschitz constants");
    int networks = 0, better = 0;
    for (int k = 0; k < 24; ++k) {
        Network net = monotoneClassifier(g, 8, 6);
        net.activation = Activation();
        const auto analysis = analysed(std::move(net));
        if (whyNotSemialgebraic(*analysis))
            continue;
        const BallNorm norm = k % 2 ? BallNorm::L2 : BallNorm::Linf;
        const auto table = lipschitzTable(*analysis, norm);
        QVERIFY(table && table->pairs.allFinite());
        ++networks;
        const Index r = analysis->network().r(), q = analysis->network().q(), count = 60;
        Matrix u(r, count), v(r, count);
        for (Index s = 0; s < count; ++s) {
            u.col(s) = gaussian(g, r, 1);
            v.col(s) = u.col(s) + std::exp(uniform(g, -5, 1)) * gaussian(g, r, 1);
        }
        const BatchResult at = forwardBatch(*analysis, u), other = forwardBatch(*analysis, v);
        const auto size = [&](const Vector& d) {
            return norm == BallNorm::L2 ? d.norm() : d.lpNorm<Eigen::Infinity>();
        };
        for (Index s = 0; s < count; ++s) {
            const double moved = size(v.col(s) - u.col(s)) * (1 + 1e-9);
            const Vector dy = other.y.col(s) - at.y.col(s);
            for (Index i = 0; i < q; ++i)
                for (Index j = 0; j < q; ++j)
                    QVERIFY(std::abs(dy(i) - dy(j)) <= table->pairs(i, j) * moved + 1e-9);
            QVERIFY(size(dy) <= table->output * moved + 1e-9);
            QVERIFY(size(other.x.col(s) - at.x.col(s)) <= table->state * moved + 1e-9);
        }
        // Never far above the constants that need no program.
        if (norm == BallNorm::L2)
            better += table->pairs(0, 1) <= analysis->monotone.differenceGain(0, 1) * 1.01;
    }
    QVERIFY(networks > 15);
    QVERIFY(better >= networks / 2 - 1);
}

// The gap of a constant is relative to it, also where it is far below the size of the weights, as in strongly
// monotone networks.
void SemialgebraicModels::constantsMeetTheirOptimum() {
    Generator g = seededGenerator("optimal constants");
    int compared = 0;
    for (int k = 0; k < 20; ++k) {
        Network net = monotoneClassifier(g, 12, 8);
        net.activation = Activation();
        net.A.diagonal().array() -= 20;
        const auto analysis = analysed(std::move(net));
        if (whyNotSemialgebraic(*analysis))
            continue;
        const ReluSystem s = incrementalSystem(*analysis, BallNorm::L2);
        const Vector& lambda = *analysis->conditions.lbenLambda;
        for (const Functional& f : lipschitzFunctionals(*analysis, BallNorm::L2)) {
            FunctionalOptions quick, long_;
            quick.gap = LipschitzOptions().gap;
            long_.gap = 1e-6;
            const FunctionalBound one = boundFunctional(s, f, lambda, {}, quick);
            const FunctionalBound best = boundFunctional(s, f, lambda, {}, long_);
            if (best.end != InteriorEnd::Gap || !(best.bound > 0))
                continue;
            ++compared;
            QVERIFY2(
                one.bound <= best.bound * (1 + 2 * quick.gap),
                qPrintable(QString("%1, the optimum is %2").arg(one.bound).arg(best.bound)));
        }
    }
    QVERIFY2(compared > 20, qPrintable(QString::number(compared)));
}

// y = Cx + Du moves by what D moves it, also where there are as many outputs as states.
void SemialgebraicModels::directPartsCount() {
    Generator g = seededGenerator("direct parts");
    int networks = 0;
    for (int k = 0; k < 40; ++k) {
        Network net = monotoneClassifier(g, 6, 4);
        net.activation = Activation();
        net.labels.clear();
        const Index q = k % 2 ? net.n() : net.q();
        net.C = gaussian(g, q, net.n());
        net.D = 5 * gaussian(g, q, net.r());
        net.c = Vector::Zero(q);
        const auto analysis = analysed(std::move(net));
        if (whyNotSemialgebraic(*analysis))
            continue;
        ++networks;
        const Network& made = analysis->network();
        const auto table = lipschitzTable(*analysis, BallNorm::L2);
        QVERIFY(table && std::isfinite(table->output) && std::isfinite(table->state));
        std::vector<SystemMultipliers> multipliers;
        for (const LipschitzProof& proof : table->proofs)
            multipliers.push_back(proof.multipliers);
        const auto again = tableFromProofs(*analysis, BallNorm::L2, std::move(multipliers));
        QVERIFY(again && again->output == table->output);
        const Matrix raw = gaussian(g, made.r(), 30), other = raw + 0.5 * gaussian(g, made.r(), 30);
        const BatchResult a = forwardBatch(*analysis, raw), b = forwardBatch(*analysis, other);
        QVERIFY(a.status == Status::Ok && b.status == Status::Ok);
        for (Index s = 0; s < raw.cols(); ++s)
            QVERIFY(
                (a.y.col(s) - b.y.col(s)).norm() <=
                table->output * (raw.col(s) - other.col(s)).norm() * (1 + 1e-9) + 1e-9);
        // The bound is that of a network without a direct part and of D, and not far above either.
        QVERIFY(table->output >= analysis->rawD.jacobiSvd().singularValues()(0) * 0.999);
    }
    QVERIFY(networks > 15);
}

void SemialgebraicModels::lipschitzFilesProveThemselves() {
    Generator g = seededGenerator("Lipschitz files");
    std::shared_ptr<const NetworkAnalysis> analysis, other;
    while (!analysis || whyNotSemialgebraic(*analysis) || !other || whyNotSemialgebraic(*other)) {
        Network net = monotoneClassifier(g, 6, 4);
        net.activation = Activation();
        Network changed = net;
        changed.B *= 3;
        analysis = analysed(std::move(net));
        other = analysed(std::move(changed));
    }
    const auto table = lipschitzTable(*analysis, BallNorm::L2);
    QVERIFY(table);
    QTemporaryDir folder;
    const std::filesystem::path network = folder.filePath("net.h5").toStdString();
    const auto file = lipschitzFileBeside(network, BallNorm::L2);
    QCOMPARE(file.filename().string(), std::string("net.lipschitz-l2.h5"));
    QVERIFY(writeLipschitzTable(file, *table));
    const auto read = readLipschitzTable(file, *analysis, BallNorm::L2);
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QVERIFY(same(read->pairs, table->pairs));
    QCOMPARE(read->output, table->output);
    // Of another network the same multipliers prove other constants, which hold there, or none.
    const auto foreign = readLipschitzTable(file, *other, BallNorm::L2);
    if (foreign) {
        const auto own = lipschitzTable(*other, BallNorm::L2);
        QVERIFY((foreign->pairs.array() >= 0.9 * own->pairs.array() - 1e-9).all());
    }
    const auto wrongNorm = readLipschitzTable(file, *analysis, BallNorm::Linf);
    QVERIFY(!wrongNorm && wrongNorm.error().message.find("expected \"linf\"") != std::string::npos);
    const auto missing =
        readLipschitzTable(folder.filePath("none.h5").toStdString(), *analysis, BallNorm::L2);
    QVERIFY(!missing && missing.error().message.starts_with("none.h5: "));
}

void SemialgebraicModels::ellipsoidsHoldEveryOutput() {
    Generator g = seededGenerator("ellipsoids");
    int found = 0, tight = 0;
    for (int k = 0; k < 40; ++k) {
        const auto one = randomSystem(g, 8, 6, k % 2 ? BallNorm::L2 : BallNorm::Linf);
        if (!one)
            continue;
        const Network& net = one->analysis->network();
        const ReluSystem& s = one->system;
        // With and without units that are known to be stable.
        const Box known = s.preActivations();
        const auto root = RelationalRoot::find(s, known, {});
        QVERIFY(root);
        const EllipsoidBound bound = boundOutputs(
            s, chance(g, 0.5) ? known : root->preActivations(), net.C, net.c,
            *one->analysis->conditions.lbenLambda);
        if (!bound.ellipsoid)
            continue; // dependent outputs
        ++found;
        const Ellipsoid& e = *bound.ellipsoid;
        Matrix d = gaussian(g, s.r(), 250);
        for (Index c = 0; c < d.cols(); ++c)
            d.col(c) = s.norm == BallNorm::L2 ? Vector(d.col(c).normalized()) : Vector(d.col(c).cwiseSign());
        for (Index i = 0; i < net.q(); ++i)
            d.col(i) = ascend(*one->analysis, s, {net.C.row(i).transpose(), Vector::Zero(s.r())}, 4).d;
        const ColumnStates x = solveColumns(
            *one->analysis, s.own.asDiagonal() * ((s.U * d).colwise() + s.u0),
            s.centre.replicate(1, d.cols()));
        double largest = 0;
        for (Index c = 0; c < d.cols(); ++c)
            largest = std::max(largest, e.gauge(net.C * x.x.col(c) + net.c));
        QVERIFY2(largest <= 1 + 1e-9, qPrintable(QString::number(largest, 'g', 17)));
        tight += largest > 0.3;
        if (net.q() > 1)
            QVERIFY(e.projection(0, net.q() - 1, 16).allFinite());
    }
    QVERIFY2(found > 15, qPrintable(QString::number(found)));
    QVERIFY2(tight > found / 3, qPrintable(QString("%1 of %2").arg(tight).arg(found)));
}

// Where every unit is active y = Md + constant: the least ellipsoid around M·[−1, 1]^q is that around its
// corners, M times the ball of radius √q; around the image of the ball it is that image.
void SemialgebraicModels::ellipsoidsOfLinearOutputsAreKnown() {
    Generator g = seededGenerator("linear outputs");
    int found = 0;
    for (int k = 0; k < 60 && found < 20; ++k) {
        const BallNorm norm = k % 2 ? BallNorm::L2 : BallNorm::Linf;
        Network net = reluNetwork(g, 8, 4);
        const Index q = net.r();
        if (q < 2 || net.n() < q)
            continue;
        net.C = gaussian(g, q, net.n());
        net.c = gaussian(g, q, 1);
        net.D = Matrix::Zero(q, q);
        net.labels.clear();
        // z = (I − A)⁻¹(Bu + b), positive throughout: b = (I − A)·10 − Bu and a small box.
        const Matrix IA = Matrix::Identity(net.n(), net.n()) - net.A;
        const Vector raw = gaussian(g, q, 1);
        net.b = IA * Vector::Constant(net.n(), 10) - net.B * net.normalise(raw);
        const Matrix gain = IA.inverse() * net.B;
        const auto analysis = analysed(std::move(net));
        if (whyNotSemialgebraic(*analysis))
            continue;
        const Network& made = analysis->network();
        const Vector radii = Vector::Constant(q, 0.1);
        const ReluSystem s = systemAround(*analysis, raw, radii, norm);
        const auto root = RelationalRoot::find(s, s.preActivations(), {});
        QVERIFY(root);
        if (root->units().system().n() > 0)
            continue;
        const Matrix M =
            made.C * IA.inverse() * (s.own.asDiagonal() * s.U); // own: S(I − W) = I − A, SU = B·radius
        const Eigen::JacobiSVD<Matrix> singular(M);
        if (singular.singularValues()(q - 1) < 1e-2 * singular.singularValues()(0))
            continue;
        const EllipsoidBound bound =
            boundOutputs(s, root->preActivations(), made.C, made.c, *analysis->conditions.lbenLambda);
        QVERIFY(bound.ellipsoid);
        ++found;
        const double corner = norm == BallNorm::L2 ? 0 : 0.5 * static_cast<double>(q) * std::log(q);
        const double best = -singular.singularValues().array().log().sum() - corner;
        const double got = bound.ellipsoid->logDet();
        QVERIFY2(
            got <= best + 1e-6 && got > best - 0.04,
            qPrintable(QString("%1, the least has %2 (q = %3)").arg(got).arg(best).arg(q)));
    }
    QVERIFY2(found >= 8, qPrintable(QString::number(found)));
}

// The ellipsoid over the open units is not above that over all, whose relaxation knows less.
void SemialgebraicModels::noUnitNeedsToBeOpen() {
    Generator g = seededGenerator("open units");
    int compared = 0;
    for (int k = 0; k < 40; ++k) {
        const auto one = randomSystem(g, 8, 6, k % 2 ? BallNorm::L2 : BallNorm::Linf);
        if (!one)
            continue;
        const Network& net = one->analysis->network();
        const ReluSystem& s = one->system;
        const Vector& lambda = *one->analysis->conditions.lbenLambda;
        const auto root = RelationalRoot::find(s, s.preActivations(), {});
        QVERIFY(root);
        Box open = s.preActivations();
        open.lower = open.lower.cwiseMin(-1);
        open.upper = open.upper.cwiseMax(1);
        const EllipsoidBound few = boundOutputs(s, root->preActivations(), net.C, net.c, lambda);
        const EllipsoidBound all = boundOutputs(s, open, net.C, net.c, lambda);
        if (!few.ellipsoid || !all.ellipsoid)
            continue;
        ++compared;
        QVERIFY2(
            few.ellipsoid->logDet() > all.ellipsoid->logDet() - 0.1,
            qPrintable(QString("%1 < %2").arg(few.ellipsoid->logDet()).arg(all.ellipsoid->logDet())));
    }
    QVERIFY2(compared > 15, qPrintable(QString::number(compared)));
}

void SemialgebraicModels::ballsHoldTheirSamples() {
    // A ball around the middle of its box must hold the ball around the sample, in exact arithmetic.
    Generator g = seededGenerator("balls around samples");
    const auto analysis = analysed(reluNetwork(g, 6, 8));
    const Certifier certifier(analysis);
    const Index r = analysis->network().r();
    CertifyOptions options;
    options.norm = BallNorm::L2;
    int moved = 0;
    for (int k = 0; k < 300; ++k) {
        const Vector raw = gaussian(g, r, 1);
        const double eps = std::pow(10.0, uniform(g, -14, 1));
        const int label = 0;
        const InputColumns ball =
            inputSets(analysis->network(), raw, std::span(&label, 1), Vector::Constant(1, eps), options);
        const ColumnInput input = columnInput(certifier, ball);
        const Vector middle = (ball.lower + (ball.upper - ball.lower) / 2).col(0);
        long double squared = 0;
        for (Index i = 0; i < r; ++i) {
            const long double away = static_cast<long double>(middle(i)) - raw(i);
            squared += away * away;
        }
        moved += squared > 0;
        QVERIFY(static_cast<long double>(input.euclidean(0)) >= eps + std::sqrt(squared) * (1 - 0x1p-60L));
        QVERIFY(input.euclidean(0) <= eps + 1e-14 * (1 + raw.norm()) * (1 + eps));
    }
    QVERIFY2(moved > 30, qPrintable(QString::number(moved)));
}

void SemialgebraicModels::whatHasNoEllipsoidHasNoMargin() {
    Generator g = seededGenerator("no ellipsoid");
    Network net = monotoneClassifier(g, 6, 4);
    net.activation = Activation();
    net.D = gaussian(g, net.q(), net.r());
    const auto analysis = analysed(std::move(net));
    QVERIFY(!whyNotSemialgebraic(*analysis));
    const Dataset data = samplesFor(g, *analysis, 1);
    const Certificate* row = findCertificate("ellipsoid");
    const SampleReport report =
        certifySample(Certifier(analysis), data.input(0), data.labels[0], 0.01, std::span(&row, 1));
    const SampleCertificate& one = report.certificates.front();
    QCOMPARE(one.status, Status::NotApplicable);
    QVERIFY(std::isnan(one.margin) && !one.certifies() && !one.output);
    QVERIFY(one.reason.find("D = 0") != std::string::npos);
    QVERIFY(std::isnan(
        certify(Certifier(analysis), data, allSamples(data), 0.01, std::span(&row, 1)).margins(0, 0)));
}

QTEST_GUILESS_MAIN(SemialgebraicModels)
#include "tst_semialgebraic_models.moc"
