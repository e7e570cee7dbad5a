#include "reuse/index.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <map>
#include <set>
#include <thread>

#include "reuse/folder_fixture.hpp"
#include "reuse/prose_fixture.hpp"
#include "text/text.hpp"

namespace sauro::reuse {
namespace {

using fixture::Folder;
using fixture::join;
using fixture::prose;
using fixture::words;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
namespace fs = std::filesystem;

using Store = std::map<std::uint64_t, std::string>;

TextOf reader_of(const Store& store) {
    return [&store](std::uint64_t id, std::string& text) {
        const auto found = store.find(id);
        if (found == store.end()) return false;
        text = found->second;
        return true;
    };
}

std::unique_ptr<Index> open(const fs::path& folder, const IndexOptions& options = {}) {
    auto index = Index::open(folder, options);
    EXPECT_TRUE(index) << (index ? "" : index.error().code + " " + index.error().detail);
    return index ? std::move(*index) : nullptr;
}

std::vector<std::uint64_t> ids(const std::vector<Match>& matches) {
    std::vector<std::uint64_t> out;
    for (const Match& m : matches) out.push_back(m.id);
    return out;
}

// Files of a few postings each, so that small tests see many segments and merges.
IndexOptions tiny() {
    IndexOptions options;
    options.memory_postings = 400;
    options.fan_in = 3;
    return options;
}

TEST(Index, FindsTheSourceOfADraft) {
    const Folder folder;
    const auto index = open(folder.path, tiny());
    Store store;
    for (std::uint64_t id = 1; id <= 300; ++id) {
        store[id] = prose(static_cast<std::uint32_t>(id), 500);
        ASSERT_TRUE(index->put(id, store[id]));
    }
    EXPECT_GT(index->stats().segments, 0U);
    const auto source = words(77, 500), own = words(9001, 400);
    const std::string draft = join(own, 0, 200) + " " + join(source, 100, 300) + " " + join(own, 200, 400);
    const std::string forms[] = {draft, text::fold(draft), fixture::scan_badly(draft, 5)};
    for (const std::string& form : forms) {
        const auto found = index->find(form, {.text_of = reader_of(store)});
        ASSERT_THAT(ids(found), ElementsAre(77));
        EXPECT_NEAR(found[0].share, 1.0 / 3, 0.04);
        EXPECT_NEAR(found[0].source_share, 0.4, 0.04);
        EXPECT_EQ(found[0].verdict, Verdict::overlap);
        ASSERT_FALSE(found[0].passages.empty());
        const Passage& p = found[0].passages[0];
        EXPECT_NEAR(static_cast<double>(p.b.start), static_cast<double>(join(source, 0, 100).size()), 60);
    }
    EXPECT_THAT(index->find(prose(5555, 500), {.text_of = reader_of(store)}), IsEmpty());
    EXPECT_THAT(index->find("", {.text_of = reader_of(store)}), IsEmpty());
    EXPECT_THAT(index->find(draft, {}), IsEmpty());  // nobody brings texts
    const auto alike = index->similar(store[42], 3);
    ASSERT_FALSE(alike.empty());
    EXPECT_EQ(alike[0].id, 42U);
    EXPECT_GT(alike[0].score, 0.9);
}

TEST(Index, ALongSourceIsReadOnlyWhereItMatters) {
    const Folder folder;
    const auto index = open(folder.path);
    Store store;
    store[1] = prose(1, 30000);
    store[2] = prose(2, 500);
    for (const auto& [id, text] : store) ASSERT_TRUE(index->put(id, text));
    const auto law = words(1, 30000), own = words(3, 300);
    // Two far passages, and one that goes on beyond what a window shows.
    for (const auto& [from, to] :
         std::vector<std::pair<std::size_t, std::size_t>>{{20000, 20150}, {3, 90}, {9000, 12000}}) {
        const std::string draft = join(own, 0, 150) + " " + join(law, from, to) + " " + join(own, 150, 300);
        const auto found = index->find(draft, {.text_of = reader_of(store)});
        ASSERT_THAT(ids(found), ElementsAre(1));
        const auto whole = compare(draft, store[1]);
        EXPECT_NEAR(found[0].share, whole.a_in_b, 0.01);
        EXPECT_NEAR(found[0].source_share, whole.b_in_a, 0.01);
        ASSERT_EQ(found[0].passages.size(), whole.passages.size());
        EXPECT_EQ(found[0].passages[0].b.start, whole.passages[0].b.start);
        EXPECT_EQ(found[0].passages[0].b.end, whole.passages[0].b.end);
    }
}

TEST(Index, BehavesAsABruteForceModel) {
    EXPECT_TRUE(rc::check("any order of put, remove, flush, merge, compact and reopening", [] {
        const Folder folder;
        auto index = open(folder.path, tiny());
        Store store;
        const auto seed = *rc::gen::inRange<std::uint32_t>(0, 1000000);
        std::mt19937 random(seed);
        const auto pick = [&](std::uint32_t of) { return static_cast<std::uint32_t>(random() % of); };
        const auto steps = *rc::gen::inRange(5, 60);
        for (int step = 0; step < steps; ++step) {
            const std::uint64_t id = random() % 12;
            switch (random() % 10) {
                case 0:
                    RC_ASSERT(index->flush().has_value());
                    break;
                case 1:
                    RC_ASSERT(index->merge().has_value());
                    break;
                case 2:
                    RC_ASSERT(index->compact().has_value());
                    break;
                case 3:
                    RC_ASSERT(index->flush().has_value());
                    index.reset();
                    index = open(folder.path, tiny());
                    break;
                case 4:
                case 5:
                    RC_ASSERT(index->remove(id).has_value());
                    store.erase(id);
                    break;
                default:  // few different texts: duplicates and shared passages happen
                    store[id] = prose(seed + pick(5), 150) + " " + prose(seed + 50 + pick(5), 100 + pick(100));
                    RC_ASSERT(index->put(id, store[id]).has_value());
            }
        }
        RC_ASSERT(index->stats().documents == store.size());
        const std::set<std::uint64_t> hidden = {random() % 12, random() % 12};
        const Allowed allowed = [&](std::uint64_t id) { return !hidden.contains(id); };
        for (std::uint32_t asked = 0; asked < 5; ++asked) {
            const std::string text = prose(seed + asked, 150);
            const auto found =
                index->find(text, {.limit = 100, .candidates = 100, .allowed = allowed, .text_of = reader_of(store)});
            std::set<std::uint64_t> expected, got;
            for (const auto& [id, source] : store) {
                if (allowed(id) && compare(text, source).a_in_b > 0.9) expected.insert(id);
            }
            for (const Match& m : found) {
                RC_ASSERT(allowed(m.id));
                RC_ASSERT(store.contains(m.id));
                const auto truth = compare(text, store[m.id]);
                RC_ASSERT(std::abs(m.share - truth.a_in_b) < 0.02);
                RC_ASSERT(std::abs(m.source_share - truth.b_in_a) < 0.02);
                RC_ASSERT((m.share <= 0.9 || got.insert(m.id).second));
            }
            RC_ASSERT(got == expected);
        }
        for (const auto& [asked, text] : store) {
            std::vector<std::uint64_t> expected;
            for (const auto& [id, source] : store) {
                if (allowed(id) && folded_hash(source) == folded_hash(text)) expected.push_back(id);
            }
            RC_ASSERT(index->same_text(folded_hash(text), allowed) == expected);
        }
    }));
}

TEST(Index, WhatIsNotAllowedIsNeitherReadNorReturned) {
    const Folder folder;
    const auto index = open(folder.path, tiny());
    Store store;
    const std::string shared = prose(1, 300);
    for (std::uint64_t id = 1; id <= 30; ++id) {
        store[id] = shared + " " + prose(static_cast<std::uint32_t>(100 + id), 50);
        ASSERT_TRUE(index->put(id, store[id]));
    }
    std::set<std::uint64_t> read;
    FindOptions options;
    options.limit = 30;
    options.candidates = 3;
    options.allowed = [](std::uint64_t id) { return id % 10 == 7; };
    options.text_of = [&](std::uint64_t id, std::string& text) {
        read.insert(id);
        text = store[id];
        return true;
    };
    // The forbidden ones stand first, and take no place of the three that may be compared.
    std::vector<std::uint64_t> found = ids(index->find(shared, options));
    std::sort(found.begin(), found.end());
    EXPECT_THAT(found, ElementsAre(7, 17, 27));
    EXPECT_THAT(read, ElementsAre(7, 17, 27));
    for (const Similar& s : index->similar(shared, 30, options.allowed)) EXPECT_EQ(s.id % 10, 7U);
    EXPECT_EQ(index->similar(shared, 30, options.allowed).size(), 3U);
    EXPECT_THAT(index->same_text(folded_hash(store[8]), options.allowed), IsEmpty());
    EXPECT_THAT(index->same_text(folded_hash(store[7]), options.allowed), ElementsAre(7));
}

TEST(Index, WhatVeryManyShareIsBoilerplate) {
    const Folder folder;
    const auto index = open(folder.path);
    Store store;
    const std::string clause = prose(1, 120);
    for (std::uint64_t id = 1; id <= 120; ++id) {
        store[id] = prose(static_cast<std::uint32_t>(100 + id), 200) + " " + clause;
        ASSERT_TRUE(index->put(id, store[id]));
    }
    // A third of the draft is the clause, a fifth is taken from one document.
    const std::string draft = clause + " " + join(words(150, 200), 50, 120) + " " + prose(3, 170);
    const auto found = index->find(draft, {.text_of = reader_of(store)});
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found[0].id, 50U);
    EXPECT_NEAR(found[0].share, (70 + 12) / 360.0, 0.02);
    EXPECT_EQ(found.size(), 1U);
}

TEST(Index, ADocumentThatWentRoundIsStillTheSource) {
    const Folder folder;
    const auto index = open(folder.path);
    Store store;
    const auto directive = words(1, 700);
    store[1] = join(directive);
    for (std::uint64_t id = 2; id <= 200; ++id)
        store[id] = prose(static_cast<std::uint32_t>(100 + id), 200) + " " + join(directive, 50, 550);
    for (const auto& [id, text] : store) ASSERT_TRUE(index->put(id, text));
    for (const bool on_disk : {false, true}) {
        if (on_disk) {
            ASSERT_TRUE(index->compact());
        }
        const auto found = index->find(join(directive, 100, 480) + " " + prose(3, 300), {.text_of = reader_of(store)});
        ASSERT_FALSE(found.empty());
        EXPECT_EQ(found[0].id, 1U);
        EXPECT_NEAR(found[0].share, 380.0 / 680, 0.03);
    }
}

TEST(Index, ADamagedIndexSaysSo) {
    const Folder folder;
    const fs::path path = folder.path / "index";
    {
        const auto index = open(path, tiny());
        for (std::uint64_t id = 1; id <= 20; ++id)
            ASSERT_TRUE(index->put(id, prose(static_cast<std::uint32_t>(id), 200)));
        ASSERT_TRUE(index->compact());
        auto second = Index::open(path);
        ASSERT_FALSE(second);
        EXPECT_EQ(second.error().code, "reuse.in_use");
    }
    fs::path segment;
    for (const auto& entry : fs::directory_iterator(path)) {
        if (entry.path().extension() == ".seg") segment = entry.path();
    }
    ASSERT_FALSE(segment.empty());
    {
        std::fstream file(segment, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(200);
        file.put('\x5A');
    }
    auto broken = Index::open(path);
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().code, "reuse.damaged");
    EXPECT_THAT(broken.error().message, ::testing::HasSubstr("dựng lại"));
    fs::remove(segment);
    EXPECT_EQ(Index::open(path).error().code, "reuse.damaged");
}

// Another process puts, flushes and merges until it is killed; whatever it had said to be durable is there.
TEST(Index, KilledAtAnyPointItOpensAgain) {
    const Folder folder;
    std::mt19937 random(11);
    std::uint64_t durable = 0;
    for (int round = 0; round < 12; ++round) {
        int ends[2];
        ASSERT_EQ(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            ::close(ends[0]);
            auto index = Index::open(folder.path, tiny());
            if (!index) ::_exit(1);
            for (std::uint64_t mark = (*index)->durable_mark() + 1;; ++mark) {
                const std::uint64_t id = mark % 40;
                if (mark % 7 == 0) {
                    if (!(*index)->remove(id, mark)) ::_exit(2);
                } else if (!(*index)->put(id, prose(static_cast<std::uint32_t>(mark), 120), mark)) {
                    ::_exit(3);
                }
                const std::uint64_t now = (*index)->durable_mark();
                if (::write(ends[1], &now, sizeof now) != sizeof now) ::_exit(4);
            }
        }
        ::close(ends[1]);
        const std::uint64_t lines = 20 + random() % 150;
        for (std::uint64_t i = 0; i < lines; ++i) {
            std::uint64_t now = 0;
            ASSERT_EQ(::read(ends[0], &now, sizeof now), static_cast<ssize_t>(sizeof now)) << "child ended by itself";
            durable = std::max(durable, now);
        }
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        EXPECT_TRUE(WIFSIGNALED(status));
        ::close(ends[0]);
        const auto index = open(folder.path, tiny());
        ASSERT_TRUE(index);
        EXPECT_GE(index->durable_mark(), durable);
        durable = index->durable_mark();
        std::map<std::uint64_t, std::uint64_t> expected;  // id -> the mark that last put it
        for (std::uint64_t mark = 1; mark <= durable; ++mark) {
            if (mark % 7 == 0)
                expected.erase(mark % 40);
            else
                expected[mark % 40] = mark;
        }
        EXPECT_EQ(index->stats().documents, expected.size());
        for (const auto& [id, mark] : expected) {
            EXPECT_THAT(index->same_text(folded_hash(prose(static_cast<std::uint32_t>(mark), 120))), ElementsAre(id));
        }
    }
    EXPECT_GT(durable, 0U);
}

TEST(Index, ReadersRunBesideTheWriterAndTheMerger) {
    const Folder folder;
    IndexOptions options = tiny();
    options.merge_on_flush = false;
    const auto index = open(folder.path, options);
    constexpr std::uint64_t documents = 400;
    Store store;
    for (std::uint64_t id = 1; id <= documents; ++id) store[id] = prose(static_cast<std::uint32_t>(id), 120);
    std::atomic<std::uint64_t> ready{0};
    std::atomic<bool> over{false}, wrong{false};
    std::vector<std::thread> threads;
    for (int reader = 0; reader < 2; ++reader) {
        threads.emplace_back([&, reader] {
            std::mt19937 random(static_cast<std::uint32_t>(reader));
            while (!over) {
                const std::uint64_t known = ready;
                if (known == 0) continue;
                const std::uint64_t id = 1 + random() % known;
                const auto found = index->find(store[id], {.text_of = reader_of(store)});
                if (found.empty() || found[0].id != id || !found[0].same_syllables) wrong = true;
                if (index->same_text(folded_hash(store[id])) != std::vector<std::uint64_t>{id}) wrong = true;
            }
        });
    }
    threads.emplace_back([&] {
        while (!over) {
            if (!index->merge()) wrong = true;
        }
    });
    for (std::uint64_t id = 1; id <= documents; ++id) {
        ASSERT_TRUE(index->put(id, store.at(id)));
        if (id % 5 == 0) {  // replaced by itself
            ASSERT_TRUE(index->put(id - 1, store.at(id - 1)));
        }
        ready = id;
    }
    over = true;
    for (auto& thread : threads) thread.join();
    EXPECT_FALSE(wrong);
    ASSERT_TRUE(index->compact());
    EXPECT_EQ(index->stats().documents, documents);
    EXPECT_EQ(index->stats().segments, 1U);
}

}  // namespace
}  // namespace sauro::reuse
