// Proof files: what is proved holds for the checker, and what is changed does not.
#include "app/check/folder.h"
#include "app/check/verdicts.h"
#include "cli_run.h"
#include "proof_mutations.h"
#include "tests/core/relu_systems.h"

#include "core/attack/points.h"
#include "core/certify/margins.h"
#include "core/io/files/network_file.h"
#include "core/prove/sample_proof.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>
#include <map>

using namespace kamke;
using namespace kamke::test;

namespace {

const QString networks = QStringLiteral(KAMKE_SOURCE_DIR "/resources/networks/");
const QString digits = QStringLiteral(KAMKE_SOURCE_DIR "/resources/data/digits.h5");

Run runCheck(const QStringList& arguments) {
    return runProgram(QStringLiteral(KAMKE_BIN_DIR "/kamke-check"), arguments);
}

check::Numbers entries(const Vector& v) {
    return {v.begin(), v.end()};
}

std::vector<std::size_t> places(const std::vector<Index>& all) {
    return {all.begin(), all.end()};
}

// What a reader of the file would have.
check::Proof asRead(const SampleProof& proof, const check::CheckedNetwork& network) {
    check::Proof read;
    read.network = network.hash;
    read.centre = entries(proof.claim.centre);
    read.eps = proof.claim.eps;
    read.ball = proof.claim.norm == BallNorm::L2;
    read.clip = proof.claim.clip;
    read.label = static_cast<std::size_t>(proof.claim.label);
    read.robust = proof.robust;
    read.eta = entries(proof.eta);
    read.lambda = entries(proof.lambda);
    read.state = entries(proof.state);
    read.witness = entries(proof.witness);
    if (!proof.robust) {
        read.readAs = static_cast<std::size_t>(proof.readAs);
        return read;
    }
    read.startLower = entries(proof.start.lower);
    read.startUpper = entries(proof.start.upper);
    read.rounds = static_cast<int>(proof.rounds);
    read.open = places(proof.open);
    for (const SampleProof::Competitor& one : proof.competitors) {
        check::Proof::Competitor competitor{static_cast<std::size_t>(one.index), {}};
        for (const SampleProof::Node& node : one.nodes)
            competitor.nodes.push_back(
                {places(node.refresh), entries(node.upper), entries(node.lower), node.split >= 0,
                 static_cast<std::size_t>(std::max<Index>(node.split, 0)), entries(node.nu)});
        read.competitors.push_back(std::move(competitor));
    }
    return read;
}

std::string whyNot(const check::CheckedNetwork& network, const check::Proof& proof) {
    try {
        check::check(network, proof);
        return {};
    } catch (const check::Refused& refused) {
        return refused.sentence;
    }
}

struct Decided {
    std::shared_ptr<const NetworkAnalysis> analysis;
    SampleClaim claim;
    SampleDecision decision;
    Result<SampleProof> proof = fail("none");
};

// A random sample of a random network, decided and proved.
std::optional<Decided> anyDecided(Generator& g) {
    Network net = chance(g, 0.5) ? monotoneClassifier(g, 10, 5) : classifier(g, 10, 5);
    net.activation = Activation();
    Decided one;
    one.analysis = analysed(net);
    if (whyNotDecided(*one.analysis))
        return std::nullopt;
    const Certifier certifier(one.analysis);
    const Vector raw = Vector::NullaryExpr(net.r(), [&] { return uniform(g, 0, 1); });
    const AttackOutcome at = solvedOutcome(*one.analysis, raw, 0, {});
    if (at.prediction < 0)
        return std::nullopt;
    const int label = chance(g, 0.9) ? at.prediction : static_cast<int>(integer(g, 0, net.q() - 1));
    one.claim = {
        raw, std::exp(uniform(g, -5, 0.5)), chance(g, 0.3) ? BallNorm::L2 : BallNorm::Linf, chance(g, 0.5),
        label};
    DecideOptions options;
    options.norm = one.claim.norm;
    options.clip = one.claim.clip;
    options.maxNodes = 2000;
    // Half of them are near the ε where the answer changes: there a proof has splits.
    if (chance(g, 0.5))
        for (double factor = 2; factor > 1.01; factor = std::sqrt(factor)) {
            const bool robust =
                decide(certifier, raw, std::span(&label, 1), one.claim.eps, options)[0].decision ==
                Decision::Robust;
            one.claim.eps *= robust ? factor : 1 / factor;
        }
    options.decided = [&](Index, const SampleDecision& decision, const DecisionEvidence* evidence) {
        one.decision = decision;
        one.proof = sampleProof(certifier, one.claim, decision, evidence);
    };
    decide(certifier, raw, std::span(&label, 1), one.claim.eps, options);
    if (one.decision.decision == Decision::NotYet)
        return std::nullopt;
    return one;
}

} // namespace

