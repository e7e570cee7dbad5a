// The walls of the worker, tried from inside; and what its death means outside.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <thread>

#include "docread/jail/jail.hpp"
#include "docread/jail/reader.hpp"
#include "docread/jail/wire.hpp"
#include "docread/public_json.hpp"
#include "docread/testing.hpp"

namespace sauro::docread {
namespace {

using testing::corpus;
using ::testing::HasSubstr;
using ::testing::Not;

struct Open {
    int fd;
    explicit Open(const std::filesystem::path& path) : fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~Open() { ::close(fd); }
};

TEST(Jail, NothingWorksFromInside) {
    // With the engines for PDF and scans loaded as well as without.
    for (const char* name : {"ghi-chu.txt", "mat-khau.pdf"}) {
        const Open file(corpus(name));
        const auto report = run_worker(file.fd, "x", {}, "walls");
        ASSERT_TRUE(report) << report.error().detail;
        EXPECT_THAT(*report, Not(HasSubstr("ALLOWED")));
        for (const char* tried : {"\"socket\":\"refused\"", "\"unix_socket\":\"refused\"", "\"open_read\":\"refused\"",
                                  "\"open_write\":\"refused\"", "\"unlink\":\"refused\"", "\"fork\":\"refused\"",
                                  "\"exec\":\"refused\"", "\"kill\":\"refused\"", "\"write_other\":\"refused\""}) {
            EXPECT_THAT(*report, HasSubstr(tried));
        }
    }
    EXPECT_FALSE(std::filesystem::exists("/tmp/sauro-jail-test"));
}

TEST(Jail, ACallNobodyNamedEndsTheWorker) {
    const Open file(corpus("ghi-chu.txt"));
    const auto report = run_worker(file.fd, "tệp.docx", {}, "forbidden");
    if (!kUnknownCallKills) {
        ASSERT_TRUE(report);
        EXPECT_EQ(*report, "refused");
        return;
    }
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, "read.damaged");
    EXPECT_THAT(report.error().detail, HasSubstr("signal " + std::to_string(SIGSYS)));
}

TEST(Jail, AWorkerThatDiesIsAnErrorOfThatFile) {
    const Open file(corpus("ghi-chu.txt"));
    const auto dead = run_worker(file.fd, "tệp.docx", {}, "crash");
    ASSERT_FALSE(dead);
    EXPECT_EQ(dead.error().code, "read.damaged");
    EXPECT_EQ(dead.error().kind, ErrorKind::unreadable);
    EXPECT_THAT(dead.error().message, HasSubstr("tệp.docx"));
    EXPECT_TRUE(read_file(corpus("ghi-chu.txt")));  // and the next one is read
}

TEST(Jail, AWorkerThatNeverEndsIsStopped) {
    const Open file(corpus("ghi-chu.txt"));
    Limits limits;
    limits.seconds = 1;
    const auto slow = run_worker(file.fd, "x", limits, "hang");
    ASSERT_FALSE(slow);
    EXPECT_EQ(slow.error().code, "read.timeout");
}

TEST(Jail, MemoryHasAnEnd) {
    const testing::Scratch scratch;
    Limits limits;
    limits.memory_bytes = 100ULL << 20;
    const auto much = scratch.put("a.txt", std::string(60ULL << 20, 'a'));
#if SAURO_SANITIZED
    // The sanitizers need the whole address space, so the limit of text is the one that holds.
    const auto got = read_file(much, limits);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, "read.too_large");
#else
    limits.text_bytes = 64ULL << 20;
    const auto got = read_file(much, limits);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, "read.bomb");
    EXPECT_EQ(got.error().kind, ErrorKind::unsafe);
#endif
}

TEST(Jail, AProgramThatForgetsTheFlagDoesNotStartItselfForEver) {
    const Open file(corpus("ghi-chu.txt"));
    ::setenv(kInsideVariable, "1", 1);
    const auto refused = run_worker(file.fd, "x", {}, "");
    ::unsetenv(kInsideVariable);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::internal);
}

TEST(Jail, ManyAtOnce) {
    std::vector<std::thread> threads;
    std::atomic<int> good = 0;
    for (int t = 0; t < 6; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 4; ++i) {
                if (const auto d = read_file(corpus("cong-van-ubnd-xa.txt")); d && d->symbol == "07/UBND-VP") ++good;
            }
        });
    }
    for (auto& t : threads) t.join();
    EXPECT_EQ(good, 24);
}

TEST(Wire, GarbageFromAWorkerIsRefused) {
    for (const char* bytes : {"", "x", "SAURO-READ-1\n", "SAURO-READ-1\nD", "SAURO-READ-1\nD{}x",
                              "SAURO-READ-1\nE{\"kind\":99,\"code\":\"\",\"message\":\"\",\"message_en\":\"\","
                              "\"clause\":\"\",\"detail\":\"\"}",
                              "SAURO-READ-1\nD[1,2]"}) {
        EXPECT_FALSE(unpack(bytes)) << bytes;
    }
    Document d = analyse(testing::slurp(corpus("quyet-dinh-ubnd-tinh.txt")));
    d.pages = 4;
    const auto back = unpack(pack(d));
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(back->text, d.text);
    EXPECT_EQ(testing::outline(back->sections), testing::outline(d.sections));
    EXPECT_EQ(back->signer->name, d.signer->name);
    EXPECT_EQ(back->pages, 4);
}

TEST(Wire, ProgressComesBeforeTheAnswer) {
    std::string bytes = progress_line({1, 3}) + progress_line({2, 3}) + "SAURO";
    const auto last = take_progress(bytes);
    ASSERT_TRUE(last);
    EXPECT_EQ(last->page, 2);
    EXPECT_EQ(last->pages, 3);
    EXPECT_EQ(bytes, "SAURO");
    std::string part = "P 3 ";  // the rest is still on its way
    EXPECT_FALSE(take_progress(part));
    EXPECT_EQ(part, "P 3 ");
    for (std::string odd : {"P x 3\n", "P 1\n", "P 1 2x\n", "P 99999999999999 3\n", "Q 1 2\n"}) {
        EXPECT_FALSE(take_progress(odd));
        EXPECT_FALSE(odd.empty());
    }
}

TEST(PublicJson, WhatIsUnknownStandsAsNull) {
    const auto json = public_json(analyse("ghi chú"));
    for (const char* field : {"system", "number", "symbol", "secrecy", "urgency", "signer", "pages"}) {
        ASSERT_TRUE(json.as_object().contains(field)) << field;
        EXPECT_TRUE(json.as_object().at(field).is_null()) << field;
    }
    EXPECT_TRUE(json.at("ocr").at("reason").is_null());
    EXPECT_EQ(json.at("text").as_string(), "ghi chú");
    const auto full = public_json(analyse(testing::slurp(corpus("quyet-dinh-ubnd-tinh.txt"))));
    EXPECT_EQ(full.at("number").as_int64(), 5);
    EXPECT_EQ(full.at("signer").at("name").as_string(), "Lê Thị Minh Họa");
    EXPECT_TRUE(full.at("tasks").at(0).at("due").is_null());
}

}  // namespace
}  // namespace sauro::docread
