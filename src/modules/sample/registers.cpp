// Two years of documents in and out of each sample unit.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "modules/sample/book.hpp"
#include "modules/sample/in_force.hpp"
#include "modules/sample/random.hpp"

namespace sauro::sample {
namespace {

struct Load {
    std::string_view level, body;
    int out, in;  // documents a month
};
constexpr std::array<Load, 15> loads{{{"province", "party_committee", 32, 28},
                                      {"province", "party_office", 18, 12},
                                      {"province", "inspection_committee", 5, 5},
                                      {"province", "organisation_board", 7, 5},
                                      {"province", "propaganda_board", 6, 5},
                                      {"province", "internal_affairs_board", 4, 4},
                                      {"province", "peoples_committee", 34, 26},
                                      {"province", "office_pc", 12, 8},
                                      {"province", "peoples_council", 6, 6},
                                      {"province", "front", 8, 8},
                                      {"commune", "party_committee", 11, 12},
                                      {"commune", "peoples_committee", 14, 14},
                                      {"commune", "office_pc", 3, 2},
                                      {"commune", "peoples_council", 3, 3},
                                      {"commune", "front", 4, 4}}};

struct Type {
    std::string_view name;
    int weight;
};
constexpr std::array<Type, 7> party_types{{{"công văn", 40},
                                           {"kế hoạch", 12},
                                           {"báo cáo", 18},
                                           {"thông báo", 14},
                                           {"tờ trình", 5},
                                           {"quyết định", 8},
                                           {"kết luận", 3}}};
constexpr std::array<Type, 7> state_types{{{"công văn", 42},
                                           {"kế hoạch", 12},
                                           {"báo cáo", 16},
                                           {"thông báo", 8},
                                           {"tờ trình", 7},
                                           {"quyết định", 10},
                                           {"giấy mời", 5}}};

constexpr std::array<std::string_view, 12> matters{"công tác cải cách hành chính",
                                                   "chuyển đổi số",
                                                   "công tác văn thư, lưu trữ",
                                                   "thực hành tiết kiệm, chống lãng phí",
                                                   "tiếp công dân, giải quyết đơn thư",
                                                   "phòng, chống thiên tai",
                                                   "xây dựng nông thôn mới",
                                                   "bố trí trụ sở làm việc",
                                                   "đào tạo, bồi dưỡng cán bộ",
                                                   "giải ngân vốn đầu tư công",
                                                   "an sinh xã hội",
                                                   "đơn giản hóa thủ tục hành chính"};
constexpr std::array<std::string_view, 10> signers{
    "Nguyễn Văn Mẫu", "Trần Thị Minh Họa", "Lê Văn Thí Dụ",  "Phạm Thị Ví Dụ", "Hoàng Văn Giả Định",
    "Vũ Thị Mẫu",     "Đặng Văn Minh Họa", "Bùi Thị Thí Dụ", "Đỗ Văn Ví Dụ",   "Ngô Thị Giả Định"};

template <class Types>
std::string_view draw_type(const Types& types, Random& random) {
    int at = random.below(100);
    for (const auto& type : types) {
        if (at < type.weight) return type.name;
        at -= type.weight;
    }
    return types.front().name;
}

std::string subject_of(std::string_view type, std::string_view matter, World::Month month) {
    if (type == "công văn") return fmt::format("Về việc thực hiện {} tháng {}/{}", matter, month.month, month.year);
    if (type == "kế hoạch") return fmt::format("Triển khai {} năm {}", matter, month.year);
    if (type == "báo cáo") return fmt::format("Kết quả {} tháng {}/{}", matter, month.month, month.year);
    if (type == "thông báo") return fmt::format("Kết luận giao ban về {} tháng {}/{}", matter, month.month, month.year);
    if (type == "tờ trình") return fmt::format("Đề nghị phê duyệt kinh phí {}", matter);
    if (type == "quyết định") return fmt::format("Phân công nhiệm vụ {}", matter);
    if (type == "giấy mời") return fmt::format("Dự họp về {}", matter);
    return fmt::format("Một số nhiệm vụ {}", matter);
}

// How much a unit writes in 2026 of what it wrote in 2025, in per cent: most save, some do not.
int share_of_2026(const Unit& unit) { return 72 + Random(fmt::format("reduction/{}", unit.code)).below(26); }

struct Habits {
    int network, digital;  // per mille
};
Habits habits_of(const Unit& unit) {
    constexpr std::array<std::string_view, 5> still_paper{"MH03.UBND", "MH07.MTTQ", "MH09.DU", "MH09.UBND", "MH.MTTQ"};
    constexpr std::array<std::string_view, 4> behind{"MH06.UBND", "MH09.UBND", "MH11.DU", "MH12.MTTQ"};
    const bool paper = std::ranges::find(still_paper, unit.code) != still_paper.end();
    const bool slow = std::ranges::find(behind, unit.code) != behind.end();
    return {paper ? 975 : 1000, slow ? 915 : 972};
}

struct Sender {
    const Unit* unit;
    std::int64_t next = 1;
};

class Registers {
  public:
    explicit Registers(World& world) : world_(world), books_(world) {}

