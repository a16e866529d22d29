#include "core/train/checkpoint.h"

#include "core/io/files/hdf5_file.h"
#include "core/io/files/input_reader.h"
#include "core/io/files/isolated_reader.h"
#include "core/io/files/replace_file.h"
#include "core/io/hdf5/hdf5_put.h"
#include "core/io/hdf5/hdf5_values.h"
#include "core/model/try.h"

#include <cstdint>
#include <sstream>
#include <utility>

namespace kamke {

namespace {

/// The contents of the file as they lie there.
struct Contents {
    std::string identity, random;
    std::int64_t steps = 0;
    Vector parameters, first, second;
    Vector epochs; ///< the fields of one finished epoch after the other
};

} // namespace

template<>
struct Members<Contents> {
    static auto of(auto& c) {
        return std::tie(c.identity, c.random, c.steps, c.parameters, c.first, c.second, c.epochs);
    }
};

namespace {

constexpr Index fields = 9;

/// FNV-1a over what the samples are made of.
class Fingerprint {
public:
    void add(const void* data, std::size_t size) {
        for (const auto* byte = static_cast<const unsigned char*>(data); size > 0; --size, ++byte)
            hash_ = (hash_ ^ *byte) * 0x100000001b3u;
    }
    std::uint64_t value() const { return hash_; }

private:
    std::uint64_t hash_ = 0xcbf29ce484222325u;
};

std::uint64_t fingerprint(const Dataset& data, Index first, Index count) {
    Fingerprint print;
    print.add(data.labels.data() + first, static_cast<std::size_t>(count) * sizeof(int));
    std::visit(
        [&](const auto& values) {
            print.add(
                values.data() + first * values.rows(),
                static_cast<std::size_t>(count * values.rows()) * sizeof(*values.data()));
        },
        data.values);
    return print.value();
}

Contents contentsOf(const std::string& identity, TrainState& state) {
    Contents contents;
    contents.identity = identity;
    std::ostringstream random;
    random << state.random.engine();
    contents.random = random.str();
    contents.steps = state.adam.steps;
    contents.parameters = state.parameters.values.cast<double>();
    contents.first = state.adam.first.cast<double>();
    contents.second = state.adam.second.cast<double>();
    contents.epochs.resize(fields * static_cast<Index>(state.epochs.size()));
    Index at = 0;
    for (const TrainProgress& p : state.epochs)
        for (const double value :
             {double(p.epoch), p.loss, p.accuracy, p.validation, p.certified, p.eps, p.mu, p.seconds,
              p.secondsLeft})
            contents.epochs(at++) = value;
    return contents;
}

Result<Vector> vectorOf(hid_t file, const std::string& name) {
    const std::string what = "a vector of numbers";
    KAMKE_TRY(const auto dataset, hdf5::openDataset(file, name, what));
    if (!dataset)
        return fail("dataset " + name + " is missing, expected " + what);
    KAMKE_TRY(const auto numbers, hdf5::readNumbers(*dataset, name, what));
    return Vector(Eigen::Map<const Vector>(numbers.values.data(), static_cast<Index>(numbers.values.size())));
}

Result<std::string> textOf(hid_t file, const std::string& name) {
    KAMKE_TRY(const auto text, hdf5::readStringAttribute(file, name, "", "text"));
    if (!text)
        return fail("attribute " + name + " is missing, expected text");
    return *text;
}

Result<Contents> readHere(const std::filesystem::path& path) {
    KAMKE_TRY(const auto file, openForReading(path));
    KAMKE_CHECK(checkFormat(file.id(), FileFormat::Checkpoint));
    Contents contents;
    for (const auto& [name, text] :
         {std::pair{"training", &contents.identity}, {"generator", &contents.random}}) {
        KAMKE_TRY(*text, textOf(file.id(), name));
    }
    const auto steps = hdf5::readIntegerAttribute(file.id(), "steps");
    if (!steps)
        return fail("attribute steps is missing, expected an integer");
    contents.steps = *steps;
    for (const auto& [name, vector] :
         {std::pair{"parameters", &contents.parameters},
          {"first_moments", &contents.first},
          {"second_moments", &contents.second},
          {"epochs", &contents.epochs}}) {
        KAMKE_TRY(*vector, vectorOf(file.id(), name));
    }
    return contents;
}

/// "rate 0.001, expected 0.002": the first line that differs.
std::string difference(const std::string& found, const std::string& expected) {
    std::istringstream left(found), right(expected);
    std::string a, b;
    while (std::getline(right, b)) {
        if (!std::getline(left, a))
            a = "nothing";
        if (a != b)
            break;
    }
    return hdf5::plain(a) + ", expected " + b;
}

Result<void> restore(const Contents& contents, const std::string& identity, TrainState& state) {
    if (contents.identity != identity)
        return fail(
            "is the checkpoint of another training, with " + difference(contents.identity, identity) +
            "; another file or the same options continue");
    const Index size = state.parameters.values.size();
    TrainState read = state;
    std::istringstream random(contents.random);
    const bool sound = contents.parameters.size() == size && contents.first.size() == size &&
                       contents.second.size() == size && contents.parameters.allFinite() &&
                       contents.first.allFinite() && contents.second.allFinite() && contents.steps >= 0 &&
                       contents.epochs.size() % fields == 0 && contents.epochs.size() > 0 &&
                       random >> read.random.engine();
    if (!sound)
        return fail(
            "is damaged, expected the state of a training of " + std::to_string(size) + " parameters");
    read.parameters.values = contents.parameters.cast<float>();
    read.adam.first = contents.first.cast<float>();
    read.adam.second = contents.second.cast<float>();
    read.adam.steps = contents.steps;
    read.epochs.clear();
    for (Index at = 0; at < contents.epochs.size(); at += fields) {
        const auto value = [&](Index field) { return contents.epochs(at + field); };
        TrainProgress p;
        p.epoch = static_cast<int>(at / fields) + 1;
        p.fraction = 1;
        p.loss = value(1);
        p.accuracy = value(2);
        p.validation = value(3);
        p.certified = value(4);
        p.eps = value(5);
        p.mu = value(6);
        p.seconds = value(7);
        p.secondsLeft = value(8);
        read.epochs.push_back(p);
    }
    state = std::move(read);
    return {};
}

} // namespace

std::string trainingIdentity(const TrainOptions& options, const Dataset& data) {
    const Index count = options.count < 0 ? data.size() - options.first : options.count;
    std::ostringstream text;
    text << "kind " << options.kind << "\nhidden " << options.hidden << "\nlayers " << options.layers
         << "\nmean " << numberText(options.mean) << "\nstd " << numberText(options.std) << "\ngamma "
         << numberText(options.gamma) << "\nlearn-weights " << options.learnWeights << "\nlipschitz-weight "
         << numberText(options.lipschitzWeight) << "\ncertified-eps " << numberText(options.certifiedEps)
         << "\nepochs " << options.epochs << "\nbatch " << options.batch << "\nrate "
         << numberText(options.rate) << "\nfinal-rate " << numberText(options.finalRate) << "\nseed "
         << options.seed << "\nthreads " << options.threads << "\nfirst " << options.first << "\ncount "
         << count << "\ninputs " << data.r() << "\nclasses " << data.classes() << "\ndata " << std::hex
         << fingerprint(data, options.first, count) << '\n';
    return text.str();
}

Result<void>
writeCheckpoint(const std::filesystem::path& path, const std::string& identity, TrainState& state) {
    const Contents contents = contentsOf(identity, state);
    return replaceHdf5File(path, [&](hid_t file) {
        return putFormat(file, FileFormat::Checkpoint) &&
               hdf5::putString(file, "training", contents.identity) &&
               hdf5::putString(file, "generator", contents.random) &&
               hdf5::putInteger(file, "steps", contents.steps) &&
               hdf5::putVector(file, "parameters", contents.parameters) &&
               hdf5::putVector(file, "first_moments", contents.first) &&
               hdf5::putVector(file, "second_moments", contents.second) &&
               hdf5::putVector(file, "epochs", contents.epochs);
    });
}

Result<void>
readCheckpoint(const std::filesystem::path& path, const std::string& identity, TrainState& state) {
    const auto read = [&]() -> Result<void> {
        const auto contents =
            readIsolated(path, {"a checkpoint (HDF5)", "a checkpoint"}, [&] { return readHere(path); });
        if (!contents)
            return tl::unexpected(contents.error());
        return restore(*contents, identity, state);
    };
    auto result = read();
    if (!result)
        return fail(hdf5::fileName(path) + ": " + result.error().message);
    return result;
}

} // namespace kamke
