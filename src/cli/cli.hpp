// The command line: one file per command, one table in commands.cpp. Exit codes are part of the contract.
#pragma once
#include <CLI/CLI.hpp>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace sauro::cli {

enum Exit : int { done = 0, breach = 1, usage = 2, input = 3, unsafe = 4, internal = 5 };
Exit exit_code(ErrorKind kind);

// What every command shares. A command sets `run`; main calls it after parsing.
struct Context {
    std::string lang = "vi";
    std::string program;  // argv[0]
    std::function<int()> run;
    bool english() const { return lang == "en"; }
    // Prints the error for people on standard error and gives its exit code.
    int report(const Error& error) const;
    void say(const std::string& vi, const std::string& en) const;  // a line for people, on standard error
};

int main(int argc, char** argv);

// One per command; each adds a subcommand with its options.
void add_read(CLI::App& root, Context& context);
void add_check(CLI::App& root, Context& context);
void add_compare(CLI::App& root, Context& context);
void add_rules(CLI::App& root, Context& context);
void add_init(CLI::App& root, Context& context);
void add_serve(CLI::App& root, Context& context);
void add_import(CLI::App& root, Context& context);
void add_inbox(CLI::App& root, Context& context);
void add_load(CLI::App& root, Context& context);
void add_facts(CLI::App& root, Context& context);
void add_evaluate(CLI::App& root, Context& context);
void add_findings(CLI::App& root, Context& context);
void add_plan(CLI::App& root, Context& context);
void add_review(CLI::App& root, Context& context);
void add_user(CLI::App& root, Context& context);
void add_unit(CLI::App& root, Context& context);
void add_audit(CLI::App& root, Context& context);
void add_doctor(CLI::App& root, Context& context);
void add_openapi(CLI::App& root, Context& context);
void add_version(CLI::App& root, Context& context);

}  // namespace sauro::cli
