// kamke-cli render: hands over to the explorer, because kamke-cli itself knows no graphics.
#include "command.h"
#include "outputs.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <unistd.h>

namespace kamke::cli {

namespace {

struct RenderOptions {
    std::string file, out;
    std::string width = "170", height = "85", dpi = "300";
};

/// The explorer beside this program, else the one that the shell would find.
std::string explorer() {
    std::error_code error;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
    const auto sibling = self.parent_path() / "kamke";
    return !error && std::filesystem::exists(sibling, error) ? sibling.string() : "kamke";
}

} // namespace

void addRender(CLI::App& app, int& status) {
    const auto options = std::make_shared<RenderOptions>();
    CLI::App* command = app.add_subcommand("render", "Draw a session or a network to a figure");
    command->add_option("session", options->file, "Session (*.kamke) or network (*.h5)")->required();
    command->add_option("--out", options->out, "Figure: *.pdf, *.svg or *.png")
        ->required()
        ->check(whyNoFileName);
    command->add_option("--width-mm", options->width, "Width in millimetres")->capture_default_str();
    command->add_option("--height-mm", options->height, "Height in millimetres")->capture_default_str();
    command->add_option("--dpi", options->dpi, "Resolution of a PNG")->capture_default_str();
    command->callback([options, &status] {
        checkOutputs({{{"--out", options->out}}}, {{"the session", options->file}});
        const std::string program = explorer();
        execlp(
            program.c_str(), "kamke", "--render", options->file.c_str(), "--out", options->out.c_str(),
            "--width-mm", options->width.c_str(), "--height-mm", options->height.c_str(), "--dpi",
            options->dpi.c_str(), static_cast<char*>(nullptr));
        // Only a failure comes back.
        std::cerr << "kamke-cli: render needs the explorer, and " << program << " cannot be started ("
                  << std::strerror(errno) << ")\n";
        status = InputAtFault;
    });
}

} // namespace kamke::cli
