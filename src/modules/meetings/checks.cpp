#include "modules/meetings/checks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/text.hpp"

namespace sauro::meetings {

void Faults::add(std::string path, std::string code, std::string message) {
    constexpr std::size_t most = 50;
    if (fields_.size() < most) fields_.push_back({std::move(path), std::move(code), std::move(message)});
}

void Faults::choice(const char* path, const Text& value, std::initializer_list<std::string_view> words) {
    if (!value || std::ranges::find(words, *value) != words.end()) return;
    add(path, "meeting.choice", fmt::format("“{}” không dùng được ở ô này. Chọn lại trong danh sách.", *value));
}

void Faults::positive(const char* path, const Count& value, std::string_view what) {
    constexpr std::int64_t most = 1'000'000'000'000'000;  // đồng; anything above is a slip of the key
    if (value && *value < 0)
        add(path, "meeting.negative", fmt::format("{} không thể âm. Nhập lại từ 0 trở lên.", what));
    if (value && *value > most)
        add(path, "meeting.too_large", fmt::format("{} lớn quá mức có thể. Kiểm tra lại số chữ số.", what));
}

void Faults::hours(const Count& start_at, const Count& end_at) {
    for (const auto& [path, value] : {std::pair("/start_at", start_at), std::pair("/end_at", end_at)}) {
        if (value && (*value < 0 || *value > 1440))
            add(path, "meeting.time", "Giờ phải từ 00:00 đến 24:00. Nhập lại giờ.");
    }
    if (start_at && end_at && *end_at <= *start_at)
        add("/end_at", "meeting.end_before_start",
            "Giờ kết thúc không sau giờ bắt đầu. Sửa một trong hai giờ; họp nhiều ngày thì ghi số phút dự kiến.");
}

Status Faults::status() && {
    if (fields_.empty()) return {};
    Error error{
        ErrorKind::invalid,
        "meeting.invalid",
        fields_.size() == 1 ? fields_[0].message : fmt::format("Có {} chỗ cần sửa trước khi lưu.", fields_.size()),
        "The record has faults.",
        std::move(fields_),
        {},
        {}};
    return fail(std::move(error));
}

Status no_overlap(db::Snapshot& snapshot, const Sitting& one) {
    if (!one.start_at || !one.end_at) return {};
    const std::string same =
        " WHERE unit_id = ? AND date = ? AND id <> ? AND (status IS NULL OR status <> 'cancelled') AND start_at < ? "
        "AND end_at > ?";
    const db::Value own[] = {one.unit_id, one.date.iso(), one.id, *one.end_at, *one.start_at};
    std::vector<db::Value> params(std::begin(own), std::end(own));
    params.insert(params.end(), std::begin(own), std::end(own));
    // "P1" and " p1" are one room.
    const auto alike = [](const Text& a, std::string_view b) {
        return given(a) && text::folded_syllables(*a) == text::folded_syllables(b);
    };
    std::optional<std::string> other;
    TRYV(snapshot.query(
        "SELECT COALESCE(title, ''), start_at, end_at, 'hội nghị' AS kind, COALESCE(chair, ''), COALESCE(place, '') "
        "FROM conferences" +
            same +
            " UNION ALL SELECT COALESCE(title, ''), start_at, end_at, 'cuộc họp' AS kind, COALESCE(chair, ''), "
            "COALESCE(place, '') FROM meetings" +
            same + " ORDER BY 2",
        db::Params(params), [&](const db::Row& row) {
            if (!alike(one.chair, row.text(4)) && !alike(one.place, row.text(5))) return true;
            other = fmt::format("{} “{}” ({:02}:{:02} đến {:02}:{:02})", row.text(3), row.text(0), row.integer(1) / 60,
                                row.integer(1) % 60, row.integer(2) / 60, row.integer(2) % 60);
            return false;
        }));
    if (!other) return {};
    return fail(ErrorKind::conflict, "meeting.overlap",
                fmt::format("Cùng giờ, cùng người chủ trì hoặc cùng địa điểm đã có {}. Chọn giờ, nơi hoặc người chủ "
                            "trì khác.",
                            *other),
                "Another conference or meeting with the same chair or place overlaps.");
}

Status year_open(const api::Ctx& ctx, int year) {
    if (year >= ctx.today().year()) return {};
    return fail(ErrorKind::conflict, "meeting.year_closed",
                fmt::format("Năm {} đã khóa: không thêm, sửa hội nghị, cuộc họp hoặc kế hoạch của năm đã qua. Số liệu "
                            "bổ sung nạp bằng lệnh sauro load.",
                            year),
                "The year is closed.");
}

bool given(const Text& text) { return text && !text::folded_syllables(*text).empty(); }

}  // namespace sauro::meetings
