#include "audit/audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/hash.hpp"
#include "base/number.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> audit_migrations();
}

namespace sauro::audit {
namespace {

// Every field with its length in front: no two different rows give the same bytes.
std::string hash_of(std::int64_t seq, base::Millis at, std::initializer_list<std::string_view> fields) {
    std::string bytes = fmt::format("{}:{}", seq, at);
    for (const std::string_view field : fields)
        fmt::format_to(std::back_inserter(bytes), "|{}:{}", field.size(), field);
    return base::sha256(bytes);
}

struct Head {
    std::int64_t seq = 0;
    std::string hash;
};

Result<std::optional<Head>> head_of(db::Snapshot& snapshot) {
    return snapshot.one("SELECT seq, hash FROM audit_head WHERE id = 1", {},
                        [](const db::Row& row) { return Head{row.integer(0), row.str(1)}; });
}

}  // namespace

std::span<const db::Migration> migrations() {
    static const auto found = db::migrations_of("audit", embedded::audit_migrations());
    return found;
}

Status append(db::Tx& tx, const Entry& entry) {
    // Writes run one after another on both engines, so the head read here is the last one.
    TRY(const auto head, head_of(tx));
    if (!head) return fail_internal("audit.no_head", "audit_head is empty");
    const std::int64_t seq = head->seq + 1;
    const std::string hash =
        hash_of(seq, entry.at, {entry.actor, entry.unit, entry.action, entry.subject, entry.detail, head->hash});
    TRYV(tx.execute(
        "INSERT INTO audit_log (seq, at, actor, unit, action, subject, detail, prev_hash, hash) VALUES (?, ?, ?, ?, ?, "
        "?, ?, ?, ?)",
        {seq, entry.at, entry.actor, entry.unit, entry.action, entry.subject, entry.detail, head->hash, hash}));
    TRYV(tx.execute("UPDATE audit_head SET seq = ?, hash = ? WHERE id = 1", {seq, hash}));
    return {};
}

Result<Verdict> verify(db::Snapshot& snapshot) {
    Verdict verdict;
    std::string last;
    const auto found = [&](std::int64_t seq, std::string reason) {
        verdict.first_altered = seq;
        verdict.reason = std::move(reason);
        return false;
    };
    TRYV(snapshot.query(
        "SELECT seq, at, actor, unit, action, subject, detail, prev_hash, hash FROM audit_log ORDER BY seq", {},
        [&](const db::Row& row) {
            const std::int64_t seq = row.integer(0);
            const std::int64_t expected = verdict.rows + 1;
            if (seq != expected)
                return found(expected, fmt::format("Thiếu dòng số {}: dòng này đã bị xóa khỏi nhật ký.", expected));
            if (hash_of(seq, row.integer(1),
                        {row.text(2), row.text(3), row.text(4), row.text(5), row.text(6), row.text(7)}) !=
                row.text(8)) {
                return found(seq,
                             fmt::format("Nội dung dòng số {} không khớp với mã băm của nó: dòng này đã bị sửa.", seq));
            }
            // This row is as it was written; so it is the one before whose hash is another than this row was chained
            // to.
            if (row.text(7) != last) {
                const std::int64_t altered = std::max<std::int64_t>(1, seq - 1);
                return found(altered,
                             fmt::format("Dòng số {} không nối đúng vào dòng số {}: dòng số {} đã bị viết lại.", seq,
                                         seq - 1, altered));
            }
            last = row.text(8);
            ++verdict.rows;
            return true;
        }));
    if (verdict.first_altered) return verdict;
    TRY(const auto head, head_of(snapshot));
    if (!head) {
        found(verdict.rows + 1, "Mất dòng ghi mắt xích cuối của nhật ký: không thể biết nhật ký còn đủ hay không.");
    } else if (head->seq > verdict.rows) {
        found(verdict.rows + 1, fmt::format("Nhật ký phải có {} dòng nhưng chỉ còn {}: các dòng cuối đã bị xóa.",
                                            base::vi_number(head->seq), base::vi_number(verdict.rows)));
    } else if (head->seq < verdict.rows) {
        found(head->seq + 1, fmt::format("Dòng số {} được thêm vào ngoài chuỗi.", head->seq + 1));
    } else if (head->hash != last) {
        found(verdict.rows, fmt::format("Dòng cuối (số {}) đã bị viết lại.", verdict.rows));
    }
    verdict.head = last;
    return verdict;
}

}  // namespace sauro::audit
