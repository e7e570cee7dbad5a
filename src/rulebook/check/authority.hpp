// Who may issue what, and in which form it is signed: rulebook/authority.yaml. What no row covers is unknown, never
// allowed and never forbidden.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "docread/document.hpp"
#include "rulebook/load/yaml.hpp"

namespace sauro::rulebook {

struct CheckContext;

struct AuthorityBody {
    std::string id, system, level;   // level: where alone it stands; "" = any
    std::vector<std::string> names;  // lower case, as the name of an issuer begins
};
struct IssueRow {
    std::string system, level;        // "" = any
    std::vector<std::string> bodies;  // empty = any
    std::vector<std::string> types;
    bool may = false;
    std::string instead, clause, reliability;
    base::Date from;
    std::optional<base::Date> to;
    int line = 0;
};
struct SigningRow {
    std::string system, form;  // "" = any
    std::vector<std::string> bodies, types, titles;
    bool may = false;
    std::string why, clause;
};

struct Authority {
    std::vector<AuthorityBody> bodies;
    std::vector<IssueRow> may_issue;
    std::vector<SigningRow> signing;
};
Result<Authority> load_authority(const Yaml& root, const std::string& file);

// Who issues the document, as far as its text and `--as` say.
struct Issuer {
    std::string system, level, body;  // "" = not known
    std::string name;                 // as the document gives it
    // The text names a Party committee without showing whether the committee or its standing committee speaks.
    bool committee_or_standing = false;
};
Issuer issuer_of(const Authority& table, const docread::Document& document, const CheckContext& context);
// Whether this word begins the name of a level: "xã", "đặc" of "đặc khu", "huyện" of a former one.
bool begins_level(std::string_view word);
// tm kt tl tuq none, "" when there is no signing block.
std::string signing_form(const docread::Document& document);

const IssueRow* issue_row(const Authority& table, const Issuer& issuer, std::string_view body, std::string_view type,
                          base::Date day);
const SigningRow* signing_row(const Authority& table, const Issuer& issuer, std::string_view form,
                              std::string_view type, std::string_view title);

}  // namespace sauro::rulebook
