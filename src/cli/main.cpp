#include <string_view>

#include "cli/cli.hpp"
#include "docread/docread.hpp"

int main(int argc, char** argv) {
    if (argc > 1 && argv[1] == sauro::docread::worker_flag) return sauro::docread::worker_main(argc, argv);
    return sauro::cli::main(argc, argv);
}
