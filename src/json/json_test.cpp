#include "json/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace sauro::json {
namespace jt {

enum class Urgency { thuong, khan, default_ };
BOOST_DESCRIBE_ENUM(Urgency, thuong, khan, default_)

struct Passage {
    int start = 0, end = 0;
    std::optional<std::string> quote;
};
BOOST_DESCRIBE_STRUCT(Passage, (), (start, end, quote))

struct Brief {
    std::string id;
    bool sample = false;
};
BOOST_DESCRIBE_STRUCT(Brief, (), (id, sample))

struct Full : Brief {
    std::string subject;
    std::optional<base::Date> date;
    Urgency urgency = Urgency::thuong;
    std::vector<Passage> passages;
    std::optional<double> measured;
    std::int8_t small = 0;
    std::uint32_t count = 0;
    Any extra;
    std::map<std::string, int> counts;
    std::vector<std::optional<int>> holes;
    bool new_ = false;
};
BOOST_DESCRIBE_STRUCT(Full, (Brief),
                      (subject, date, urgency, passages, measured, small, count, extra, counts, holes, new_))

struct Tree {
    std::string name;
    std::vector<Tree> below;
};
BOOST_DESCRIBE_STRUCT(Tree, (), (name, below))

struct Query {
    std::string unit;
    std::optional<int> limit;
    std::optional<bool> overdue;
    std::optional<std::string> q;
    std::optional<Urgency> urgency;
    std::optional<std::vector<std::int64_t>> years;
    std::optional<double> share;
};
BOOST_DESCRIBE_STRUCT(Query, (), (unit, limit, overdue, q, urgency, years, share))

}  // namespace jt

namespace {

using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

std::vector<std::string> faults_of(const Error& error) {
    std::vector<std::string> rows;
    for (const FieldError& field : error.fields) rows.push_back(field.path + " " + field.code);
    return rows;
}

jt::Full sample() {
    jt::Full full;
    full.id = "u1";
    full.sample = true;
    full.subject = "Về việc “họp” \\ \n\t\x01 Hòa";
    full.date = *base::Date::parse_iso("2026-02-28");
    full.urgency = jt::Urgency::default_;
    full.passages = {{1, 2, "q"}, {3, 4, std::nullopt}};
    full.measured = 13.2;
    full.small = -128;
    full.count = 4294967295u;
    full.extra = boost::json::array{1, "hai", nullptr};
    full.counts = {{"all", 3}};
    full.holes = {1, std::nullopt};
    full.new_ = true;
    return full;
}

TEST(Json, RoundTripKeepsEveryMember) {
    const Any first = to_json(sample());
    const auto parsed = parse(write(first));
    ASSERT_TRUE(parsed) << parsed.error().message;
    EXPECT_EQ(*parsed, first);
    const auto back = from_json<jt::Full>(*parsed);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(to_json(*back), first);
    EXPECT_EQ(back->subject, sample().subject);
    EXPECT_EQ(back->urgency, jt::Urgency::default_);
    EXPECT_EQ(back->holes[1], std::nullopt);
}

TEST(Json, WrittenTextIsReadableAndExact) {
    EXPECT_EQ(write(to_json(sample())),
              "{\"id\":\"u1\",\"sample\":true,\"subject\":\"Về việc “họp” \\\\ \\n\\t\\u0001 "
              "Hòa\",\"date\":\"2026-02-28\",\"urgency\":\"default\","
              "\"passages\":[{\"start\":1,\"end\":2,\"quote\":\"q\"},{\"start\":3,\"end\":4}],\"measured\":13.2,"
              "\"small\":-128,\"count\":4294967295,"
              "\"extra\":[1,\"hai\",null],\"counts\":{\"all\":3},\"holes\":[1,null],\"new\":true}");
    EXPECT_EQ(write_pretty(boost::json::object{{"a", boost::json::array{1, 2}}, {"b", boost::json::object{}}}),
              "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}");
    EXPECT_EQ(write(Any(0.1)), "0.1");
    EXPECT_EQ(write(Any(100.0)), "100");
}

TEST(Json, AllWrongFieldsAreNamedAtOnce) {
    const auto in = parse(
        R"({"sample":"x","subject":null,"date":"2026-11-31","urgency":"gap","passages":[{"start":1,"end":2},{"start":1.5,"ed":3}],
        "measured":"cao","small":200,"count":-1,"extra":null,"counts":{"a/b":"x"},"holes":{},"new":1,"la":2})");
    ASSERT_TRUE(in);
    const auto out = from_json<jt::Full>(*in);
    ASSERT_FALSE(out);
    EXPECT_EQ(out.error().kind, ErrorKind::invalid);
    EXPECT_EQ(out.error().code, "json.fields");
    EXPECT_THAT(faults_of(out.error()),
                UnorderedElementsAre(
                    "/id field.missing", "/sample field.type", "/subject field.missing", "/date date.not_in_calendar",
                    "/urgency field.value", "/passages/1/start field.type", "/passages/1/end field.missing",
                    "/passages/1/ed field.unknown", "/measured field.type", "/small field.range", "/count field.range",
                    "/counts/a~1b field.type", "/holes field.type", "/new field.type", "/la field.unknown"));
    EXPECT_THAT(out.error().message, HasSubstr("15 trường"));
}

