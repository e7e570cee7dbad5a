// Who is asked in a stretch of words: behind an order ("giao", "yêu cầu"), or as the body that opens it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "docread/tasks/tasks_context.hpp"

namespace sauro::docread {

// Is the word one of these, folded?
bool is_word(const Words& words, std::size_t i, std::initializer_list<std::string_view> folded);

struct Led {
    Actors actors;
    double confidence = 0;
    bool ordered = false;
    bool gives = false;  // the order was "giao" or "phân công", which may go on: "…, giao B …"
};

struct Helpers {
    std::vector<std::string> names;
    std::size_t end = 0;  // word behind them
};
// "(tiếp tục) chủ trì, phối hợp (chặt chẽ) với X, Y theo dõi …"
std::optional<Helpers> find_contributors(const Words& words, std::size_t deed, std::size_t to);
// "Giao Sở Nội vụ chủ trì, Sở Tài chính và Công an tỉnh phối hợp (thực hiện) …"
std::optional<std::vector<std::string>> shared_tail(const Words& words, std::size_t deed, std::size_t to);
// "đã giao", "được phân công", "việc giao", "theo đề nghị": told, not ordered.
bool told_before(const Words& words, std::size_t from, std::size_t i);

class LeadFinder {
  public:
    explicit LeadFinder(const TaskSetting& setting) : setting_(setting) {}

    // The lead of a stretch of words. `start`: only at its beginning.
    std::optional<Led> find_led(const Words& words, std::size_t from, std::size_t to, bool start) const;
    // Word behind an order and its small words; `i` is the order. Nothing when no body follows.
    std::optional<Led> order_at(const Words& words, std::size_t from, std::size_t i, std::size_t to) const;
    bool spent() const { return budget_ == 0; }  // a text made to take for ever is read no further

  private:
    std::optional<Led> led_at(const Words& words, std::size_t i, std::size_t to, bool ordered, double confidence) const;
    // An order inside a sentence stands after a stop of some kind, or right behind who gives it.
    bool order_stands(const Words& words, std::size_t from, std::size_t i) const;
    // "Tại Công văn số 12, Ủy ban nhân dân tỉnh yêu cầu …": told, unless the issuer itself speaks.
    bool retold(const Words& words, std::size_t from, std::size_t i) const;
    // A superior or the issuer orders; anybody else who "yêu cầu" does so as his work.
    bool gives_orders(const Words& words, const Led& led, std::size_t deed) const;

    const TaskSetting& setting_;
    mutable std::size_t budget_ = 6'000'000;  // words looked at
};

}  // namespace sauro::docread
