// Networks of other programs: files that NumPy, SciPy, h5py and ONNX have written, with outputs that NumPy
// has computed from them.
#include "core/io/import/import_formats.h"
#include "core/solve/solvers.h"
#include "file_mutations.h"
#include "import_fixtures.h"
#include "random_network.h"

#include <QtTest>

#include <cstring>
#include <fstream>
#include <set>

using namespace kamke;
using namespace kamke::test;
namespace fs = std::filesystem;

namespace {

std::string bytesOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string allRows(const ImportSummary& summary) {
    std::string text;
    for (const auto& [what, how] : summary.rows())
        text += what + ": " + how + "\n";
    return text;
}

} // namespace

class TestImport : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void predicts();
    void refuses();
    void saysWhatWasUnderstood();
    void foldsOrKeepsANormalisation();
    void keepsTheDomain();
    void warnsOfMissingVariables();
    void refusesWhatIsNoFile();
    void survivesDamage();
    void refusesACutMatlabFile_data();
    void refusesACutMatlabFile();
    void refusesAFlippedBitInPackedData();
    void bytesOfABrokenChildAreRefused();

private:
    /// What becomes of these bytes under the name of this fixture.
    Result<ImportedNetwork> importedFrom(const char* name, const std::string& bytes) {
        const fs::path path = fs::path(folder_.path().toStdString()) / name;
        std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
        return importNetwork(path);
    }

    ImportFixtures fixtures_;
    QTemporaryDir folder_;
};

void TestImport::initTestCase() {
    const QString why = fixtures_.make();
    QVERIFY2(!why.startsWith(QLatin1String("FAILED")), qPrintable(why));
    if (!why.isEmpty())
        QSKIP(qPrintable(why));
    QVERIFY(fixtures_.good().size() >= 45 && fixtures_.bad().size() >= 80);
}

void TestImport::predicts() {
    for (const QJsonValue& one : fixtures_.good()) {
        const QString name = one[u"file"].toString();
        const auto imported =
            importNetwork(fixtures_.path(name), importOptionsOf(one[u"options"].toObject()));
        QVERIFY2(imported, imported ? "" : imported.error().message.c_str());
        const Network& net = imported->network;
        const Vector sizes = vectorOf(one[u"sizes"]);
        QVERIFY2(sizes == Vector(Eigen::Vector3d(net.n(), net.r(), net.q())), qPrintable(name));
        const auto analysis = analysed(net);
        const QJsonArray inputs = one[u"inputs"].toArray(), outputs = one[u"outputs"].toArray();
        for (int k = 0; k < inputs.size(); ++k) {
            const ForwardResult found = forward(*analysis, vectorOf(inputs[k]));
            QVERIFY2(found.status == Status::Ok, qPrintable(name));
            const Vector expected = vectorOf(outputs[k]);
            QCOMPARE(found.y.size(), expected.size());
            const double error = (found.y - expected).lpNorm<Eigen::Infinity>();
            QVERIFY2(
                error <= 1e-9 * (1 + expected.lpNorm<Eigen::Infinity>()),
                qPrintable(QString("%1, sample %2: off by %3").arg(name).arg(k).arg(error)));
        }
    }
}

void TestImport::refuses() {
    for (const QJsonValue& one : fixtures_.bad()) {
        const QString name = one[u"file"].toString();
        const auto imported =
            importNetwork(fixtures_.path(name), importOptionsOf(one[u"options"].toObject()));
        QVERIFY2(!imported, qPrintable(name));
        const QString message = QString::fromStdString(imported.error().message);
        QVERIFY2(message.startsWith(name + QLatin1String(": ")), qPrintable(message));
        for (const QJsonValue& word : one[u"words"].toArray())
            QVERIFY2(message.contains(word.toString()), qPrintable(message));
        QVERIFY2(!message.contains('\n') && message.size() < 400, qPrintable(message));
        QCOMPARE(imported.error().needsMonotonicity, message.endsWith("give m"));
    }
}

void TestImport::saysWhatWasUnderstood() {
    ImportOptions options;
    options.monotonicity = 0.75;
    options.mean = 0.1307;
    options.std = 0.3081;
    const auto imported = importNetwork(fixtures_.path("monotone_rows.mat"), options);
    QVERIFY(imported);
    const std::string text = allRows(imported->summary);
    for (const char* line :
         {"format: MATLAB 5\n", "variable U: 4×6 double → B, from the input to the state\n",
          "variable u: 1×4 double → b, the bias of the state\n",
          "A of the network: 4×4 → (1 − m)I − AᵀA + B − Bᵀ, m = 0.75\n", "activation: relu\n",
          "variable unused: 2×2 double → not used\n",
          "normalisation: u = (raw − mean)/std, mean 0.1307, std 0.3081\n",
          "sizes: n = 4 states, r = 6 inputs, q = 3 outputs\n", "μ_2(A): "})
        QVERIFY2(text.find(line) != std::string::npos, text.c_str());
    // Monotone with m = 0.75: I − W ⪰ mI.
    QVERIFY(imported->summary.mu2 <= 0.25 + 1e-12);
    const Network& net = imported->network;
    QCOMPARE(net.name, std::string("monotone_rows"));
    QCOMPARE(net.source, std::string("imported from monotone_rows.mat (MATLAB 5)"));
    QVERIFY(net.training.at("kind") == AttributeValue(std::string("mon")));
    QVERIFY(net.training.at("m") == AttributeValue(0.75));
    QVERIFY(imported->summary.warnings.empty());
}