class ProofsTest : public QObject {
    Q_OBJECT
private slots:
    void randomProofsHold();
    void largerSetsAreNotProvedWrongly();
    void recordingChangesNothing();
    void bundledNetworksProofsHold_data();
    void bundledNetworksProofsHold();
    void changedDigitsAreCaught();
    void anotherClaimIsRefusedByName();
    void damagedFilesAreRefused();
};

void ProofsTest::randomProofsHold() {
    Generator g = seededGenerator("random proofs");
    std::map<std::string, int> missing;
    int robust = 0, broken = 0, branched = 0;
    for (int k = 0; k < 400; ++k) {
        const auto one = anyDecided(g);
        if (!one)
            continue;
        if (!one->proof) {
            ++missing[one->proof.error().message];
            continue;
        }
        const check::CheckedNetwork network(one->analysis->network());
        const std::string why = whyNot(network, asRead(*one->proof, network));
        QVERIFY2(why.empty(), qPrintable(QString("case %1: %2").arg(k).arg(why.c_str())));
        ++(one->proof->robust ? robust : broken);
        branched += one->decision.nodes > 0 && one->proof->robust;
    }
    int without = 0;
    for (const auto& [why, count] : missing) {
        std::printf("%d without a proof: %s\n", count, why.c_str());
        without += count;
    }
    std::printf("%d robust (%d of them searched), %d broken\n", robust, branched, broken);
    QVERIFY(robust > 60 && broken > 60 && branched > 5);
    QVERIFY(without * 20 < robust + broken);
}

// Proofs are stretched to larger sets and other labels: what still holds must be true.
void ProofsTest::largerSetsAreNotProvedWrongly() {
    Generator g = seededGenerator("stretched proofs");
    int held = 0, refused = 0;
    for (int k = 0; k < 300; ++k) {
        const auto one = anyDecided(g);
        if (!one || !one->proof || !one->proof->robust)
            continue;
        const check::CheckedNetwork network(one->analysis->network());
        check::Proof proof = asRead(*one->proof, network);
        proof.eps *= 1 + std::exp(uniform(g, -8, 0.5));
        if (chance(g, 0.2))
            proof.clip = false;
        if (!whyNot(network, proof).empty()) {
            ++refused;
            continue;
        }
        ++held;
        for (int point = 0; point < 200; ++point) {
            Vector d = gaussian(g, one->claim.centre.size(), 1);
            d = proof.ball ? Vector(d / d.norm()) : Vector(d.cwiseSign());
            Vector raw = one->claim.centre + proof.eps * (1 - 1e-12) * d;
            if (proof.clip)
                raw = raw.cwiseMax(0).cwiseMin(1);
            const AttackOutcome there = solvedOutcome(*one->analysis, raw, one->claim.label, {});
            QVERIFY2(
                there.prediction < 0 || there.margin > -there.rounding,
                qPrintable(QString("case %1: margin %2").arg(k).arg(there.margin)));
        }
    }
    std::printf("%d held, %d refused\n", held, refused);
    QVERIFY(held > 10 && refused > 30);
}

void ProofsTest::recordingChangesNothing() {
    Generator g = seededGenerator("recording");
    int searched = 0;
    for (int k = 0; k < 150; ++k) {
        const auto one = anyDecided(g);
        if (!one)
            continue;
        const Certifier certifier(one->analysis);
        DecideOptions options;
        options.norm = one->claim.norm;
        options.clip = one->claim.clip;
        options.maxNodes = 2000;
        const Matrix raw = one->claim.centre;
        const SampleDecision plain =
            decide(certifier, raw, std::span(&one->claim.label, 1), one->claim.eps, options).front();
        QCOMPARE(static_cast<int>(plain.decision), static_cast<int>(one->decision.decision));
        QCOMPARE(plain.nodes, one->decision.nodes);
        QVERIFY(
            plain.bound == one->decision.bound ||
            (plain.bound != plain.bound && one->decision.bound != one->decision.bound));
        searched += plain.nodes > 0;
    }
    QVERIFY(searched > 5);
}