TEST(Json, AWholeThatIsNoObjectIsRefused) {
    for (const char* text : {"[]", "1", "\"x\"", "null"}) {
        const auto out = from_json<jt::Brief>(*parse(text));
        ASSERT_FALSE(out) << text;
        EXPECT_THAT(faults_of(out.error()), UnorderedElementsAre(" field.type")) << text;
    }
    EXPECT_TRUE(from_json<Nothing>(*parse("{}")));
    EXPECT_FALSE(from_json<Nothing>(*parse("{\"a\":1}")));
}

TEST(Json, NumbersAtTheEdges) {
    EXPECT_EQ(*from_json<std::int64_t>(*parse("-9223372036854775808")), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(*from_json<std::uint64_t>(*parse("18446744073709551615")), std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ(*from_json<int>(*parse("2.0")), 2);
    EXPECT_FALSE(from_json<std::int64_t>(*parse("9223372036854775808")));
    EXPECT_FALSE(from_json<int>(*parse("2.5")));
    EXPECT_FALSE(from_json<int>(*parse("1e300")));
    EXPECT_FALSE(from_json<bool>(*parse("1")));
    EXPECT_EQ(write(*parse("1e-400")), "0");
    EXPECT_EQ(write(*parse("-0.0")), "0");
    for (const char* number : {"13.2", "0.1", "-12.345", "1e22", "2.2250738585072014e-308", "1.7976931348623157e+308",
                               "123456789.123456789", "0.30000000000000004", "9007199254740993.5"}) {
        const auto value = parse(number);
        ASSERT_TRUE(value) << number;
        EXPECT_EQ(value->as_double(), std::strtod(number, nullptr)) << number << ": to the last digit";
    }
    const std::string digits(80, '5');  // 1.81 of the library behind is off by one here
    EXPECT_EQ(parse(digits)->as_double(), std::strtod(digits.c_str(), nullptr));
    for (const char* huge : {"1e999", "-1e999"}) {  // refused while parsing or while mapping, never an infinity
        const auto value = parse(huge);
        EXPECT_FALSE(value && from_json<double>(*value)) << huge;
    }
}

TEST(Json, SyntaxErrorsSayWhere) {
    struct {
        const char* text;
        const char* where;
    } const cases[] = {{"{\"a\":1,\n \"b\":x}", "dòng 2, cột 6"},
                       {"{\"a\":1", "cắt ngang"},
                       {"", "cắt ngang"},
                       {"{} {}", "thừa"},
                       {"{\"a\":1,}", "dòng 1, cột 8"},
                       {"'a'", "dòng 1, cột 1"},
                       {"{\"a\":NaN}", "dòng 1"}};
    for (const auto& row : cases) {
        const auto out = parse(row.text);
        ASSERT_FALSE(out) << row.text;
        EXPECT_EQ(out.error().code, "json.syntax");
        EXPECT_THAT(out.error().message, HasSubstr(row.where)) << row.text;
    }
    EXPECT_FALSE(parse(std::string(33, '[') + std::string(33, ']')));
    EXPECT_TRUE(parse(std::string(32, '[') + std::string(32, ']')));
    EXPECT_FALSE(parse("\"\xC3\x28\""));                      // not UTF-8
    EXPECT_FALSE(parse("\"\\ud800\""));                       // half a surrogate pair
    EXPECT_FALSE(parse("\"a\nb\""));                          // raw line break in a string
    EXPECT_FALSE(parse(std::string_view("{\"a\":1}\0", 8)));  // NUL after the value
    EXPECT_FALSE(parse(std::string(1'000'000, '[')));         // deep nesting ends at once
    EXPECT_FALSE(parse("\xEF\xBB\xBF{}"));                    // a byte order mark is not JSON
}

TEST(Json, TextFieldsTakeTheKindOfTheirMember) {
    const auto in = from_text_fields<jt::Query>({{"unit", "12"},
                                                 {"limit", "50"},
                                                 {"overdue", "true"},
                                                 {"q", "1"},
                                                 {"urgency", "khan"},
                                                 {"years", "2025,2026"},
                                                 {"share", "0.5"}});
    const auto out = from_json<jt::Query>(in);
    ASSERT_TRUE(out) << out.error().message;
    EXPECT_EQ(out->unit, "12");
    EXPECT_EQ(out->limit, 50);
    EXPECT_EQ(out->overdue, true);
    EXPECT_EQ(out->q, "1");
    EXPECT_EQ(out->urgency, jt::Urgency::khan);
    EXPECT_EQ(out->years, (std::vector<std::int64_t>{2025, 2026}));
    EXPECT_EQ(out->share, 0.5);

    const auto empty =
        from_json<jt::Query>(from_text_fields<jt::Query>({{"unit", ""}, {"limit", ""}, {"q", ""}, {"urgency", ""}}));
    ASSERT_TRUE(empty) << empty.error().message;
    EXPECT_EQ(empty->limit, std::nullopt);
    EXPECT_EQ(empty->q, "");

    const auto wrong = from_json<jt::Query>(from_text_fields<jt::Query>(
        {{"limit", "5x"}, {"overdue", "yes"}, {"share", "nan"}, {"la", "1"}, {"years", "1,,2"}}));
    ASSERT_FALSE(wrong);
    EXPECT_THAT(faults_of(wrong.error()),
                UnorderedElementsAre("/unit field.missing", "/limit field.type", "/overdue field.type",
                                     "/share field.type", "/la field.unknown", "/years/1 field.type"));
}

TEST(Json, SchemaNamesStructsAndRequiredMembers) {
    SchemaBook book;
    EXPECT_EQ(write(schema_of<jt::Full>(book)), R"({"$ref":"#/components/schemas/json.jt.Full"})");
    EXPECT_EQ(write(schema_of<std::vector<jt::Tree>>(book)),
              R"({"type":"array","items":{"$ref":"#/components/schemas/json.jt.Tree"}})");
    const auto schemas = book.take();
    ASSERT_TRUE(schemas.contains("json.jt.Passage"));
    EXPECT_EQ(
        write(schemas.at("json.jt.Passage")),
        R"({"type":"object","properties":{"start":{"type":"integer"},"end":{"type":"integer"},"quote":{"type":"string"}},"required":["start","end"],"additionalProperties":false})");
    EXPECT_EQ(write(schemas.at("json.jt.Tree").at("properties").at("below")),
              R"({"type":"array","items":{"$ref":"#/components/schemas/json.jt.Tree"}})");
    const Any& full = schemas.at("json.jt.Full").at("properties");
    EXPECT_EQ(write(full.at("urgency")), R"({"type":"string","enum":["thuong","khan","default"]})");
    EXPECT_EQ(write(full.at("extra")), "{}");
    EXPECT_EQ(write(full.at("counts")), R"({"type":"object","additionalProperties":{"type":"integer"}})");
    EXPECT_EQ(write(full.at("holes").at("items")), R"({"anyOf":[{"type":"integer"},{"type":"null"}]})");
    EXPECT_TRUE(full.as_object().contains("new"));
    EXPECT_TRUE(full.as_object().contains("id"));

    const Any closed = schema_of<jt::Tree>();
    EXPECT_EQ(write(closed.at("$defs").at("json.jt.Tree").at("type")), "\"object\"");
}

TEST(Json, ManyWrongFieldsStayAShortAnswer) {
    std::string text = "{";
    for (int i = 0; i < 5000; ++i) text += "\"x" + std::to_string(i) + "\":1,";
    text.back() = '}';
    const auto out = from_json<Nothing>(*parse(text));
    ASSERT_FALSE(out);
    EXPECT_EQ(out.error().fields.size(), 100u);
    EXPECT_LT(out.error().message.size(), 1000u);
}

}  // namespace
}  // namespace sauro::json
