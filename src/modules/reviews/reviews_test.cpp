#include "modules/reviews/reviews.hpp"

#include <gmock/gmock.h>

#include "modules/documents/module.hpp"
#include "tests/support/fact_modules.hpp"

namespace sauro::reviews {
namespace {

using ::testing::Contains;
using ::testing::IsSupersetOf;
using ::testing::Pair;

class Reviews : public testing::FactModules {
  protected:
    void SetUp() override {
        api::Module documents;  // its tables stand below the checks of entries
        documents.migrations = documents::migrations();
        start({documents, module()});
    }
    // The only row of a view must hold these.
    void expect_row(const std::string& view, const Row& columns) {
        const auto found = rows(view);
        ASSERT_EQ(found.size(), 1U) << view;
        EXPECT_THAT(found[0], IsSupersetOf(columns)) << view;
    }
};
SAURO_EACH_DATABASE(Reviews);

TEST_P(Reviews, FindingsStandWithTheirActionAndTheSectorOfTheDocument) {
    const auto report = load(
        R"({"kind":"document_review","id":"r1","unit":"T01","document":"12-QĐ/TU","other":"15-QĐ/TU","date":"2026-02-01","issue":"overlap","other_sector":false,"action":"merge","owner":"Văn phòng","due":"2026-06-30"}
{"kind":"legal_review","id":"v1","document":"l1","date":"2026-03-01","finding":"contradiction","action":"amend","owner":"Vụ Pháp chế","due":"2026-12-31"}
{"kind":"legal_document","id":"l1","unit":"T01","symbol":"10/2020/NĐ-CP","sector":"đất đai","priority_group":2})");
    ASSERT_TRUE(report.loaded) << facts::write_json(report);
    expect_row("document_reviews",
               {{"issue", "overlap"}, {"action", "merge"}, {"other_sector", "0"}, {"done_on", "NULL"}});
    expect_row("legal_documents", {{"sector", "đất đai"}, {"priority_group", "2"}, {"reviewed_on", "2026-03-01"}});
    expect_row("legal_reviews",
               {{"unit", "T01"}, {"document", "l1"}, {"finding", "contradiction"}, {"due", "2026-12-31"}});
}

}  // namespace
}  // namespace sauro::reviews
