// A child program and what it says.
#pragma once
#include <csignal>
#include <string>
#include <vector>

namespace sauro::testing {

class Process {
  public:
    explicit Process(std::vector<std::string> args);  // args[0] is the program
    ~Process();                                       // kills it when it still runs
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    bool line(std::string& out);  // next line of its standard output; false at the end
    void kill(int signal = SIGKILL);
    int wait();  // exit code, or 128 + signal

  private:
    int pid_ = -1, out_ = -1, code_ = -1;
    std::string buffer_;
};

}  // namespace sauro::testing