void ProofsTest::bundledNetworksProofsHold_data() {
    QTest::addColumn<QString>("network");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("nemon") << "nemon_mnist.h5" << QStringList{"--eps", "0.01", "--clip", "--first", "6"};
    QTest::newRow("monDEQ, clipped") << "mon_m20.h5"
                                     << QStringList{"--eps", "0.05", "--clip", "--first", "8"};
    QTest::newRow("monDEQ") << "mon_m20.h5" << QStringList{"--eps", "0.02", "--first", "8"};
    QTest::newRow("l_2") << "mon_m20.h5" << QStringList{"--eps", "0.3", "--norm", "l2", "--first", "8"};
}

void ProofsTest::bundledNetworksProofsHold() {
    QFETCH(QString, network);
    QFETCH(QStringList, options);
    QTemporaryDir folder;
    const Run decided = runCli(
        QStringList{
            "decide", networks + network, digits, "--proofs", folder.path(), "--nodes", "100", "--json"} +
        options);
    QVERIFY2(decided.status == 0, decided.error);
    const QJsonObject counts = decided.json()[u"results"][0].toObject();
    const Run checked = runCheck({networks + network, folder.path(), "--json", "--threads", "2"});
    QVERIFY2(checked.status == 0, checked.out + checked.error);
    const QJsonObject answer = checked.json()[u"answers"][0].toObject();
    QVERIFY(answer[u"holds"].toBool());
    QCOMPARE(answer[u"robust"].toInt(), counts[u"robust"].toInt());
    QCOMPARE(answer[u"broken"].toInt(), counts[u"broken"].toInt() + counts[u"misread"].toInt());
    QCOMPARE(answer[u"without_proof"].toInt(), 0);
    QVERIFY(answer[u"robust"].toInt() > 0);
}

namespace {

// Proofs of a few digits, as texts, with what the index says of them.
struct WrittenProofs {
    QTemporaryDir folder;
    QString network = networks + "mon_m20.h5";
    std::unique_ptr<check::CheckedNetwork> checked;
    std::vector<std::pair<QString, QByteArray>> files;

    bool write() {
        const Run decided = runCli(
            {"decide", network, digits, "--proofs", folder.path(), "--eps", "0.05", "--clip", "--first", "8",
             "--nodes", "100"});
        const auto net = readNetwork(network.toStdString());
        if (decided.status != 0 || !net)
            return false;
        checked = std::make_unique<check::CheckedNetwork>(*net);
        const auto lines =
            QJsonDocument::fromJson(contentOf(folder.filePath("index.json")))[u"proofs"].toArray();
        for (const QJsonValue& line : lines)
            files.emplace_back(
                line[u"file"].toString(), contentOf(folder.filePath(line[u"file"].toString())));
        return files.size() == 8;
    }
    void put(const QString& name, const QByteArray& text) const {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
    }
};

} // namespace

// One digit of one number, at random: the checker refuses it, or what it accepts is another proof of the same
// statement.
void ProofsTest::changedDigitsAreCaught() {
    WrittenProofs written;
    QVERIFY(written.write());
    Generator g = seededGenerator("changed digits");
    int caught = 0;
    std::map<std::string, int> accepted;
    for (int k = 0; k < 300; ++k) {
        const auto& [name, text] = written.files[static_cast<std::size_t>(integer(g, 0, 7))];
        std::string changed = text.toStdString();
        const auto at = changeDigit(changed, g);
        const check::Claim claim(check::readProof(text.toStdString()));
        const check::FileVerdict verdict = check::checkText(*written.checked, changed, &claim);
        if (verdict.fails) {
            ++caught;
            continue;
        }
        // Neither the set, nor the network, the label or the verdict is another one.
        ++accepted[at];
        QVERIFY2(!claimParts.contains(at), at.c_str());
        QVERIFY(!check::Claim(check::readProof(changed)).difference(claim));
    }
    std::printf("%d of 300 caught\n", caught);
    for (const auto& [part, count] : accepted)
        std::printf("  still a proof with another number in \"%s\": %d\n", part.c_str(), count);
    QVERIFY(caught > 30);
}

