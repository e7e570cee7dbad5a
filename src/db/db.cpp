#include "db/db.hpp"

#include <algorithm>
#include <future>

#include "db/session.hpp"
#include "db/writer.hpp"

namespace sauro::db {

Status Database::write(const WriteFn& fn) {
    if (GroupWriter::on_writer_thread()) {
        return fail_internal("db.write_inside_write",
                             "Database::write called on the writer thread; it would wait for itself");
    }
    std::promise<Status> promise;
    auto outcome = promise.get_future();
    submit(fn, [&promise](Status status) { promise.set_value(std::move(status)); });
    return outcome.get();
}

std::vector<Migration> migrations_of(std::string_view module, std::span<const base::EmbeddedFile> files) {
    std::vector<Migration> found;
    for (const auto& file : files) {
        if (file.name.ends_with(".sql")) found.push_back({module, file.name, file.content});
    }
    std::ranges::sort(found, {}, &Migration::file);
    return found;
}

Status call_guarded(std::string_view what, const std::function<Status()>& fn) {
    try {
        return fn();
    } catch (const std::exception& caught) {
        return fail_internal("db.exception", std::string(what) + ": " + caught.what());
    } catch (...) {
        return fail_internal("db.exception", std::string(what) + ": unknown exception");
    }
}

Status WriteSession::run(const Database::WriteFn& fn) {
    doomed_.reset();
    actions_.clear();
    Status status = call_guarded("write", [&] { return fn(*this); });
    if (status && doomed_) return fail(*doomed_);
    return status;
}

Status WriteSession::query(std::string_view sql, Params params, const EachRow& each) {
    if (doomed_) return fail(*doomed_);
    Status status = do_query(sql, params, each);
    if (!status) doomed_ = status.error();
    return status;
}

Result<std::int64_t> WriteSession::execute(std::string_view sql, Params params) {
    if (doomed_) return fail(*doomed_);
    auto changed = do_execute(sql, params);
    if (!changed) doomed_ = changed.error();
    return changed;
}

Error busy_error() {
    return {ErrorKind::unavailable,
            "db.busy",
            "Hệ thống đang nhận quá nhiều việc ghi cùng lúc. Chưa có gì được lưu. Đợi vài giây rồi thử lại.",
            "Too many writes are waiting. Nothing was saved. Try again in a few seconds.",
            {},
            {},
            {}};
}

Error disk_full_error(std::string detail) {
    return {ErrorKind::unavailable,
            "disk.full",
            "Ổ đĩa chứa dữ liệu đã đầy nên chưa lưu được việc vừa làm; dữ liệu cũ còn nguyên. Giải phóng chỗ trống rồi "
            "thử lại.",
            "The disk is full: this was not saved, earlier data is intact. Free some space and try again.",
            {},
            {},
            std::move(detail)};
}

// Bytes of well-formed UTF-8 only (no overlong forms, surrogates or NUL): PostgreSQL refuses the rest, and SQLite would
// keep it and differ.
Status check_text(std::string_view text) {
    const auto* p = reinterpret_cast<const unsigned char*>(text.data());
    const auto* end = p + text.size();
    const auto tail = [&](int n, unsigned char low, unsigned char high) {
        if (end - p <= n || p[1] < low || p[1] > high) return false;
        for (int i = 2; i <= n; ++i) {
            if ((p[i] & 0xC0) != 0x80) return false;
        }
        p += n + 1;
        return true;
    };
    while (p < end) {
        const unsigned char c = *p;
        bool good = false;
        if (c - 1u < 0x7Fu) {
            ++p;
            continue;
        }
        if (c >= 0xC2 && c <= 0xDF)
            good = tail(1, 0x80, 0xBF);
        else if (c == 0xE0)
            good = tail(2, 0xA0, 0xBF);
        else if (c == 0xED)
            good = tail(2, 0x80, 0x9F);
        else if (c >= 0xE1 && c <= 0xEF)
            good = tail(2, 0x80, 0xBF);
        else if (c == 0xF0)
            good = tail(3, 0x90, 0xBF);
        else if (c >= 0xF1 && c <= 0xF3)
            good = tail(3, 0x80, 0xBF);
        else if (c == 0xF4)
            good = tail(3, 0x80, 0x8F);
        if (!good) {
            return fail(ErrorKind::invalid, "db.text_encoding",
                        "Nội dung có ký tự hỏng (không phải UTF-8, hoặc có ký tự rỗng) nên không lưu được. Gõ lại hoặc "
                        "chuyển mã phần văn bản đó.",
                        "The text is not valid UTF-8 or contains a NUL character.");
        }
    }
    return {};
}

}  // namespace sauro::db
