// Reads files and prints one JSON object a line, as `sauro read --json` does for one: the scorer starts it once for a
// whole folder. A file that cannot be read gives {"file": …, "error": code}.
#include <boost/json/object.hpp>
#include <cstdio>
#include <filesystem>
#include <string>

#include "docread/docread.hpp"
#include "docread/public_json.hpp"
#include "json/json.hpp"

int main(int argc, char** argv) {
    using namespace sauro;
    if (argc > 1 && argv[1] == docread::worker_flag) return docread::worker_main(argc, argv);
    for (int i = 1; i < argc; ++i) {
        const auto document = docread::read_file(std::filesystem::path(argv[i]));
        boost::json::object error;
        if (!document) error = {{"file", argv[i]}, {"error", document.error().code}};
        const std::string line =
            document ? json::write(docread::public_json(*document)) : json::write(json::Any(error));
        std::puts(line.c_str());
    }
    return 0;
}
