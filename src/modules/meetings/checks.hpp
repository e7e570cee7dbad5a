// What conferences and meetings are checked for alike.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "api/api.hpp"
#include "modules/meetings/dto.hpp"

namespace sauro::meetings {

// Every fault of a form at once.
class Faults {
  public:
    void add(std::string path, std::string code, std::string message);
    void choice(const char* path, const Text& value, std::initializer_list<std::string_view> words);
    void positive(const char* path, const Count& value, std::string_view what);
    // Minutes of one day, the end behind the start.
    void hours(const Count& start_at, const Count& end_at);
    Status status() &&;

  private:
    std::vector<FieldError> fields_;
};

// When and where somebody sits; `id`: of the record itself.
struct Sitting {
    std::string unit_id, id;
    base::Date date;
    Count start_at, end_at;
    Text chair, place;
};
// Another conference or meeting of the unit at the same time with the same chair or in the same room: meeting.overlap.
Status no_overlap(db::Snapshot& snapshot, const Sitting& sitting);

Status year_open(const api::Ctx& ctx, int year);
bool given(const Text& text);

}  // namespace sauro::meetings
