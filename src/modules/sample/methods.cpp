// How the sample's units work: registers, delegations, plans and activities, training, reviews, reorganisation,
// deliveries. A little of each, with something to find: a duty without power, a delegation never assessed, a school
// left over.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "modules/sample/random.hpp"
#include "modules/sample/world.hpp"

namespace sauro::sample {
namespace {

using facts::Record;

bool is(const Unit& unit, std::string_view body, std::string_view level) {
    return unit.body == body && unit.level == level;
}

Status registers(World& world, const Unit& unit) {
    const auto& code = unit.code;
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> duties{
        {{"Tiếp nhận, trình và lưu văn bản", "Ký thừa lệnh văn bản sao gửi"},
         {"Theo dõi nhiệm vụ được giao", "Đôn đốc, yêu cầu báo cáo tiến độ"},
         {"Tiếp công dân, xử lý đơn thư", "Chuyển đơn đúng nơi giải quyết"}}};
    int number = 0;
    for (const auto& [function, authority] : duties) {
        Record duty{{"id", fmt::format("{}-TN-{}", code, ++number)},
                    {"unit", code},
                    {"function", function},
                    {"owner", "Chánh Văn phòng"},
                    {"authority", authority},
                    {"basis", "Quy chế làm việc"},
                    {"version", "2"},
                    {"date", "2025-09-15"},
                    {"reviewed_on", "2026-06-15"}};
        if (code == "MH06.UBND" && number == 2) duty.erase("authority");
        TRYV(world.put("responsibility", std::move(duty)));
    }
    TRYV(world.put("regulation", {{"id", code + "-QC"},
                                  {"unit", code},
                                  {"name", "Quy chế làm việc"},
                                  {"topic", "working_regulation"},
                                  {"version", "2"},
                                  {"owner", "Văn phòng"},
                                  {"date", "2025-08-20"},
                                  {"in_force", true}}));
    if (code != "MH09.UBND") {
        TRYV(world.put("process", {{"id", code + "-QT"},
                                   {"unit", code},
                                   {"name", "Trình ký và phát hành văn bản"},
                                   {"version", "1"},
                                   {"owner", "Văn phòng"},
                                   {"authority", unit.name},
                                   {"date", "2025-09-01"}}));
    }
    return world.put("procedure", {{"id", code + "-TT"},
                                   {"unit", code},
                                   {"name", "Thủ tục nội bộ về mua sắm thường xuyên"},
                                   {"owner", "Văn phòng"},
                                   {"version", "2"},
                                   {"action", "simplified"},
                                   {"date", "2025-09-01"},
                                   {"reviewed_on", "2026-05-20"},
                                   {"steps_before", 7},
                                   {"steps_after", 4},
                                   {"minutes_saved", 90}});
}

Status delegations(World& world, const Unit& commune) {
    const std::string id = commune.area + "-PC";
    Record one{{"id", id},
               {"from", "MH.UBND"},
               {"to", commune.code},
               {"matter", "Cấp giấy phép xây dựng nhà ở riêng lẻ"},
               {"basis", "Quyết định phân cấp của UBND tỉnh"},
               {"scope", "Công trình dưới ba tầng"},
               {"date", "2025-08-01"},
               {"evaluated_on", "2026-03-31"},
               {"feasible", true}};
    if (commune.area == "MH04") one.erase("evaluated_on");
    TRYV(world.put("delegation", std::move(one)));
    if (commune.area != "MH07") return {};
    return world.put("opinion_request", {{"id", id + "-hoi"},
                                         {"from", commune.code},
                                         {"to", "MH.UBND"},
                                         {"date", "2026-05-06"},
                                         {"delegation", id},
                                         {"beyond_authority", false}});
}

Status plans_and_activities(World& world, const Unit& committee) {
    const std::string plan = committee.code + "-CT-2026";
    TRYV(world.put("plan", {{"id", plan},
                            {"unit", committee.code},
                            {"year", 2026},
                            {"title", "Chương trình công tác năm 2026"},
                            {"origin", "submitted"},
                            {"date", "2025-12-20"},
                            {"approved_by", "Ban Thường vụ Tỉnh ủy"},
                            {"approved_on", "2026-01-08"}}));
    constexpr std::array<std::array<std::string_view, 3>, 3> done{
        {{"Học tập chuyên đề năm", "political_education", "Toàn bộ đảng viên tham gia"},
         {"Ngày dân vận tại thôn", "mass_work", "Giúp 12 hộ làm giấy tờ trực tuyến"},
         {"Ra quân vệ sinh môi trường", "movement", "Dọn 3 km kênh mương"}}};
    for (int i = 0; i < 3; ++i) {
        const auto date = world.day(committee, {2026, 3 + 2 * i}, 9);
        if (!date) continue;
        Record activity{{"id", fmt::format("{}-HD-{}", committee.code, i + 1)},
                        {"unit", committee.code},
                        {"date", date->iso()},
                        {"title", done[i][0]},
                        {"type", done[i][1]},
                        {"plan", plan},
                        {"plan_item", fmt::format("Mục {}", i + 1)},
                        {"led_by", "Bí thư Đảng ủy"},
                        {"result", done[i][2]}};
        if (committee.area == "MH03" && i == 2) activity.erase("plan");
        TRYV(world.put("activity", std::move(activity)));
    }
    return {};
}

Status training(World& world, const Unit& unit) {
    Random random("training/" + unit.code);
    for (int i = 0; i < 6; ++i) {
        const std::string id = fmt::format("{}-CB-{:02}", unit.code, i + 1);
        TRYV(world.put("staff", {{"id", id}, {"unit", unit.code}, {"type", "civil_servant"}, {"date", "2025-07-01"}}));
        for (const int year : {2025, 2026}) {
            const auto date = world.day(unit, {year, random.between(3, 10)}, random.between(2, 26));
            if (!random.chance(year == 2025 ? 350 : 700) || !date) continue;
            TRYV(world.put("training", {{"id", fmt::format("{}-{}", id, year)},
                                        {"staff", id},
                                        {"topic", i % 2 == 0 ? "digital" : "ai"},
                                        {"date", date->iso()},
                                        {"hours", 8}}));
        }
    }
    return {};
}

Status reorganisation(World& world, const Unit& commune) {
    const auto put = [&](std::string_view type, std::string_view item, std::string_view done) -> Status {
        Record one{{"id", fmt::format("{}-SX-{}", commune.area, type)},
                   {"unit", "MH.TU"},
                   {"type", type},
                   {"item", fmt::format("{} {}", item, commune.area)},
                   {"area", commune.area},
                   {"plan", "Sắp xếp theo đề án của tỉnh"},
                   {"owner", "Sở Nội vụ"},
                   {"date", "2025-12-01"},
                   {"due", "2025-12-31"},
                   {"due_exclusive", true}};
        if (!done.empty()) one["done_on"] = done;
        return world.put("reorganisation", std::move(one));
    };
    TRYV(put("school", "Trường tiểu học và trung học cơ sở", commune.area == "MH12" ? "" : "2025-12-24"));
    return put("health_station", "Trạm y tế", "2025-12-20");
}

// One regulation on digital work binds the whole province: that of the Party committee, whose tree it is.
Status province_wide(World& world) {
    TRYV(world.put("regulation", {{"id", "MH.TU-QD-SO"},
                                  {"unit", "MH.TU"},
                                  {"name", "Quy định về chuyển đổi số trong công tác"},
                                  {"topic", "digital_work"},
                                  {"version", "1"},
                                  {"owner", "Văn phòng Tỉnh ủy"},
                                  {"date", "2025-10-10"},
                                  {"in_force", true}}));
    TRYV(world.put("document_review", {{"id", "MH-RS-1"},
                                       {"unit", "MH.UBND"},
                                       {"document", "12/QĐ-UBND"},
                                       {"other", "27/QĐ-UBND"},
                                       {"date", "2026-04-14"},
                                       {"issue", "overlap"},
                                       {"other_sector", false},
                                       {"action", "replace"},
                                       {"owner", "Văn phòng UBND tỉnh"},
                                       {"due", "2026-12-15"}}));
    TRYV(world.put("document_review", {{"id", "MH-RS-2"},
                                       {"unit", "MH.UBND"},
                                       {"document", "31/HD-UBND"},
                                       {"other", "9/HD-SNV"},
                                       {"date", "2026-06-10"},
                                       {"issue", "similar"},
                                       {"other_sector", true}}));
    TRYV(world.put("property", {{"id", "MH-TS-1"},
                                {"unit", "MH.UBND"},
                                {"name", "Trụ sở huyện cũ"},
                                {"area", "MH"},
                                {"status", "surplus"},
                                {"plan", "Chuyển làm trạm y tế"},
                                {"owner", "Sở Tài chính"},
                                {"date", "2025-07-15"},
                                {"due", "2026-12-31"}}));
    return world.put("visit", {{"id", "MH-DCS-1"},
                               {"unit", "MH.TU"},
                               {"date", "2026-03-12"},
                               {"leader", "Bí thư Tỉnh ủy"},
                               {"area", "MH04"},
                               {"findings", "Thiếu máy quét ở bộ phận một cửa"},
                               {"instructions", "Cấp máy trong tháng 4"}});
}

Status deliveries(World& world, const Unit& commune) {
    const auto date = world.day(commune, {2026, 4}, 14);
    if (!date) return {};
    return world.put("delivery", {{"id", commune.area + "-GN-1"},
                                  {"from", "MH.UBND"},
                                  {"to", commune.code},
                                  {"date", date->iso()},
                                  {"content", "information"},
                                  {"channel", "network"},
                                  {"received_on", date->iso()},
                                  {"receipt", true},
                                  {"secret", false}});
}

}  // namespace

Status fill_methods(World& world) {
    TRYV(province_wide(world));
    for (const auto& unit : world.units) {
        if (is(unit, "party_committee", "commune")) TRYV(plans_and_activities(world, unit));
        if (!is(unit, "peoples_committee", "commune")) continue;
        TRYV(registers(world, unit));
        TRYV(delegations(world, unit));
        TRYV(training(world, unit));
        TRYV(reorganisation(world, unit));
        TRYV(deliveries(world, unit));
    }
    return {};
}

}  // namespace sauro::sample