void TestImport::foldsOrKeepsANormalisation() {
    const fs::path path = fixtures_.path("normalised.onnx");
    const auto kept = importNetwork(path);
    ImportOptions options;
    options.leading = LeadingNormalisation::Fold;
    const auto folded = importNetwork(path, options);
    QVERIFY(kept && folded);
    QVERIFY(kept->network.input->std(3) == 3 && kept->network.input->mean(0) != 0);
    QVERIFY(folded->network.input->std.isOnes(0) && folded->network.input->mean.isZero(0));
    QCOMPARE(kept->network.input->shape, (std::vector<int>{2, 3}));
    QCOMPARE(folded->network.input->shape, (std::vector<int>{2, 3}));
    const Vector raw = Vector::LinSpaced(6, -1, 2);
    const Vector a = forward(*analysed(kept->network), raw).y, b = forward(*analysed(folded->network), raw).y;
    QVERIFY((a - b).lpNorm<Eigen::Infinity>() < 1e-12 * (1 + a.lpNorm<Eigen::Infinity>()));
}

void TestImport::keepsTheDomain() {
    ImportOptions options;
    options.lower = -0.5;
    options.upper = 2;
    const auto imported = importNetwork(fixtures_.path("plain.npz"), options);
    QVERIFY(imported && imported->network.input);
    QVERIFY(same(*imported->network.input->lower, Vector::Constant(6, -0.5)));
    QVERIFY(same(*imported->network.input->upper, Vector::Constant(6, 2)));
    QVERIFY(same(imported->network.input->std, Vector::Ones(6)));
    QVERIFY(same(*imported->network.eta, Vector(Eigen::Vector4d(1, 0.5, 2, 0.25))));
    options.upper = -1;
    const auto turned = importNetwork(fixtures_.path("plain.npz"), options);
    QVERIFY(!turned && turned.error().message.find("lower ≤ upper") != std::string::npos);
    options = {};
    options.std = 0;
    const auto flat = importNetwork(fixtures_.path("plain.npz"), options);
    QVERIFY(!flat && flat.error().message.find("expected a number > 0") != std::string::npos);
    options = {};
    options.lower = kamke::nan;
    const auto unknown = importNetwork(fixtures_.path("plain.npz"), options);
    QVERIFY(
        !unknown &&
        unknown.error().message.find("lower is NaN, expected a finite number") != std::string::npos);
}

void TestImport::warnsOfMissingVariables() {
    const auto imported = importNetwork(fixtures_.path("unbiased.npz"));
    QVERIFY(imported);
    QCOMPARE(imported->summary.warnings.size(), std::size_t{1});
    QVERIFY(imported->summary.warnings.front().find("no variable b2") != std::string::npos);
}

void TestImport::refusesWhatIsNoFile() {
    const fs::path folder = fixtures_.path("cases.json").parent_path();
    for (const auto& [path, words] :
         {std::pair{folder / "none.mat", "none.mat: no such file, expected a MATLAB file"},
          {folder / "cases.json",
           "cases.json: is of no known format, expected a name that ends in .mat, .npz "
           "or .onnx"},
          {folder / "none.NPZ", "none.NPZ: no such file, expected a NumPy file"}}) {
        const auto imported = importNetwork(path);
        QVERIFY(!imported);
        QVERIFY2(imported.error().message.starts_with(words), imported.error().message.c_str());
    }
}

void TestImport::survivesDamage() {
    // Whatever the bytes are: a valid network or one sentence.
    std::mt19937_64 random(20240602);
    int refused = 0, taken = 0;
    const QTemporaryDir folder;
    for (const char* name :
         {"monotone.mat", "monotone_rows.mat", "monotone73.mat", "plain.npz", "layers.npz", "gemm.onnx",
          "normalised.onnx", "batch_norm.onnx"}) {
        const std::string whole = bytesOf(fixtures_.path(QString::fromLatin1(name)));
        QVERIFY(whole.size() > 500);
        const fs::path path = fs::path(folder.path().toStdString()) / name;
        for (int k = 0; k < 40; ++k) {
            std::ofstream(path, std::ios::binary) << mutated(whole, random);
            ImportOptions options;
            options.monotonicity = 1;
            const auto imported = importNetwork(path, options);
            if (imported) {
                ++taken;
                const auto wrong = validationError(imported->network);
                QVERIFY2(!wrong, wrong.value_or("").c_str());
                continue;
            }
            ++refused;
            const std::string& message = imported.error().message;
            QVERIFY2(message.starts_with(std::string(name) + ": "), message.c_str());
            QVERIFY2(message.find("expected ") != std::string::npos, message.c_str());
            QVERIFY2(message.size() < 600, message.c_str());
        }
    }
    qInfo("%d networks, %d refusals", taken, refused);
    QVERIFY(refused > 100 && taken > 20);
}

