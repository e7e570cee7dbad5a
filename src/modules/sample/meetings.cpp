// Conferences of the sample: most units keep the limits, some do not, so that every kind of finding is seen.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "modules/sample/random.hpp"
#include "modules/sample/world.hpp"

namespace sauro::sample {
namespace {

struct Plan {
    std::string_view body, level;
    int before, now;  // conferences in 2025 and in a whole 2026
};
constexpr std::array<Plan, 9> plans{{{"party_committee", "province", 14, 11},
                                     {"peoples_committee", "province", 16, 12},
                                     {"peoples_council", "province", 6, 5},
                                     {"front", "province", 6, 5},
                                     {"organisation_board", "province", 5, 4},
                                     {"party_committee", "commune", 11, 7},
                                     {"peoples_committee", "commune", 9, 6},
                                     {"peoples_council", "commune", 4, 3},
                                     {"front", "commune", 4, 3}}};

constexpr std::array<std::string_view, 8> topics{"sơ kết công tác quý",
                                                 "triển khai nhiệm vụ chuyển đổi số",
                                                 "hướng dẫn nghiệp vụ văn thư, lưu trữ",
                                                 "đánh giá tiến độ giải ngân",
                                                 "lấy ý kiến về quy chế phối hợp",
                                                 "triển khai công tác tiếp công dân",
                                                 "bàn giải pháp bố trí trụ sở, tài sản công",
                                                 "rà soát thủ tục hành chính"};

// Units whose share of online conferences stays under the limit.
constexpr std::array<std::string_view, 5> rarely_online{"MH04.DU", "MH06.UBND", "MH07.DU", "MH09.UBND", "MH.MTTQ"};

struct Wide {
    std::string_view unit, id, date, title, scope, type;
    std::string_view statutory{"none"};
    std::string_view decision{};  // symbol of the decision that allowed it
    int minutes = 220;
};
// Province-wide: two counted and the council's session, which is not; commune-wide: over the cap, over it with a
// decision, within it.
constexpr std::array<Wide, 22> wide{{
    {"MH.TU",
     "MH-toan-tinh-1",
     "2026-02-03",
     "Hội nghị quán triệt Kết luận 226-KL/TW",
     "province_wide",
     "dissemination",
     "none",
     {},
     230},
    {"MH.UBND",
     "MH-toan-tinh-2",
     "2026-07-15",
     "Hội nghị sơ kết 6 tháng và bàn giải pháp thu ngân sách",
     "province_wide",
     "deliberation",
     "none",
     {},
     460},
    {"MH.HDND",
     "MH-toan-tinh-3",
     "2026-07-09",
     "Kỳ họp thường lệ giữa năm của HĐND tỉnh",
     "province_wide",
     "other",
     "peoples_council",
     {},
     900},
    {"MH01.DU", "MH01-toan-xa-1", "2026-02-10", "Hội nghị quán triệt Kết luận 226-KL/TW", "commune_wide",
     "dissemination"},
    {"MH01.UBND", "MH01-toan-xa-2", "2026-06-18", "Hội nghị sơ kết phong trào xây dựng nông thôn mới", "commune_wide",
     "other"},
    {"MH02.DU", "MH02-toan-xa-1", "2026-02-11", "Hội nghị quán triệt Kết luận 226-KL/TW", "commune_wide",
     "dissemination"},
    {"MH02.UBND", "MH02-toan-xa-2", "2026-04-15", "Hội nghị triển khai kế hoạch sản xuất", "commune_wide",
     "professional"},
    {"MH02.UBND", "MH02-toan-xa-3", "2026-08-12", "Hội nghị sơ kết chuyển đổi số", "commune_wide", "other"},
    {"MH02.DU", "MH02-toan-xa-4", "2026-10-07", "Hội nghị toàn xã về công tác dân vận", "commune_wide", "professional"},
    {"MH05.DU", "MH05-toan-xa-1", "2026-02-12", "Hội nghị quán triệt Kết luận 226-KL/TW", "commune_wide",
     "dissemination"},
    {"MH05.UBND", "MH05-toan-xa-2", "2026-05-20", "Hội nghị triển khai phòng, chống thiên tai", "commune_wide",
     "professional"},
    {"MH05.DU", "MH05-toan-xa-3", "2026-07-22", "Hội nghị sơ kết 6 tháng", "commune_wide", "other"},
    {"MH05.UBND", "MH05-toan-xa-4", "2026-09-16", "Hội nghị khắc phục hậu quả mưa lũ", "commune_wide", "deliberation",
     "none", "31-QĐ/ĐU"},
    {"MH08.DU",
     "MH08-toan-xa-1",
     "2026-02-13",
     "Hội nghị quán triệt Kết luận 226-KL/TW",
     "commune_wide",
     "dissemination",
     "none",
     {},
     270},
    {"MH08.UBND", "MH08-toan-xa-2", "2026-03-25", "Hội nghị triển khai kế hoạch năm", "commune_wide", "professional"},
    {"MH08.DU", "MH08-toan-xa-3", "2026-06-24", "Hội nghị sơ kết 6 tháng", "commune_wide", "other"},
    {"MH08.MTTQ", "MH08-toan-xa-4", "2026-08-19", "Hội nghị gặp mặt người có uy tín", "commune_wide", "other"},
    {"MH08.UBND", "MH08-toan-xa-5", "2026-10-14", "Hội nghị tổng kết vụ mùa", "commune_wide", "other"},
    {"MH03.DU", "MH03-toan-xa-1", "2026-02-12", "Hội nghị quán triệt Kết luận 226-KL/TW", "commune_wide",
     "dissemination"},
    {"MH06.DU", "MH06-toan-xa-1", "2026-02-10", "Hội nghị quán triệt Kết luận 226-KL/TW", "commune_wide",
     "dissemination"},
    {"MH10.DU", "MH10-toan-xa-1", "2026-02-11", "Hội nghị quán triệt Kết luận 226-KL/TW", "commune_wide",
     "dissemination"},
    {"MH10.HDND",
     "MH10-toan-xa-2",
     "2026-07-02",
     "Kỳ họp thường lệ giữa năm của HĐND phường",
     "commune_wide",
     "other",
     "peoples_council",
     {},
     480},
}};

struct Length {
    std::string_view type;
    int usual, over, limit;
};
constexpr std::array<Length, 4> lengths{{{"dissemination", 210, 285, 240},
                                         {"professional", 360, 520, 480},
                                         {"deliberation", 540, 780, 720},
                                         {"other", 200, 200, 0}}};

Status speeches(World& world, const std::string& conference, Random& random) {
    const auto speech = [&](std::string_view type, int number, int minutes) -> Status {
        facts::Record record{{"id", fmt::format("{}-{}-{}", conference, type, number)},
                             {"conference", conference},
                             {"type", type},
                             {"minutes", minutes}};
        record["speaker"] = fmt::format("Đại biểu {}", static_cast<char>('A' + number));
        return world.put("speech", std::move(record));
    };
    TRYV(speech("opening", 0, random.chance(60) ? random.between(11, 16) : random.between(5, 10)));
    const bool too_long = random.chance(50);
    TRYV(speech("closing", 1, too_long ? random.between(36, 44) : random.between(15, 30)));
    if (random.chance(500)) TRYV(speech("closing", 2, too_long ? random.between(18, 28) : random.between(8, 18)));
    const int contributions = random.between(2, 4);
    for (int i = 0; i < contributions; ++i)
        TRYV(speech("contribution", 3 + i, random.chance(45) ? random.between(11, 17) : random.between(5, 10)));
    return {};
}

facts::Record conference(const std::string& id, const Unit& unit, base::Date date, std::string_view title,
                         std::string_view type, int minutes, bool online, Random& random) {
    facts::Record record;
    record["id"] = id;
    record["unit"] = unit.code;
    record["date"] = date.iso();
    record["title"] = title;
    record["type"] = type;
    record["mode"] = online ? (random.chance(250) ? "hybrid" : "online") : "in_person";
    record["statutory_kind"] = "none";
    record["planned_minutes"] = minutes / 30 * 30;
    record["actual_minutes"] = minutes;
    record["cost_norm"] = 15'000'000;
    record["cost"] = (random.chance(40) ? 16'200 : random.between(4'000, 14'500)) * 1000;
    record["broadcast_to_grassroots"] = online && unit.level == "province" && random.chance(300);
    record["delegates"] = random.between(20, 140);
    record["leaders_total"] = unit.level == "province" ? 5 : 4;
    record["leaders_invited"] = random.chance(70) ? (unit.level == "province" ? 5 : 4) : random.between(1, 3);
    record["status"] = "held";
    record["chair"] = unit.bloc == "party" ? "Phó Bí thư" : "Phó Chủ tịch";
    record["scheduled_on"] = date.plus_days(-20).iso();
    return record;
}

// Two bodies of the convenor's own line; now and then somebody of another bloc.
Status invitations(World& world, const std::string& conference, const Unit& unit, bool stranger) {
    for (int i = 1; i <= 2; ++i) {
        facts::Record record{{"id", fmt::format("{}-moi-{}", conference, i)},
                             {"conference", conference},
                             {"unit", fmt::format("{}-bo-phan-{}", unit.code, i)},
                             {"level", unit.level},
                             {"bloc", unit.bloc},
                             {"in_charge", true},
                             {"concerned", true},
                             {"in_scope", true}};
        if (stranger && i == 2) record["bloc"] = unit.bloc == "government" ? "mass" : "government";
        TRYV(world.put("invitation", std::move(record)));
    }
    return {};
}

Status ordinary(World& world, const Unit& unit, const Plan& plan, int year) {
    Random random(fmt::format("conferences/{}/{}", unit.code, year));
    const int count = year == 2025 ? plan.before : plan.now + (random.chance(200) ? 2 : 0);
    const bool seldom = std::ranges::find(rarely_online, unit.code) != rarely_online.end();
    for (int i = 0; i < count; ++i) {
        // Drawn for every conference, held or not yet: a later `today` adds facts and changes none.
        const auto& topic = random.pick(topics);
        const auto& length = random.pick(lengths);
        const bool over = length.limit > 0 && random.chance(60);
        const int minutes = (over ? length.over : length.usual) - random.below(25);
        const bool online = random.chance(seldom ? 420 : 800);
        const bool session = unit.body == "peoples_council" && i % 2 == 0;
        const bool cancelled = random.chance(25);
        const int day = random.between(2, 27);
        Random details(fmt::format("conference/{}/{}/{}", unit.code, year, i));
        const auto date = world.day(unit, {year, 1 + i * 12 / count}, day);
        if (!date) continue;
        const std::string id = fmt::format("{}-HN-{}-{:02}", unit.code, year, i + 1);
        auto record =
            conference(id, unit, *date, fmt::format("Hội nghị {}", topic), length.type, minutes, online, details);
        record["scope"] = length.type == "professional" ? "internal" : "inter_sector";
        if (year == 2026 && i % 8 != 5)
            record["plan_item"] = fmt::format("Mục {}", i + 1);  // now and then one is unplanned
        if (session) {
            record["statutory_kind"] = "peoples_council";
            record["title"] = "Kỳ họp Hội đồng nhân dân";
            record["type"] = "other";
            record["scope"] = "internal";
        }
        if (length.type != "professional" && !session)
            record["joint_issue_note"] = "Phối hợp giữa các cơ quan cùng địa bàn về nội dung họp";
        if (unit.code == "MH07.UBND" && i == 2) record.erase("chair");
        if (cancelled) record["status"] = "cancelled";
        if (unit.code == "MH09.DU" && year == 2026 && i == 3) record.erase("scope");  // nobody said how wide it was
        TRYV(world.put("conference", std::move(record)));
        if (!cancelled && !session) TRYV(speeches(world, id, details));
        if (!cancelled && !session && year == 2026)
            TRYV(invitations(world, id, unit, unit.code == "MH02.MTTQ" && i == 1));
    }
    return {};
}

// Every unit has its plan of the year but one.
Status yearly_plans(World& world) {
    for (const auto& unit : world.units) {
        const bool holds =
            std::ranges::any_of(plans, [&](const Plan& p) { return p.body == unit.body && p.level == unit.level; });
        if (!holds || unit.code == "MH07.MTTQ") continue;
        TRYV(world.put("conference_plan", {{"id", unit.code + "-KHHN-2026"},
                                           {"unit", unit.code},
                                           {"year", 2026},
                                           {"based_on", "Chương trình công tác năm 2026"},
                                           {"approved_by", unit.name},
                                           {"approved_on", "2025-12-26"}}));
    }
    return {};
}

Status wide_ones(World& world) {
    for (const auto& one : wide) {
        const Unit* unit = world.find(one.unit);
        TRY(const auto date, base::Date::parse_iso(one.date));
        if (unit == nullptr || date > world.today) continue;
        Random random(one.id);
        const std::string id(one.id);
        auto record = conference(id, *unit, date, one.title, one.type, one.minutes, true, random);
        record["scope"] = one.scope;
        record["plan_item"] = "Mục I";
        record["statutory_kind"] = one.statutory;
        record["delegates"] = unit->level == "province" ? 420 : 110;
        if (!one.decision.empty()) {
            record["decision.by"] = "commune_standing_committee";
            record["decision.symbol"] = one.decision;
            record["decision.date"] = date.plus_days(-12).iso();
        }
        TRYV(world.put("conference", std::move(record)));
        if (one.statutory == "none") TRYV(speeches(world, id, random));
        for (const auto& invited : world.units) {
            const bool below = unit->level == "province"
                                   ? invited.level == "commune" &&
                                         (invited.body == "party_committee" || invited.body == "peoples_committee")
                                   : invited.area == unit->area;
            if (!below || invited.code == unit->code || invited.from > date) continue;
            TRYV(world.put("invitation", {{"id", fmt::format("{}-moi-{}", id, invited.code)},
                                          {"conference", id},
                                          {"unit", invited.code},
                                          {"in_charge", true},
                                          {"concerned", true}}));
        }
    }
    return {};
}

struct Coming {
    std::string_view unit, id, title;
    int ahead;  // days from today
    std::string_view scope{"internal"};
    bool online = true;
};
// The committee of MH06 plans more conferences of the whole commune than the cap allows, and too many in one room:
// there is something to propose.
constexpr std::array<Coming, 10> coming{{
    {"MH.TU", "MH.TU-HN-sap-toi", "Hội nghị tổng kết công tác Đảng năm", 12},
    {"MH.UBND", "MH.UBND-HN-sap-toi", "Hội nghị tổng kết cải cách hành chính", 15},
    {"MH01.DU", "MH01.DU-HN-sap-toi", "Hội nghị kiểm điểm tập thể, cá nhân cuối năm", 18},
    {"MH01.UBND", "MH01.UBND-HN-sap-toi", "Hội nghị tổng kết chuyển đổi số", 21},
    {"MH06.DU", "MH06.DU-HN-sap-toi-1", "Hội nghị tổng kết công tác dân vận", 9, "commune_wide", false},
    {"MH06.DU", "MH06.DU-HN-sap-toi-2", "Hội nghị tổng kết công tác xây dựng Đảng", 16, "commune_wide", false},
    {"MH06.DU", "MH06.DU-HN-sap-toi-3", "Hội nghị triển khai nhiệm vụ năm tới", 23, "commune_wide", false},
    {"MH06.DU", "MH06.DU-HN-sap-toi-4", "Hội nghị tập huấn nghiệp vụ công tác Đảng", 11, "internal", false},
    {"MH06.DU", "MH06.DU-HN-sap-toi-5", "Hội nghị lấy ý kiến quy chế làm việc", 18, "internal", false},
    {"MH06.DU", "MH06.DU-HN-sap-toi-6", "Hội nghị rà soát đảng viên đi làm ăn xa", 25, "internal", false},
}};

// What is planned for the weeks ahead, so that the plan has something to show.
Status planned_ones(World& world) {
    for (const auto& one : coming) {
        const Unit* unit = world.find(one.unit);
        if (unit == nullptr) continue;
        const std::string id(one.id);
        Random random(id);
        auto record =
            conference(id, *unit, world.today.plus_days(one.ahead), one.title, "other", 210, one.online, random);
        record.erase("actual_minutes");
        record.erase("cost");
        record["scope"] = one.scope;
        record["status"] = "planned";
        TRYV(world.put("conference", std::move(record)));
    }
    return {};
}

// Meetings that are no conferences: the leaders' briefing of each month, and now and then one on a matter.
Status daily_ones(World& world, const Unit& unit) {
    constexpr std::array<std::string_view, 5> matters{"Bàn giải pháp giải ngân vốn đầu tư", "Xử lý đơn thư kéo dài",
                                                      "Chuẩn bị kỳ họp Hội đồng nhân dân", "Phân công tiếp công dân",
                                                      "Rà soát tiến độ số hóa hồ sơ"};
    Random random("meetings/" + unit.code);
    int number = 0;
    for (const auto month : world.months()) {
        if (month.year < 2026) continue;
        const bool topical = random.chance(300);
        const auto& matter = random.pick(matters);
        const int briefing_day = random.between(3, 7), briefing_minutes = random.between(40, 85);
        const int topical_day = random.between(12, 24), topical_minutes = random.between(50, 85);
        const auto put = [&](int day, std::string_view title, std::string_view type, std::string_view purpose,
                             int minutes) -> Status {
            const auto date = world.day(unit, month, day);
            ++number;
            if (!date) return {};
            return world.put("meeting", {{"id", fmt::format("{}-CH-{:02}", unit.code, number)},
                                         {"unit", unit.code},
                                         {"date", date->iso()},
                                         {"title", title},
                                         {"type", type},
                                         {"mode", number % 3 == 0 ? "online" : "in_person"},
                                         {"minutes", minutes},
                                         {"participants", random.between(5, 18)},
                                         {"chair", unit.bloc == "party" ? "Bí thư" : "Chủ tịch"},
                                         {"purpose", purpose},
                                         {"papers_sent_on", date->plus_days(-2).iso()},
                                         {"conclusions", "Giao từng việc cho từng người, có ngày phải xong."},
                                         {"area_wide", false},
                                         {"status", "held"}});
        };
        TRYV(put(briefing_day, fmt::format("Giao ban tháng {}", month.month), "briefing",
                 "Kiểm điểm việc đã giao, giao việc tháng tới", briefing_minutes));
        if (topical) TRYV(put(topical_day, matter, "topical", matter, topical_minutes));
    }
    return {};
}

}  // namespace

Status fill_meetings(World& world) {
    TRYV(yearly_plans(world));
    TRYV(wide_ones(world));
    for (const auto& unit : world.units) {
        for (const auto& plan : plans) {
            if (plan.body != unit.body || plan.level != unit.level) continue;
            for (const int year : {2025, 2026}) TRYV(ordinary(world, unit, plan, year));
        }
        if (unit.body == "party_committee" || unit.body == "peoples_committee") TRYV(daily_ones(world, unit));
    }
    return planned_ones(world);
}

}  // namespace sauro::sample
