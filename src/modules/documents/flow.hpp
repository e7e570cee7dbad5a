// The issuing flow: draft → check → opinions → sign-off → number → release → recall or replace. One table says which
// act leads where, who may do it and what must be true; `allowed` is the one place that reads it.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/permission.hpp"
#include "base/error.hpp"
#include "base/time.hpp"

namespace sauro::documents::flow {

// What must be true before an act; each says what is missing when it is not.
enum class Needs : std::uint8_t { text, subject, type, answered, necessity, breach_reason, reason, recipients, file };

struct Act {
    std::string_view from, act, to;
    std::string_view label;  // "Trình ký"
    api::Verb verb;
    std::vector<Needs> needs;
};
std::span<const Act> acts();

// What keeps the file from going out as it is (sent_file.hpp).
struct FileFault {
    std::string code, message;  // marks (can be cleaned) | unsettled | edited | number | day
    bool excusable = false;     // a reason is enough, for the reader of the file may be wrong
};
// What is known of a document when an act is asked for.
struct State {
    std::string step;
    bool text = false;  // a file, or words that can say something
    bool subject = false, type = false;
    std::int64_t open_opinions = 0;
    std::int64_t breached = 0;  // findings of the level "Vi phạm" in this version
    bool necessity_needed = false, necessity_answered = false;
    std::size_t recipients = 0;
    std::vector<FileFault> file{};
};
// What the person gives together with the act.
struct Given {
    std::string_view reason;  // of a return, a recall, closing opinions early; the signer's for open breaches; why the
                              // file goes out with its faults
};

// The row of the table, or why not (codes flow.step, and one for each condition: draft.text_needed, draft.breached, …).
Result<const Act*> allowed(const State&, std::string_view act, const Given&);
// The same without what a person gives: what can be pressed now, and why not.
struct Choice {
    const Act* act = nullptr;
    bool allowed = false;
    std::string why;   // not now, because
    std::string asks;  // what a reason is asked for: "" | reason | breach_reason | answered
};
std::vector<Choice> choices(const State&, const std::function<bool(api::Verb)>& may);

std::string_view step_name(std::string_view step);         // "Soạn thảo"
std::string_view step_of_status(std::string_view status);  // of documents that never went through the flow here

// Working minutes from…to: 08:00–12:00 and 13:00–17:00 of working days, Việt Nam time. Work at other hours counts
// nothing.
std::int64_t working_minutes(const base::WorkCalendar&, base::Millis from, base::Millis to);
inline constexpr std::int64_t kMinutesOfDay = 480;
std::string duration_text(std::int64_t working_minutes);  // "2 ngày 3 giờ", "40 phút", "dưới 1 phút"

}  // namespace sauro::documents::flow
