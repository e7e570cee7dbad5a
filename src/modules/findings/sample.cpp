// The fictional province: some findings explained, some handed out, one disputed.
#include <array>

#include "modules/findings/actions.hpp"
#include "modules/findings/findings.hpp"

namespace sauro::findings {
namespace {

constexpr int touched = 40;
constexpr std::array<std::string_view, 4> explanations{
    "Hội nghị kéo dài do hai nội dung được ghép lại để giảm một cuộc họp. Từ quý I/2027 chia tài liệu gửi trước, giữ "
    "đúng "
    "thời gian.",
    "Số liệu nhập nhầm tháng; văn phòng đã đối chiếu sổ và sẽ sửa trong tuần.",
    "Nội dung phải thảo luận trực tiếp theo yêu cầu của cấp trên. Các hội nghị còn lại trong năm chuyển sang trực "
    "tuyến.",
    "Đã rút kinh nghiệm trong giao ban ngày 16/11; phiếu mời từ nay ghi rõ thời lượng phát biểu."};

}  // namespace

Status fill_sample(db::Database& database, std::string_view account, std::string_view name, base::Millis now) {
    return database.write([&](db::Tx& tx) -> Status {
        api::Ctx ctx;
        ctx.who.account_id = account;
        ctx.who.name = name;
        ctx.now = now;
        TRY(const auto root, tx.one("SELECT unit_path FROM fact_units WHERE sample = 1 ORDER BY unit_path LIMIT 1", {},
                                    [](const db::Row& row) { return row.str(0); }));
        store::Filter open;
        open.scope = root.value_or("-");
        open.state = "open";
        open.limit = touched;
        TRY(auto page, store::list(tx, open));
        for (std::size_t i = 0; i < page.rows.size(); ++i) {
            auto& row = page.rows[i];
            if (i % 4 == 1) TRYV(explain(tx, ctx, row, explanations[i / 4 % explanations.size()]));
            if (i % 4 == 2)
                TRYV(assign(tx, ctx, row,
                            {std::string(account), std::string(name),
                             ctx.today().plus_days(static_cast<std::int64_t>(i % 14))}));
            if (i == 7) TRYV(feedback(tx, ctx, row, "Cuộc họp này đã hoãn, sổ chưa cập nhật trạng thái."));
        }
        return {};
    });
}

}  // namespace sauro::findings
