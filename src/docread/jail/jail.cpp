#include "docread/jail/jail.hpp"

#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <memory>

namespace sauro::docread {
namespace {

struct Release {
    void operator()(void* filter) const { seccomp_release(filter); }
};

bool limit(int what, rlim_t value, std::string& why) {
    const rlimit both{value, value};
    if (::setrlimit(static_cast<__rlimit_resource>(what), &both) == 0) return true;
    why = std::string("setrlimit: ") + std::strerror(errno);
    return false;
}

// Calls that a library may try by habit: they fail like a missing right. Everything else that is not allowed ends the
// process.
constexpr std::array kRefused = {SCMP_SYS(open),
                                 SCMP_SYS(openat),
                                 SCMP_SYS(openat2),
                                 SCMP_SYS(creat),
                                 SCMP_SYS(socket),
                                 SCMP_SYS(socketpair),
                                 SCMP_SYS(connect),
                                 SCMP_SYS(fork),
                                 SCMP_SYS(vfork),
                                 SCMP_SYS(clone),
                                 SCMP_SYS(clone3),
                                 SCMP_SYS(execve),
                                 SCMP_SYS(execveat),
                                 SCMP_SYS(unlink),
                                 SCMP_SYS(unlinkat),
                                 SCMP_SYS(rename),
                                 SCMP_SYS(renameat2),
                                 SCMP_SYS(mkdir),
                                 SCMP_SYS(stat),
                                 SCMP_SYS(lstat),
                                 SCMP_SYS(fstat),
                                 SCMP_SYS(newfstatat),
                                 SCMP_SYS(statx),
                                 SCMP_SYS(access),
                                 SCMP_SYS(faccessat),
                                 SCMP_SYS(faccessat2),
                                 SCMP_SYS(readlink),
                                 SCMP_SYS(readlinkat),
                                 SCMP_SYS(getdents64),
                                 SCMP_SYS(ioctl),
                                 SCMP_SYS(fcntl),
                                 SCMP_SYS(prctl),
                                 SCMP_SYS(ptrace),
                                 SCMP_SYS(kill),
                                 SCMP_SYS(tgkill),
                                 SCMP_SYS(tkill),
                                 SCMP_SYS(lseek),
                                 SCMP_SYS(getrusage),
                                 SCMP_SYS(sysinfo),
                                 SCMP_SYS(uname),
                                 SCMP_SYS(prlimit64),
                                 SCMP_SYS(getcwd),
                                 SCMP_SYS(sched_getaffinity),
                                 SCMP_SYS(rt_sigaction),
                                 SCMP_SYS(sigaltstack),
                                 SCMP_SYS(setrlimit),
                                 SCMP_SYS(getrlimit),
                                 SCMP_SYS(rseq)};
constexpr std::array kAllowed = {SCMP_SYS(brk),
                                 SCMP_SYS(munmap),
                                 SCMP_SYS(mremap),
                                 SCMP_SYS(madvise),
                                 SCMP_SYS(futex),
                                 SCMP_SYS(exit),
                                 SCMP_SYS(exit_group),
                                 SCMP_SYS(rt_sigreturn),
                                 SCMP_SYS(rt_sigprocmask),
                                 SCMP_SYS(clock_gettime),
                                 SCMP_SYS(gettimeofday),
                                 SCMP_SYS(getrandom),
                                 SCMP_SYS(getpid),
                                 SCMP_SYS(gettid),
                                 SCMP_SYS(sched_yield),
                                 SCMP_SYS(restart_syscall)};

bool filter_calls(std::string& why) {
    const std::uint32_t otherwise = SAURO_SANITIZED ? SCMP_ACT_ERRNO(EPERM) : SCMP_ACT_KILL_PROCESS;
    const std::unique_ptr<void, Release> filter(seccomp_init(otherwise));
    if (!filter) {
        why = "seccomp_init";
        return false;
    }
    int bad = 0;
    for (const int call : kAllowed) bad |= seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0);
    if (!SAURO_SANITIZED) {
        for (const int call : kRefused) bad |= seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EPERM), call, 0);
    }
    const auto when = [&](std::uint32_t action, int call, unsigned argument, scmp_compare test, std::uint64_t a,
                          std::uint64_t b = 0) {
        const scmp_arg_cmp condition{argument, test, a, b};
        bad |= seccomp_rule_add_array(filter.get(), action, call, 1, &condition);
    };
    // Memory may be asked for, never memory that can be run.
    when(SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    when(SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    when(SCMP_ACT_ALLOW, SCMP_SYS(read), 0, SCMP_CMP_EQ, kInput);
    when(SCMP_ACT_ALLOW, SCMP_SYS(write), 0, SCMP_CMP_EQ, kOutput);
    if (!SAURO_SANITIZED) {
        when(SCMP_ACT_ERRNO(EPERM), SCMP_SYS(read), 0, SCMP_CMP_NE, kInput);
        when(SCMP_ACT_ERRNO(EPERM), SCMP_SYS(write), 0, SCMP_CMP_NE, kOutput);
    }
    bad |= seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(close), 0);
    if (bad != 0) {
        why = "seccomp_rule_add";
        return false;
    }
    if (const int code = seccomp_load(filter.get()); code != 0) {
        why = std::string("seccomp_load: ") + std::strerror(-code);
        return false;
    }
    return true;
}

std::uint64_t address_space() {
    std::uint64_t pages = 0;
    if (const std::unique_ptr<FILE, int (*)(FILE*)> statm(std::fopen("/proc/self/statm", "re"), &std::fclose); statm) {
        unsigned long n = 0;
        if (std::fscanf(statm.get(), "%lu", &n) == 1) pages = n;
    }
    return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace

bool enter_jail(const Limits& limits, std::string& why) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_DUMPABLE, 0);
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        why = "no_new_privs";
        return false;
    }
    // What is there already (this program, its libraries, the file) is known; the limit is on what the file makes grow.
    // Asked while a file can still be opened.
    const std::uint64_t there = address_space();
    if (there == 0) {
        why = "statm";
        return false;
    }
    bool ok = limit(RLIMIT_CORE, 0, why) && limit(RLIMIT_FSIZE, 0, why) &&
              limit(RLIMIT_CPU, static_cast<rlim_t>(limits.seconds), why) && limit(RLIMIT_NPROC, 0, why) &&
              limit(RLIMIT_NOFILE, kOutput + 1, why);
    if (!SAURO_SANITIZED) ok = ok && limit(RLIMIT_AS, there + limits.memory_bytes, why);
    return ok && filter_calls(why);
}

std::string try_the_walls() {
    std::string out = "{";
    const auto report = [&](std::string_view name, bool allowed) {
        if (out.size() > 1) out += ',';
        out.append("\"").append(name).append(allowed ? "\":\"ALLOWED\"" : "\":\"refused\"");
    };
    report("socket", ::socket(AF_INET, SOCK_STREAM, 0) >= 0);
    report("unix_socket", ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
    report("open_read", ::open("/etc/passwd", O_RDONLY) >= 0);
    report("open_write", ::open("/tmp/sauro-jail-test", O_WRONLY | O_CREAT, 0600) >= 0);
    report("unlink", ::unlink("/tmp/sauro-jail-test-nothing") == 0 || errno != EPERM);
    report("write_other", ::syscall(SYS_write, 1, "x", 1) >= 0);
    const pid_t child = ::fork();
    if (child == 0) ::_exit(0);
    report("fork", child > 0);
    char* const none[] = {nullptr};
    report("exec", ::execve("/bin/true", none, none) == 0);
    report("kill", ::kill(1, 0) == 0);
    return out + "}";
}

}  // namespace sauro::docread