// A proof of something else than the index says: the sentence names what differs.
void ProofsTest::anotherClaimIsRefusedByName() {
    WrittenProofs written;
    QVERIFY(written.write());
    const auto& [name, text] = written.files.front();
    const std::string first = text.toStdString();
    const auto refusal = [&](const char* member, const std::string& from, const std::string& to) {
        std::string changed = first;
        const std::size_t place = changed.find("\"" + std::string(member) + "\":" + from);
        if (place == std::string::npos)
            return std::string("the file has no such member");
        changed.replace(place + std::strlen(member) + 3, from.size(), to);
        written.put(name, QByteArray::fromStdString(changed));
        const Run run = runCheck({written.network, written.folder.path()});
        written.put(name, text);
        return run.status == 1 ? run.out.toStdString() : "status " + std::to_string(run.status);
    };
    const auto names = [&](const std::string& sentence, const char* member) {
        return QTest::qVerify(
            sentence.find(std::string("its ") + member + " is ") != std::string::npos, member,
            sentence.c_str(), __FILE__, __LINE__);
    };
    const std::string eps = check::readProof(first).eps == 0.05 ? "\"0x1.999999999999ap-5\"" : "";
    if (!names(refusal("eps", eps, "\"0x1.999999999999ap-6\""), "eps") ||
        !names(refusal("eps", eps, "\"0x1.999999999999bp-5\""), "eps") ||
        !names(refusal("norm", "\"linf\"", "\"l2\""), "norm") ||
        !names(refusal("clip", "true", "false"), "clip") ||
        !names(refusal("centre", "\"0 ", "\"0x1p-9 "), "sample"))
        return;
    const std::size_t label = check::readProof(first).label;
    if (!names(refusal("label", std::to_string(label), std::to_string((label + 1) % 10)), "label"))
        return;
    if (!names(refusal("network", "\"" + written.checked->hash.substr(0, 4), "\"zzzz"), "network"))
        return;
    // Another network, for a file by itself and for a folder.
    const QString other = networks + "nemon_mnist.h5";
    for (const QString& path : {written.folder.filePath(name), written.folder.path()}) {
        const Run run = runCheck({other, path});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.out.contains("it is about another network: its SHA-256 is"), run.out);
    }
    QCOMPARE(runCheck({written.network, written.folder.path()}).status, 0);
    // A file that is not there.
    QVERIFY(QFile::remove(written.folder.filePath(name)));
    const Run run = runCheck({written.network, written.folder.path()});
    QCOMPARE(run.status, 1);
    QVERIFY2(run.out.contains(name.toUtf8()) && run.out.contains("cannot be read"), run.out);
}

void ProofsTest::damagedFilesAreRefused() {
    WrittenProofs written;
    QVERIFY(written.write());
    const QByteArray& text = written.files.front().second;
    const std::pair<const char*, QByteArray> damaged[] = {
        {"empty", ""},
        {"half", text.left(text.size() / 2)},
        {"other JSON", "{\"format\": \"kamke-session\", \"version\": 1}"},
        {"list", "[1, 2]"},
        {"binary", QByteArray("\x89HDF\r\n\x1a\n", 8)},
        {"deep", QByteArray(100000, '[')},
        {"version", QByteArray(text).replace("\"version\":1", "\"version\":2")},
        {"decimal", QByteArray(text).replace("0x1.999999999999ap-5", "0.05")},
        {"NaN", QByteArray(text).replace("0x1.999999999999ap-5", "nan")},
        {"unknown member", QByteArray(text).replace("\"label\":", "\"tag\":1,\"label\":")},
        {"huge", QByteArray(text).replace("\"label\":", "\"label\":99999999999")}};
    for (const auto& [what, content] : damaged) {
        const QString file = written.folder.filePath("damaged.kproof.json");
        written.put("damaged.kproof.json", content);
        const Run run = runCheck({written.network, file});
        QVERIFY2(run.status == 1, what);
        QVERIFY2(run.out.contains(": does not hold: ") && run.out.count('\n') == 1, what + run.out);
    }
    QCOMPARE(runCheck({written.network, written.folder.filePath("missing.kproof.json")}).status, 1);
    QCOMPARE(runCheck({written.network}).status, 2);
    const Run run = runCheck({digits, written.folder.path()});
    QCOMPARE(run.status, 1);
    QVERIFY(run.error.contains("digits.h5"));
}

QTEST_GUILESS_MAIN(ProofsTest)
#include "tst_proofs.moc"
