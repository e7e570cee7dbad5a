#include "reuse/segment.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <random>

#include "reuse/folder_fixture.hpp"
#include "reuse/grams.hpp"
#include "reuse/manifest.hpp"

namespace sauro::reuse {
namespace {

using fixture::Folder;
namespace fs = std::filesystem;

using Model = std::map<std::uint32_t, std::vector<Place>>;

std::vector<DocInfo> docs_of(std::uint32_t count) {
    std::vector<DocInfo> docs(count);
    for (std::uint32_t i = 0; i < count; ++i) docs[i] = {i * 3ULL + 1, mix64(i), i + 7};
    return docs;
}

Model random_model(std::uint32_t seed, std::uint32_t docs, std::uint32_t sample, std::size_t keys) {
    std::mt19937 random(seed);
    Model model;
    for (std::size_t k = 0; k < keys; ++k) {
        const auto key = static_cast<std::uint32_t>(random() % key_end(sample));
        auto& places = model[random() % 5 == 0 ? key % 1000 : key];
        const std::size_t count = random() % 50 == 0 ? most_postings + 5 : random() % 4 + 1;
        for (std::size_t i = 0; i < count; ++i)
            places.push_back(
                {static_cast<std::uint32_t>(random() % docs), static_cast<std::uint32_t>(random() >> (random() % 32))});
    }
    for (auto& [key, places] : model) sort_places(places);
    return model;
}

fs::path write(const Folder& folder, const Model& model, std::uint32_t docs, std::uint32_t sample,
               std::uint64_t expected) {
    const fs::path path = folder.path / "one.seg";
    SegmentWriter writer(path, sample, docs, expected);
    for (const auto& [key, places] : model) writer.add(key, places);
    EXPECT_TRUE(writer.finish(docs_of(docs)));
    return path;
}

bool equal(const std::vector<Place>& x, const std::vector<Place>& y) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                      [](const Place& p, const Place& q) { return p.doc == q.doc && p.position == q.position; });
}

TEST(Segment, HoldsWhatWasWritten) {
    EXPECT_TRUE(rc::check("lookup, cursor and document table agree with a map", [] {
        const Folder folder;
        const auto docs = *rc::gen::inRange<std::uint32_t>(1, 3000);
        const std::uint32_t sample = *rc::gen::element(4U, 8U, 16U);
        const auto keys = *rc::gen::inRange<std::size_t>(0, 3000);
        const Model model = random_model(*rc::gen::arbitrary<std::uint32_t>(), docs, sample, keys);
        const auto expected = *rc::gen::inRange<std::uint64_t>(0, 10000);  // a guess may be wrong
        auto opened = Segment::open(write(folder, model, docs, sample, expected), true);
        RC_ASSERT(opened.has_value());
        const Segment& s = **opened;
        RC_ASSERT((s.docs() == docs && s.keys() == model.size() && s.sample() == sample));
        Segment::Cursor cursor(s);
        for (const auto& [key, places] : model) {
            const bool too_many = places.size() > most_postings;
            std::vector<Place> got;
            RC_ASSERT(s.lookup(key, got) == (too_many ? common : places.size()));
            const std::vector<Place> kept(places.begin(), places.begin() + (too_many ? kept_of_common : places.size()));
            RC_ASSERT(equal(got, kept));
            RC_ASSERT(cursor.next());
            RC_ASSERT((cursor.key() == key && cursor.is_common() == too_many));
            RC_ASSERT(equal(cursor.places(), kept));
            RC_ASSERT((model.contains(key + 1) || s.lookup(key + 1, got) == 0U));
        }
        RC_ASSERT(!cursor.next());
        for (std::uint32_t i = 0; i < docs; ++i) {
            RC_ASSERT(s.doc(i).id == i * 3ULL + 1);
            RC_ASSERT(s.doc(i).syllables == i + 7);
            RC_ASSERT(s.ordinal_of(i * 3ULL + 1) == i);
            RC_ASSERT(s.ordinal_of(i * 3ULL + 2) == docs);
        }
    }));
}

std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}
void put_bytes(const fs::path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

TEST(Segment, DamageIsNoticedAndNeverFollowed) {
    const Folder folder;
    const Model model = random_model(7, 500, 4, 2000);
    const fs::path path = write(folder, model, 500, 4, 2000);
    const std::string whole = bytes_of(path);
    std::mt19937 random(3);
    for (int round = 0; round < 300; ++round) {
        std::string broken = whole;
        if (round % 10 == 0) {
            broken.resize(random() % broken.size());
        } else {
            for (int i = 0; i < 1 + round % 40; ++i) {
                char& byte = broken[round % 3 == 0 ? random() % 64 : random() % broken.size()];
                byte = static_cast<char>(byte ^ static_cast<char>(1 + random() % 255));
            }
        }
        if (broken == whole) continue;
        put_bytes(path, broken);
        EXPECT_FALSE(Segment::open(path, true));
        auto unchecked = Segment::open(path, false);
        if (!unchecked) {
            EXPECT_TRUE(unchecked.error().code == "reuse.damaged" || unchecked.error().code == "reuse.version");
            continue;
        }
        std::vector<Place> got;
        for (const auto& [key, places] : model) {
            (*unchecked)->prefetch(key, true);
            (*unchecked)->prefetch(key, false);
            (*unchecked)->lookup(key, got);
        }
        for (const Place& p : got) ASSERT_LT(p.doc, (*unchecked)->docs());
        Segment::Cursor cursor(**unchecked);
        while (cursor.next()) {
        }
        (*unchecked)->ordinal_of(5);
    }
}

TEST(Manifest, ReadsBackAndRefusesDamage) {
    const Folder folder;
    const fs::path path = folder.path / manifest_name;
    Manifest manifest{123456789012345ULL, 17, {{3, 1000, 50, {0, 1, 49}}, {16, 2000, 70000, {}}}};
    const std::string whole = write_manifest(manifest);
    put_bytes(path, whole);
    const auto back = read_manifest(path);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->mark, manifest.mark);
    EXPECT_EQ(back->next_number, 17U);
    ASSERT_EQ(back->segments.size(), 2U);
    EXPECT_EQ(back->segments[0].removed, (std::vector<std::uint32_t>{0, 1, 49}));
    EXPECT_EQ(back->segments[1].docs, 70000U);
    for (std::size_t i = 0; i < whole.size(); ++i) {
        std::string broken = whole;
        broken[i] = static_cast<char>(broken[i] ^ 0x41);
        put_bytes(path, broken);
        EXPECT_FALSE(read_manifest(path)) << i;
        put_bytes(path, whole.substr(0, i));
        EXPECT_FALSE(read_manifest(path)) << i;
    }
}

TEST(Postings, SortedByKeyInOrderOfArrival) {
    EXPECT_TRUE(rc::check("as std::stable_sort", [](std::vector<std::uint32_t> keys) {
        std::vector<Posting> postings;
        for (std::uint32_t i = 0; i < keys.size(); ++i)
            postings.push_back({i % 3 == 0 ? keys[i] % 7 : keys[i] * 0x9E3779B1U, i, 0});
        auto expected = postings;
        std::stable_sort(expected.begin(), expected.end(), [](auto& x, auto& y) { return x.key < y.key; });
        sort_by_key(postings);
        for (std::size_t i = 0; i < keys.size(); ++i) RC_ASSERT(postings[i].doc == expected[i].doc);
    }));
}

}  // namespace
}  // namespace sauro::reuse
