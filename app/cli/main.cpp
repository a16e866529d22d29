// kamke-cli: certificates of implicit networks without a display.
#include "command.h"
#include "ranks.h"

#include "solve/blas_kernel.h"

#include <iostream>
#include <string>

namespace {

// The parser only says that a subcommand is missing when it does not know the one that was given.
std::string explain(const CLI::App& app, const CLI::ParseError& error, const std::string& first) {
    std::string known;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        if (command->get_name() == first)
            return error.what();
        known += (known.empty() ? "" : ", ") + command->get_name();
    }
    if (first.empty() || first.front() == '-')
        return error.what();
    return "unknown subcommand \"" + first + "\", the known ones are " + known;
}

int run(int argc, char** argv) {
    using namespace kamke::cli;
    if (const auto why = whyNoRanks(argc > 1 ? argv[1] : "")) {
        std::cerr << *why << '\n';
        return Usage;
    }
    CLI::App app{
        "Robustness certificates for implicit neural networks x = Φ(Ax + Bu + b), y = Cx + Du + c.\n"
        "Inputs, boxes and ε are in raw units, before the network's own normalisation.",
        "kamke-cli"};
    app.set_version_flag(
        "--version", [] { return "kamke-cli " KAMKE_VERSION "\n" + kamke::blasKernelText(); });
    app.require_subcommand(1);
    app.footer("Exit status: 0 done; 1 the input is at fault (one line says why); 2 usage; 3 stopped by a "
               "signal or a time limit.");
    int status = Done;
    addInfo(app, status);
    addForward(app, status);
    addReach(app, status);
    addConverge(app, status);
    addCertify(app, status);
    addMerge(app, status);
    addRadius(app, status);
    addAttack(app, status);
    addExplain(app, status);
    addLipschitz(app, status);
    addTrain(app, status);
    addConvert(app, status);
    addRender(app, status);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& success) { // --help, --version
        return app.exit(success);
    } catch (const CLI::ParseError& error) {
        std::cerr << "kamke-cli: " << explain(app, error, argc > 1 ? argv[1] : "")
                  << " (see kamke-cli --help)\n";
        return Usage;
    } catch (const UsageError& error) {
        std::cerr << "kamke-cli: " << error.sentence << '\n';
        return Usage;
    } catch (const InputError& error) {
        std::cerr << error.sentence << '\n';
        return InputAtFault;
    }
    return status;
}

} // namespace

int main(int argc, char** argv) {
    using namespace kamke::cli;
    kamke::chooseBlasKernel();                 // before there are threads
    const bool speaks = rankPlace().rank == 0; // one of several processes speaks for all
    if (!speaks) {
        std::cout.rdbuf(nullptr);
        std::cerr.rdbuf(nullptr);
    }
    const int status = run(argc, argv);
    // mpirun ends everybody when one process fails, maybe before the one that speaks has said why.
    return speaks ? status : static_cast<int>(Done);
}
