// Lines of the sample's registers: rows of the documents' tables with their numbers, keys and counters, written as the
// module itself would.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "modules/sample/world.hpp"

namespace sauro::sample {

struct Line {
    std::string external_id;  // empty: none
    const Unit* unit = nullptr;
    std::string direction, status;
    base::Date date;                    // of the document
    std::optional<base::Date> arrival;  // incoming
    std::optional<base::Date> due;
    std::string document_type, subject, issuer;
    std::string system;        // party | state
    std::string given_symbol;  // incoming: what the sender wrote
    std::string signer, signer_title, signing_form, recipients;
    const Unit* handler = nullptr;
    std::optional<bool> administrative, digital;
    std::string channel, implements, text;
    std::string urgency = "thuong";
    int pages = 1, position = 0;  // position: order of a draft on its day
    bool numbered = true;
};

class Books {
  public:
    explicit Books(World& world) : world_(world) {}
    Status add(const Line& line);
    Status close();  // registers' next numbers and the counters

  private:
    struct Register {
        std::string id;
        std::int64_t next = 1;
    };
    using Key = std::tuple<std::string, std::string, std::string, std::string>;  // unit, direction, book, period
    Result<Register*> book(const Unit& unit, const std::string& direction, const std::string& book,
                           const std::string& kind, const std::string& period, const db::Value& type);

    World& world_;
    std::map<Key, Register> registers_;
    std::map<std::tuple<std::string, std::string, std::int64_t, std::string>, std::int64_t> counts_;
    std::map<std::tuple<std::string, std::int64_t, std::string, std::string>, std::int64_t> volumes_;
};

std::string_view type_notation(std::string_view type, bool party);  // "kế hoạch" -> "KH"
std::string organ_notation(const Unit& unit);                       // "TU", "ĐU", "UBND"
std::string symbol_of(const Unit& unit, std::string_view system, std::string_view type, std::int64_t number);

}  // namespace sauro::sample