namespace {

/// Where a MATLAB 5 file could end so that no byte of a variable is missing.
std::set<std::size_t> endsOfVariables(const std::string& bytes) {
    std::set<std::size_t> ends{128};
    for (std::size_t at = 128; at + 8 <= bytes.size();) {
        std::uint32_t size = 0;
        std::memcpy(&size, bytes.data() + at + 4, sizeof size);
        ends.insert(at += 8 + size);
    }
    return ends;
}

bool sameWeights(const Network& a, const Network& b) {
    return same(a.A, b.A) && same(a.B, b.B) && same(a.C, b.C) && same(a.D, b.D) && same(a.b, b.b) &&
           same(a.c, b.c);
}

} // namespace

void TestImport::refusesACutMatlabFile_data() {
    QTest::addColumn<int>("step");
    QTest::newRow("small.mat") << 1;
    QTest::newRow("small_packed.mat") << 1;
    QTest::newRow("small73.mat") << 64;
}

void TestImport::refusesACutMatlabFile() {
    QFETCH(int, step);
    const char* name = QTest::currentDataTag();
    const std::string whole = bytesOf(fixtures_.path(QString::fromLatin1(name)));
    const auto original = importedFrom(name, whole);
    QVERIFY2(original, original ? "" : original.error().message.c_str());
    QCOMPARE(original->network.c(1), 7.0);
    const auto ends = step == 1 ? endsOfVariables(whole) : std::set<std::size_t>();
    QVERIFY(step > 1 || ends.size() == 6);
    int taken = 0;
    for (std::size_t size = 1; size < whole.size(); size += static_cast<std::size_t>(step)) {
        const auto imported = importedFrom(name, whole.substr(0, size));
        if (!imported) {
            const std::string& message = imported.error().message;
            QVERIFY2(message.starts_with(std::string(name) + ": "), message.c_str());
            QVERIFY2(message.find("crashes") == std::string::npos, message.c_str());
            continue;
        }
        // Behind C nothing tells that the biases have followed: this is a whole file, and it warns of them.
        ++taken;
        QVERIFY2(ends.contains(size), std::to_string(size).c_str());
        QCOMPARE(imported->summary.warnings.size(), std::size_t{2});
    }
    QCOMPARE(taken, step == 1 ? 1 : 0);
}

void TestImport::refusesAFlippedBitInPackedData() {
    const char* name = "small_packed.mat";
    const std::string whole = bytesOf(fixtures_.path(QString::fromLatin1(name)));
    const auto original = importedFrom(name, whole);
    QVERIFY(original);
    int refused = 0;
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const std::size_t bit : {at % 8, (3 * at + 5) % 8}) {
            std::string bytes = whole;
            bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << bit));
            const auto imported = importedFrom(name, bytes);
            const std::string where = "byte " + std::to_string(at) + ", bit " + std::to_string(bit);
            if (imported)
                QVERIFY2(sameWeights(imported->network, original->network), where.c_str());
            else
                ++refused;
        }
    // Only the text of the header and the bits that fill up the last byte before a checksum mean nothing.
    QVERIFY2(refused > 2 * static_cast<int>(whole.size() - 124) - 12, std::to_string(refused).c_str());
}

void TestImport::bytesOfABrokenChildAreRefused() {
    for (const char* name : {"plain.npz", "batch_norm.onnx"}) {
        const fs::path path = fixtures_.path(QString::fromLatin1(name));
        const auto parsed = importFormatOf(path)->parse(path);
        QVERIFY(parsed);
        const std::string bytes = toBytes(*parsed);
        const auto back = fromBytes<ParsedFile>(bytes);
        QVERIFY(back && toBytes(*back) == bytes);
        for (std::size_t size = 0; size < bytes.size(); ++size)
            QVERIFY2(!fromBytes<ParsedFile>(bytes.substr(0, size)), std::to_string(size).c_str());
        std::mt19937_64 random(7);
        int taken = 0;
        for (int k = 0; k < 2000; ++k)
            taken += fromBytes<ParsedFile>(mutated(bytes, random)).has_value();
        QVERIFY(taken > 0); // damage inside of a number goes unnoticed, and is harmless
    }
}

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"
