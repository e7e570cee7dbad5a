#include "modules/hall/refusals.hpp"

#include <fmt/format.h>

namespace sauro::hall {

std::unexpected<Error> refuse(ErrorKind kind, const char* code, std::string message, const char* english,
                              const std::string& clause) {
    return fail(Error{kind, code, std::move(message), english, {}, clause, {}});
}
std::unexpected<Error> changed(const char* code, std::string message, const char* english) {
    return refuse(ErrorKind::conflict, code, std::move(message), english);
}
std::unexpected<Error> wrong(const char* code, std::string message, const char* english) {
    return refuse(ErrorKind::invalid, code, std::move(message), english);
}

const char* where(const Speaker& speaker) {
    switch (speaker.phase) {
        case Phase::speaking:
            return "đang phát biểu";
        case Phase::paused:
            return "đang tạm dừng giữa bài";
        case Phase::done:
            return "đã phát biểu xong";
        case Phase::removed:
            return "đã được rút tên";
        case Phase::waiting:
            break;
    }
    return "đang chờ đến lượt";
}
// What can be done with a speaker who does not wait.
const char* then(const Speaker& speaker) {
    return speaker.phase == Phase::done || speaker.phase == Phase::removed
               ? "Muốn nói nữa thì bấm “Ghi thêm lượt”."
               : "Kết thúc bài trên bục trước, hoặc chọn người khác trong hàng chờ.";
}

Status check_sitting(const State& state, Act act) {
    const bool of_the_list = act == Act::register_ || act == Act::again || act == Act::move || act == Act::remove;
    if (state.sitting == Sitting::closed)
        return changed(
            "hall.closed",
            "Hội nghị đã kết thúc: kết luận đã thành nhiệm vụ, biên bản đã lập, nên không nhận lệnh điều hành "
            "nữa. Tải biên bản ở nút “Biên bản”; việc phát sinh thì giao bằng văn bản.",
            "The conference is closed.");
    if (act == Act::open) {
        if (state.sitting == Sitting::before) return {};
        return changed(
            "hall.open",
            "Hội nghị đã khai mạc và đồng hồ đang chạy nên không khai mạc lần nữa. Bấm “Bắt đầu” để mời người "
            "phát biểu.",
            "The hall is open already.");
    }
    if (state.sitting == Sitting::before && !of_the_list)
        return changed(
            "hall.not_open",
            "Hội nghị chưa khai mạc nên chưa có đồng hồ để thực hiện lệnh này. Bấm “Khai mạc” trước; danh sách "
            "phát biểu thì ghi và xếp được ngay.",
            "The hall is not open.");
    if (state.sitting == Sitting::recess && !of_the_list && act != Act::reconvene && act != Act::close)
        return changed("hall.recess",
                       "Hội nghị đang nghỉ, đồng hồ đứng, nên lệnh này chưa thực hiện. Bấm “Họp tiếp” trước.",
                       "The conference is in recess.");
    return {};
}

Status nobody_waits() {
    return changed("hall.nobody",
                   "Chưa có ai trong hàng chờ nên không mời được người phát biểu. Ghi tên người phát biểu trước.",
                   "Nobody is waiting.");
}
Status nobody_speaks(std::string_view command) {
    return changed(
        "hall.nobody",
        fmt::format("Không có bài phát biểu nào đang diễn ra nên không {} được. Bấm “Bắt đầu” để mời người đầu "
                    "hàng chờ.",
                    command),
        "Nobody is on the stage.");
}
Status occupied(const State& state, std::string_view what) {
    const Speaker& speaker = *on_stage(state);
    return changed("hall.occupied",
                   fmt::format("{} {} nên chưa {} được. Bấm “Kết thúc bài” trước{}.", speaker.name, where(speaker),
                               what, state.sitting == Sitting::sitting ? ", hoặc dùng “Xen ngang”" : ""),
                   "Somebody is on the stage.");
}

}  // namespace sauro::hall
