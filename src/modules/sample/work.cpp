// Tasks, reports, recommendations and procedure cases of the sample.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "modules/sample/random.hpp"
#include "modules/sample/world.hpp"

namespace sauro::sample {
namespace {

struct Job {
    std::string_view work, product;
};
constexpr std::array<Job, 10> jobs{
    {{"Lập kế hoạch thực hiện Kết luận 226-KL/TW của địa phương", "Kế hoạch"},
     {"Rà soát, cắt giảm chế độ báo cáo định kỳ", "Danh mục báo cáo giữ lại"},
     {"Rà soát quy chế làm việc, phân công rõ đầu mối", "Quy chế sửa đổi"},
     {"Hoàn thành số hóa hồ sơ còn lưu bản giấy", "Kho hồ sơ điện tử"},
     {"Tổ chức tập huấn kỹ năng số cho cán bộ", "Báo cáo kết quả tập huấn"},
     {"Bố trí, sắp xếp trụ sở làm việc dôi dư", "Phương án sử dụng trụ sở"},
     {"Công khai, rút ngắn quy trình thủ tục hành chính", "Danh mục thủ tục đã rút ngắn"},
     {"Tổng hợp khó khăn, vướng mắc của cơ sở", "Báo cáo tổng hợp"},
     {"Kiểm tra việc gửi, nhận văn bản trên môi trường mạng", "Biên bản kiểm tra"},
     {"Xây dựng lịch hội nghị năm, ưu tiên trực tuyến", "Lịch hội nghị năm"}}};

bool works_by_tasks(const Unit& unit) {
    return unit.body == "party_committee" ? unit.level == "commune"
                                          : unit.body == "peoples_committee" || unit.body == "party_office";
}

Status tasks(World& world) {
    for (const auto& unit : world.units) {
        if (!works_by_tasks(unit)) continue;
        Random random(fmt::format("tasks/{}", unit.code));
        const int count = unit.level == "commune" ? 6 : 9;
        for (int i = 0; i < count; ++i) {
            const auto& job = random.pick(jobs);
            const int day_of_year = 40 + i * 330 / count + random.below(20);
            const bool late = random.chance(180), never = random.chance(60), no_product = random.chance(80),
                       no_due = random.chance(50);
            const int delay = random.between(2, 12), early = random.between(0, 9);
            TRY(const auto start, base::Date::from_ymd(2026, 1, 1));
            const auto due = start.plus_days(day_of_year);
            const auto given = due.plus_days(-45);
            if (given > world.today || given < unit.from) continue;
            facts::Record record{{"id", fmt::format("{}-NV-{:02}", unit.code, i + 1)},
                                 {"assigner", unit.level == "commune" ? "MH.TU" : "MH.UBND"},
                                 {"lead", unit.code},
                                 {"work", job.work},
                                 {"accountable", unit.bloc == "party" ? "Bí thư" : "Chủ tịch"},
                                 {"authority", "Theo quy chế làm việc"},
                                 {"source", "226-KL/TW"},
                                 {"clause", "2.3"}};
            if (unit.code == "MH.UBND" || unit.code == "MH.VPTU") record["assigner"] = "MH.TU";
            if (!no_product) record["product"] = job.product;
            if (!no_due) record["due"] = due.iso();
            const auto done = late ? due.plus_days(delay) : due.plus_days(-early);
            const bool is_done = !never && done <= world.today;
            record["status"] = is_done ? "done" : "open";
            if (is_done) record["done_on"] = done.iso();
            if (unit.body == "party_committee" && random.chance(400))
                record["contributors"] = fmt::format("[\"{}.UBND\"]", unit.area);
            TRYV(world.put("task", std::move(record)));
        }
    }
    return {};
}

struct Term {
    std::string_view form, period, due;
};
constexpr std::array<Term, 5> terms{{{"226-quarterly", "2026-Q1", "2026-04-05"},
                                     {"226-quarterly", "2026-Q2", "2026-07-05"},
                                     {"226-half-yearly", "2026-H1", "2026-07-05"},
                                     {"226-quarterly", "2026-Q3", "2026-10-05"},
                                     {"226-quarterly", "2026-Q4", "2027-01-05"}}};

// What a filed report says; one unit leaves the meetings out.
Status contents(World& world, const std::string& report, bool without_meetings) {
    constexpr std::array<std::pair<std::string_view, int>, 10> figures{{{"documents_issued", 120},
                                                                        {"documents_administrative", 96},
                                                                        {"documents_last_year", 131},
                                                                        {"conferences", 4},
                                                                        {"conferences_last_year", 5},
                                                                        {"meetings", 22},
                                                                        {"meetings_last_year", 27},
                                                                        {"procedures_digital_percent", 97},
                                                                        {"documents_digitised_percent", 96},
                                                                        {"network_percent", 100}}};
    for (const auto& [indicator, value] : figures) {
        if (without_meetings && indicator.starts_with("meetings")) continue;
        TRYV(world.put("report_value", {{"id", fmt::format("{}-{}", report, indicator)},
                                        {"report", report},
                                        {"indicator", indicator},
                                        {"value", static_cast<double>(value)}}));
    }
    return world.put("report_section", {{"id", report + "-so"},
                                        {"report", report},
                                        {"topic", "digital"},
                                        {"text", "Đã trao đổi văn bản, báo cáo trên một hệ thống."}});
}

Status reports(World& world) {
    for (const auto& unit : world.units) {
        if (unit.body != "party_committee") continue;
        Random random(fmt::format("reports/{}", unit.code));
        for (const auto& term : terms) {
            const bool late = random.chance(120), paper = random.chance(45), missing = random.chance(30);
            const int early = random.between(0, 4), delay = random.between(1, 6);
            TRY(const auto due, base::Date::parse_iso(term.due));
            if (due.plus_days(-60) > world.today) continue;
            facts::Record record{{"id", fmt::format("{}-BC-{}-{}", unit.code, term.form, term.period)},
                                 {"unit", unit.code},
                                 {"form", term.form},
                                 {"period", term.period},
                                 {"due", term.due}};
            const auto filed = late ? due.plus_days(delay) : due.plus_days(-early);
            if (!missing && filed <= world.today) {
                record["filed_on"] = filed.iso();
                record["channel"] = paper ? "paper" : "network";
                TRY(const auto period, base::Period::parse(term.period));
                record["periodic"] = true;
                record["data_from"] = period.first.iso();
                record["data_to"] = std::min(period.last, filed).iso();
                record["responsible"] = "Chánh Văn phòng";
                record["pages"] = 6;
                record["results_stated"] = 8;
                record["results_quantified"] = unit.code == "MH05.DU" ? 7 : 8;
            }
            const bool is_filed = record.contains("filed_on");
            const std::string id = fmt::format("{}-BC-{}-{}", unit.code, term.form, term.period);
            TRYV(world.put("report", std::move(record)));
            if (is_filed) TRYV(contents(world, id, unit.code == "MH08.DU"));
        }
    }
    return {};
}

constexpr std::array<std::string_view, 7> wishes{
    "Bổ sung kinh phí duy trì đường truyền cho trung tâm phục vụ hành chính công",
    "Hướng dẫn xử lý tài sản công là trụ sở dôi dư",
    "Bổ sung công chức chuyên môn về địa chính, xây dựng",
    "Liên thông phần mềm một cửa với cơ sở dữ liệu hộ tịch",
    "Giảm số cuộc họp giao ban trùng lịch với cấp tỉnh",
    "Thống nhất biểu mẫu báo cáo để không báo cáo nhiều lần một số liệu",
    "Tập huấn kỹ năng sử dụng chữ ký số"};

Status recommendations(World& world) {
    for (const auto& unit : world.units) {
        if (unit.body != "party_committee" || unit.level != "commune") continue;
        Random random(fmt::format("recommendations/{}", unit.code));
        const int count = random.between(2, 4);
        for (int i = 0; i < count; ++i) {
            const auto& wish = random.pick(wishes);
            const int offset = random.below(300);
            const bool answered = random.chance(650), roadmap = random.chance(500), informed = random.chance(800),
                       to_government = random.chance(500);
            const int taken = random.between(10, 55);
            TRY(const auto start, base::Date::from_ymd(2026, 1, 6));
            const auto date = start.plus_days(offset);
            if (date > world.today) continue;
            facts::Record record{{"id", fmt::format("{}-KN-{}", unit.code, i + 1)},
                                 {"unit", unit.code},
                                 {"date", date.iso()},
                                 {"text", wish},
                                 {"resolver", to_government ? "MH.UBND" : "MH.VPTU"},
                                 {"due", date.plus_days(45).iso()}};
            const auto day = date.plus_days(taken);
            if (day <= world.today && (answered || roadmap)) {
                record[answered ? "answered_on" : "roadmap_on"] = day.iso();
                if (!answered) record["roadmap_steps"] = 3;
                if (informed) record["informed_on"] = day.iso();
            }
            TRYV(world.put("recommendation", std::move(record)));
        }
    }
    return {};
}

Status procedure_cases(World& world) {
    constexpr std::array<std::string_view, 3> slower{"MH06.UBND", "MH09.UBND", "MH12.UBND"};
    for (const auto& unit : world.units) {
        if (unit.body != "peoples_committee") continue;
        const int digital = std::ranges::find(slower, unit.code) == slower.end() ? 982 : 925;
        for (const auto month : world.months()) {
            Random random(fmt::format("procedures/{}/{}", unit.code, month.code()));
            const int count = unit.level == "commune" ? 8 : 14;
            for (int i = 0; i < count; ++i) {
                const int day = random.between(1, 28);
                const bool is_digital = random.chance(digital);
                const auto date = world.day(unit, month, day);
                if (!date) continue;
                TRYV(world.put("procedure_case", {{"id", fmt::format("{}-HS-{}-{:02}", unit.code, month.code(), i + 1)},
                                                  {"unit", unit.code},
                                                  {"date", date->iso()},
                                                  {"digital", is_digital}}));
            }
        }
    }
    return {};
}

}  // namespace

Status fill_work(World& world) {
    TRYV(tasks(world));
    TRYV(reports(world));
    TRYV(recommendations(world));
    return procedure_cases(world);
}

}  // namespace sauro::sample
