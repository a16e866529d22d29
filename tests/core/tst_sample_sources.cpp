// Samples in memory and from a file are the same samples, with the same fingerprint.
#include "core/io/files/dataset_stream.h"
#include "sweep_fixture.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <atomic>
#include <functional>
#include <set>
#include <thread>

using namespace kamke;
using namespace kamke::test;
namespace fs = std::filesystem;

class TestSampleSources : public QObject {
    Q_OBJECT

private slots:
    void streamEqualsMemory_data();
    void streamEqualsMemory();
    void readsFromSeveralThreads();
    void refusesBadData_data();
    void refusesBadData();
    void fingerprintOfSamples();
    void fingerprintOfANetwork();
};

namespace {

fs::path fixture(const std::string& name) {
    return fs::path(KAMKE_SOURCE_DIR) / name;
}

std::shared_ptr<const DatasetStream> streamOf(const fs::path& path) {
    return DatasetStream::open(path, readDatasetOutline(path).value()).value();
}

} // namespace

void TestSampleSources::streamEqualsMemory_data() {
    QTest::addColumn<QString>("path");
    for (const char* name :
         {"resources/data/digits.h5", "tests/data/datasets/two_moons.h5",
          "tests/data/datasets/good_images.h5", "tests/data/datasets/good_floats.h5",
          "tests/data/datasets/good_float16.h5", "tests/data/datasets/good_compressed.h5"})
        QTest::newRow(name) << QString(name);
}

void TestSampleSources::streamEqualsMemory() {
    QFETCH(QString, path);
    const auto data = std::make_shared<const Dataset>(readDataset(fixture(path.toStdString())).value());
    const Index size = std::min<Index>(data->size(), 500);
    // All in their order, and some in disorder with one of them twice.
    std::vector<Index> all(static_cast<std::size_t>(size));
    std::iota(all.begin(), all.end(), Index{0});
    std::vector<Index> some{size - 1, 0, 1, 2, 0, size / 2};
    for (const std::vector<Index>& samples : {all, some}) {
        const DatasetSource memory(data, samples);
        const StreamSource stream(streamOf(fixture(path.toStdString())), samples);
        QCOMPARE(stream.size(), memory.size());
        QCOMPARE(stream.r(), memory.r());
        for (Index first = 0; first < memory.size(); first += 128) {
            const Index count = std::min<Index>(128, memory.size() - first);
            QVERIFY(same(stream.inputs(first, count).value(), memory.inputs(first, count).value()));
            QCOMPARE(stream.labels(first, count), memory.labels(first, count));
        }
        QCOMPARE(fingerprint(stream, 2).value(), fingerprint(memory).value());
    }
}

void TestSampleSources::readsFromSeveralThreads() {
    const auto stream = streamOf(fixture("resources/data/digits.h5"));
    const Matrix expected = stream->inputs(0, 400).value();
    std::atomic<int> wrong = 0;
    {
        std::vector<std::jthread> threads;
        for (Index t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                for (Index first = t * 100; first < t * 100 + 100; first += 10)
                    wrong += !same(stream->inputs(first, 10).value(), expected.middleCols(first, 10));
            });
    }
    QCOMPARE(wrong.load(), 0);
}

void TestSampleSources::refusesBadData_data() {
    QTest::addColumn<QString>("name");
    for (const fs::directory_entry& entry : fs::directory_iterator(fixture("tests/data/datasets"))) {
        const std::string name = entry.path().filename().string();
        // Class names are of no concern to a sweep.
        if (name.starts_with("bad_") && !name.starts_with("bad_label_names"))
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
}

void TestSampleSources::refusesBadData() {
    QFETCH(QString, name);
    const fs::path path = fixture("tests/data/datasets") / name.toStdString();
    auto outline = readDatasetOutline(path);
    const std::string said = !outline ? outline.error().message : [&] {
        const auto stream = DatasetStream::open(path, std::move(*outline));
        return stream ? std::string() : stream.error().message;
    }();
    QVERIFY2(said.starts_with(name.toStdString() + ": "), said.c_str());
    QVERIFY2(
        said.find("expected") != std::string::npos && said.find('\n') == std::string::npos, said.c_str());
}

void TestSampleSources::fingerprintOfSamples() {
    std::set<std::string> known;
    const auto isNew = [&](const Dataset& data, const std::vector<Index>& samples) {
        const DatasetSource source(std::make_shared<const Dataset>(data), samples);
        return known.insert(fingerprint(source).value()).second;
    };
    Dataset data = *moons();
    const std::vector<Index> samples{0, 1, 2, 3};
    QVERIFY(isNew(data, samples));
    data.name = "another name";
    data.labels[10] = 1 - data.labels[10]; // not among them
    QVERIFY(!isNew(data, samples));
    QVERIFY(isNew(data, {0, 1, 2}));
    QVERIFY(isNew(data, {0, 1, 3, 2}));
    data.labels[3] = 1 - data.labels[3];
    QVERIFY(isNew(data, samples));
    auto& values = std::get<Matrix>(data.values);
    values(1, 2) = std::nextafter(values(1, 2), 9);
    QVERIFY(isNew(data, samples));
}

void TestSampleSources::fingerprintOfANetwork() {
    const Network network = MoonSweep().certifier->network();
    std::set<std::string> known{fingerprint(network)};
    QCOMPARE(known.begin()->size(), std::size_t{32});
    const auto changes = [&](const std::function<void(Network&)>& change) {
        Network other = network;
        change(other);
        return known.insert(fingerprint(other)).second;
    };
    QVERIFY(!changes([](Network& n) {
        n.name = "x";
        n.description = "y";
        n.labels = {"a", "b"};
        n.training["seed"] = std::int64_t{3};
    }));
    QVERIFY(changes([](Network& n) { n.A(0, 1) += 1e-9; }));
    QVERIFY(changes([](Network& n) { n.B(0, 1) += 1e-9; }));
    QVERIFY(changes([](Network& n) { n.C(0, 1) += 1e-9; }));
    QVERIFY(changes([](Network& n) { n.D(0, 1) += 1e-9; }));
    QVERIFY(changes([](Network& n) { n.b(1) += 1e-9; }));
    QVERIFY(changes([](Network& n) { n.c(1) += 1e-9; }));
    QVERIFY(changes([](Network& n) { n.activation = Activation(Activation::Kind::Tanh); }));
    QVERIFY(changes([](Network& n) { n.activation = Activation(Activation::Kind::LeakyRelu, 0.1); }));
    QVERIFY(changes([](Network& n) { n.activation = Activation(Activation::Kind::LeakyRelu, 0.2); }));
    QVERIFY(changes([](Network& n) {
        n.input = InputSpec{Vector::Zero(2), Vector::Constant(2, 3), {}, {}, {}};
    }));
    QVERIFY(changes([](Network& n) {
        n.input = InputSpec{Vector::Zero(2), Vector::Constant(2, 3), Vector::Zero(2), {}, {}};
    }));
}

QTEST_GUILESS_MAIN(TestSampleSources)
#include "tst_sample_sources.moc"
