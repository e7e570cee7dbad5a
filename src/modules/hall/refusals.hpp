// What an operator is told when a command cannot be carried out: what, why, what to do. Private to the module.
#pragma once
#include <string>
#include <string_view>

#include "modules/hall/clock.hpp"

namespace sauro::hall {

// `clause`: the rule that demands it, where there is one.
std::unexpected<Error> refuse(ErrorKind kind, const char* code, std::string message, const char* english,
                              const std::string& clause = {});
std::unexpected<Error> changed(const char* code, std::string message, const char* english);
std::unexpected<Error> wrong(const char* code, std::string message, const char* english);

const char* where(const Speaker& speaker);  // "đang phát biểu"
const char* then(const Speaker& speaker);   // what can be done with a speaker who does not wait
Status check_sitting(const State& state, Act act);
Status nobody_waits();
Status nobody_speaks(std::string_view command);              // "không {} được"
Status occupied(const State& state, std::string_view what);  // "chưa {} được"; somebody is on the stage

}  // namespace sauro::hall
