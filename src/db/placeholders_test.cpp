#include <gtest/gtest.h>

#include "db/postgres/placeholders.hpp"

namespace sauro::db::postgres {
namespace {

std::string sql(std::string_view text) { return translate(text).sql; }

TEST(Placeholders, AreNumbered) {
    EXPECT_EQ(sql("SELECT ?, ? FROM t WHERE a=?"), "SELECT $1, $2 FROM t WHERE a=$3");
    EXPECT_EQ(translate("SELECT ?, ?").parameters, 2);
    EXPECT_EQ(sql(""), "");
}

TEST(Placeholders, QuotedTextStays) {
    EXPECT_EQ(sql("'?' ? 'it''s ?' ?"), "'?' $1 'it''s ?' $2");
    EXPECT_EQ(sql("\"a?\" ? \"b\"\"?\" ?"), "\"a?\" $1 \"b\"\"?\" $2");
    EXPECT_EQ(sql("E'\\'?' ?"), "E'\\'?' $1");
    EXPECT_EQ(sql("'\\' ?"), "'\\' $1");  // a backslash is an ordinary character without E
    EXPECT_EQ(sql("'open ?"), "'open ?");
}

TEST(Placeholders, CommentsAndDollarsStay) {
    EXPECT_EQ(sql("? -- why?\n?"), "$1 -- why?\n$2");
    EXPECT_EQ(sql("/* ? /* ? */ ? */ ?"), "/* ? /* ? */ ? */ $1");
    EXPECT_EQ(sql("$$ ? $$ ? $x$ ? $$ ? $x$ ?"), "$$ ? $$ $1 $x$ ? $$ ? $x$ $2");
    EXPECT_EQ(sql("a$b ? -- end"), "a$b $1 -- end");
    EXPECT_EQ(sql("/* open ?"), "/* open ?");
}

TEST(Placeholders, CastsAndNullTests) {
    EXPECT_EQ(sql("?::text"), "$1::text");
    EXPECT_EQ(sql("? IS NULL OR x = ?"), "($1::text) IS NULL OR x = $2");
    EXPECT_EQ(sql("?\n is not null"), "($1::text)\n is not null");
    EXPECT_EQ(sql("? island"), "$1 island");
    EXPECT_EQ(sql("?is"), "$1is");
}

}  // namespace
}  // namespace sauro::db::postgres
