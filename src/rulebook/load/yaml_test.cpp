// Files that no careful hand wrote: each is refused with its line, in bounded time and memory.
#include "rulebook/load/yaml.hpp"

#include <gmock/gmock.h>

namespace sauro::rulebook {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string said(std::string_view content) {
    const auto read = parse_yaml(content, "mau.yaml");
    return read ? "" : read.error().message;
}
std::string many(std::string_view text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
}

TEST(Yaml, WhatOtherEditorsLeaveIsRead) {
    EXPECT_EQ(said("\xEF\xBB\xBF"
                   "a: 1\r\nb:\t2\r\n"),
              "");
    const auto read = parse_yaml(
        "\xEF\xBB\xBF"
        "a: 1\r\nb:\t2\r\n",
        "mau.yaml");
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ((*read)["a"].text, "1");
    EXPECT_EQ((*read)["b"].line, 2);
}

TEST(Yaml, AWrongFileNamesItsLine) {
    EXPECT_THAT(said("a:\n\tb: 1\n"), StartsWith("mau.yaml:2: YAML sai: có phím Tab"));
    EXPECT_THAT(said("a: 1\nb: t\xC3\x28nh\n"), StartsWith("mau.yaml:2: tệp không phải UTF-8"));
    EXPECT_THAT(said(std::string("a: 1\nb: 2\nc: \0\n", 14)), StartsWith("mau.yaml:3: YAML sai: có ký tự điều khiển"));
    EXPECT_THAT(said(""), HasSubstr("mau.yaml:1: tệp trống"));
    EXPECT_THAT(said("a: [1, 2\n"), HasSubstr("YAML sai"));
    EXPECT_THAT(said("a: 1\n---\nb: 2\n"), StartsWith("mau.yaml:2: "));
    EXPECT_THAT(said("a: *b\n"), StartsWith("mau.yaml:1: YAML sai: không có neo “b”"));
}

TEST(Yaml, NoKeyStandsTwiceAtAnyDepth) {
    EXPECT_THAT(said("a: 1\nb: 2\na: 3\n"), StartsWith("mau.yaml:3: lặp khóa “a”"));
    EXPECT_THAT(said("records:\n  A: {date: 1}\n  A: {date: 2}\n"), StartsWith("mau.yaml:3: lặp khóa “A”"));
    EXPECT_THAT(said("a: [{b: {c: 1, c: 2}}]\n"), HasSubstr("lặp khóa “c”"));
    EXPECT_EQ(said("a: {c: 1}\nb: {c: 1}\n"), "");
}

TEST(Yaml, ListsAreBounded) {
    const auto read = parse_yaml("a: [" + many("x, ", 30) + "]\n", "mau.yaml");
    ASSERT_TRUE(read.has_value());
    const auto map = Mapping::of(*read, "mau.yaml", "quy tắc", {"a"});
    ASSERT_TRUE(map.has_value());
    EXPECT_TRUE(map->list("a", 30).has_value());
    const auto refused = map->list("a", 29);
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(refused.error().message, HasSubstr("“a” có 30 mục, quá 29"));
}

TEST(Yaml, NothingGrowsBeyondTheFile) {
    EXPECT_THAT(said("a: " + many("[", 100000)), HasSubstr("lồng quá sâu"));
    EXPECT_THAT(said(many("- ", 100000)), HasSubstr("lồng quá sâu"));
    std::string bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n";
    for (char c = 'b'; c < 'p'; ++c)
        bomb +=
            std::string(1, c) + ": &" + c + " [" + many(std::string("*") + static_cast<char>(c - 1) + ",", 9) + "]\n";
    EXPECT_THAT(said(bomb), HasSubstr("dẫn lại (*) quá nhiều"));
    // Few values, each of many bytes.
    EXPECT_THAT(said("a: &a \"" + std::string(4'000'000, 'x') + "\"\nb:\n" + many("- *a\n", 700'000)),
                StartsWith("mau.yaml:"));
    EXPECT_THAT(said(std::string(9U << 20, '#')), HasSubstr("lớn quá 8 MB"));
}

TEST(Yaml, ANameOfAMegabyteIsNotSaidWhole) {
    const std::string name = many("ă", 500'000);
    const auto read = parse_yaml("? " + name + "\n: 1\n", "mau.yaml");
    ASSERT_TRUE(read.has_value()) << read.error().message.substr(0, 200);
    const auto refused = Mapping::of(*read, "mau.yaml", "tệp", {"source"});
    ASSERT_FALSE(refused.has_value());
    EXPECT_LT(refused.error().message.size(), 3000U);
    EXPECT_THAT(refused.error().message, ::testing::EndsWith("ă…"));
}

}  // namespace
}  // namespace sauro::rulebook
