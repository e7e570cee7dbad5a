// Minutes and the notice of conclusions as DOCX, written from the record: State layout (Nghị định 30/2020) or Party
// layout (Hướng dẫn 05-HD), by the bloc of the unit. Number, day and signature stay open for the office.
#pragma once
#include <filesystem>

#include "api/api.hpp"
#include "modules/hall/store.hpp"
#include "modules/hall/types.hpp"

namespace sauro::hall {

enum class Paperwork { minutes, conclusions };
BOOST_DESCRIBE_ENUM(Paperwork, minutes, conclusions)

struct AddedMinute {
    Millis at = 0;
    std::string speaker, reason;
};
struct MinutesInput {
    const Hall* hall = nullptr;
    const api::UnitRef* unit = nullptr;
    std::string superior;  // name of the body above as the letterhead names it, "" = none
    std::string area;      // as dates name the place: "Minh An"
    std::vector<AddedMinute> added;
    std::vector<store::Attendee> attendees;
    Paperwork what = Paperwork::minutes;
};
// How a letterhead names the body above: a Party committee stands in the organisation that the higher committee leads.
std::string superior_of(const std::string& name, bool committee);
Status write_minutes(const std::filesystem::path& file, const MinutesInput& input);

}  // namespace sauro::hall