    Status fill() {
        for (const auto& unit : world_.units) {
            const auto load = std::ranges::find_if(
                loads, [&](const Load& one) { return one.body == unit.body && one.level == unit.level; });
            if (load == loads.end()) continue;
            senders_ = senders_of(unit);
            for (const auto month : world_.months()) {
                TRYV(outgoing(unit, *load, month));
                TRYV(incoming(unit, *load, month));
            }
        }
        return books_.close();
    }

  private:
    std::vector<Sender> senders_of(const Unit& unit) const {
        std::vector<Sender> list;
        for (const auto& other : world_.units) {
            const bool main_body =
                other.body == "party_committee" || other.body == "peoples_committee" || other.body == "front";
            const bool near = unit.level == "commune" ? other.level == "province" || other.area == unit.area : true;
            if (main_body && near && other.code != unit.code) list.push_back({&other});
        }
        return list;
    }

    std::vector<int> days(int count, Random& random) {
        std::vector<int> drawn;
        for (int i = 0; i < count; ++i) drawn.push_back(random.between(1, 28));
        std::ranges::sort(drawn);
        return drawn;
    }

    Status outgoing(const Unit& unit, const Load& load, World::Month month) {
        Random random(fmt::format("out/{}/{}", unit.code, month.code()));
        const int usual = load.out * random.between(85, 115);
        const int count = month.year == 2025 ? usual / 100 : usual * share_of_2026(unit) / 10'000;
        const Habits habits = habits_of(unit);
        const bool party = unit.bloc == "party";
        bool implements_due =
            month.year == 2026 && month.month == 1 && unit.body == "party_committee" && unit.code != "MH07.DU";
        const InForce* text = in_force(unit.code, month);
        for (const int day : days(count, random)) {
            Line line;
            line.unit = &unit;
            line.direction = "out";
            line.status = "released";
            line.system = party ? "party" : "state";
            line.document_type = party ? draw_type(party_types, random) : draw_type(state_types, random);
            line.subject = subject_of(line.document_type, random.pick(matters), month);
            line.administrative = true;
            line.channel = random.chance(habits.network) ? "network" : "paper";
            line.digital = random.chance(habits.digital);
            line.pages = random.between(1, 6);
            line.signer = random.pick(signers);
            if (unit.body == "peoples_council" && random.chance(200)) {  // normative: not an administrative document
                line.document_type = "nghị quyết";
                line.subject = fmt::format("Quy định về {}", random.pick(matters));
                line.administrative = false;
            }
            const auto date = world_.day(unit, month, day);
            if (!date) continue;
            if (text != nullptr) {
                line.document_type = text->type;
                line.subject = text->subject;
                line.text = text->text;
                line.administrative = true;
                text = nullptr;
            }
            line.date = *date;
            line.signing_form = party ? "T/M" : "TM.";
            if (implements_due && line.document_type == "kế hoạch") {
                line.subject = "Thực hiện Kết luận 226-KL/TW của Ban Bí thư";
                line.implements = "226-KL/TW";
                implements_due = false;
            }
            line.external_id = fmt::format("{}-di-{}-{:04}", unit.code, month.year,
                                           ++serial_[fmt::format("{}/di/{}", unit.code, month.year)]);
            TRYV(books_.add(line));
        }
        return {};
    }

    Status incoming(const Unit& unit, const Load& load, World::Month month) {
        Random random(fmt::format("in/{}/{}", unit.code, month.code()));
        const int count = load.in * random.between(85, 115) / 100;
        const Habits habits = habits_of(unit);
        for (const int day : days(count, random)) {
            Line line;
            line.unit = &unit;
            line.direction = "in";
            auto& sender = senders_[static_cast<std::size_t>(random.below(static_cast<int>(senders_.size())))];
            const bool party = sender.unit->bloc == "party";
            line.system = party ? "party" : "state";
            line.document_type = party ? draw_type(party_types, random) : draw_type(state_types, random);
            line.subject = subject_of(line.document_type, random.pick(matters), month);
            line.issuer = sender.unit->name;
            line.channel = random.chance(990) ? "network" : "paper";
            line.digital = random.chance(habits.digital);
            line.pages = random.between(1, 8);
            const bool wants_answer = random.chance(220), urgent = random.chance(40);
            const int work_days = random.between(3, 12), slow = random.below(1000);
            const auto arrival = world_.day(unit, month, day);
            if (!arrival) continue;
            line.arrival = arrival;
            line.date = arrival->plus_days(-(day % 3));
            line.given_symbol = symbol_of(*sender.unit, line.system, line.document_type, (sender.next += 1 + day % 4));
            if (urgent) line.urgency = "khan";
            if (wants_answer) line.due = arrival->plus_days(work_days);
            const auto age = world_.today.days() - arrival->days();
            constexpr int settled = 21, fresh = 3;
            line.status = age > settled && slow >= 4 ? "done"
                          : age <= fresh             ? "registered"
                          : slow < 350               ? "in_progress"
                                                     : "done";
            line.external_id = fmt::format("{}-den-{}-{:04}", unit.code, month.year,
                                           ++serial_[fmt::format("{}/den/{}", unit.code, month.year)]);
            TRYV(books_.add(line));
        }
        return {};
    }

    World& world_;
    Books books_;
    std::vector<Sender> senders_;
    std::map<std::string, int> serial_;
};

}  // namespace

Status fill_registers(World& world) { return Registers(world).fill(); }

}  // namespace sauro::sample
