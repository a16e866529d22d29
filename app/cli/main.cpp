// kamke-cli: certificates of implicit networks without a display.
#include "command.h"
#include "ranks.h"
#include "terminal.h"

#include "core/io/files/process_start.h"
#include "core/io/text/plain_text.h"
#include "core/solve/blas_kernel.h"

#include <cmath>
#include <cstring>
#include <exception>
#include <iostream>
#include <regex>
#include <string>

namespace {

/// The parser's ranges from 0 end at the largest double, which it writes with all its 309 digits.
std::string withoutTheLargestNumber(const std::string& words) {
    static const std::regex range(R"(Value (.*) not in range \S+ to 1797\d{300,}\S*)");
    std::smatch found;
    if (!std::regex_search(words, found, range))
        return words;
    double value = 0;
    const bool zero = CLI::detail::lexical_cast(found[1].str(), value) && value == 0;
    return found.prefix().str() + "\"" + found[1].str() + "\" is out of range, expected a finite number " +
           (zero ? "above 0" : "that is not negative") + found.suffix().str();
}

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

/// "nan" and "inf" are numbers to the parser, and pass all its checks for a range.
void takeOnlyFiniteNumbers(CLI::App& app) {
    for (CLI::App* command : app.get_subcommands({}))
        for (CLI::Option* option : command->get_options())
            if (option->get_type_name().starts_with("FLOAT"))
                option->check([](const std::string& text) {
                    double value = 0;
                    return CLI::detail::lexical_cast(text, value) && !std::isfinite(value)
                               ? "is \"" + text + "\", expected a finite number"
                               : std::string();
                });
}

void say(const std::string& sentence) {
    std::cerr << kamke::plain(sentence) << '\n';
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
    addDecide(app, status);
    addAttack(app, status);
    addExplain(app, status);
    addLipschitz(app, status);
    addTrain(app, status);
    addConvert(app, status);
    addRender(app, status);
    takeOnlyFiniteNumbers(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& success) { // --help, --version
        return app.exit(success);
    } catch (const CLI::ParseError& error) {
        say("kamke-cli: " + withoutTheLargestNumber(explain(app, error, argc > 1 ? argv[1] : "")) +
            " (see kamke-cli --help)");
        return Usage;
    } catch (const UsageError& error) {
        say("kamke-cli: " + error.sentence);
        return Usage;
    } catch (const InputError& error) {
        say(error.sentence);
        return InputAtFault;
    } catch (const std::exception& error) {
        say(std::string("kamke-cli: ") + error.what());
        return InputAtFault;
    }
    return status;
}

/// The same with the streams that a terminal, a disk or another program reads.
int runAloud(int argc, char** argv) {
    using namespace kamke::cli;
    const PlainStream error(std::cerr);
    PlainStream out(std::cout);
    const int status = run(argc, argv);
    // A full disk shows when the last of the text is written, not before.
    const int reason = out.finish();
    if (reason == 0 || status == InputAtFault || status == Usage)
        return status;
    say(std::string("kamke-cli: the answer could not be written to standard output (") +
        std::strerror(reason) + ")");
    return InputAtFault;
}

} // namespace

int main(int argc, char** argv) {
    using namespace kamke::cli;
    kamke::prepareProcess();
    kamke::chooseBlasKernel(); // before there are threads
    if (rankPlace().rank == 0) // one of several processes speaks for all
        return runAloud(argc, argv);
    std::cout.rdbuf(nullptr);
    std::cerr.rdbuf(nullptr);
    run(argc, argv);
    // mpirun ends everybody when one process fails, maybe before the one that speaks has said why.
    return Done;
}
