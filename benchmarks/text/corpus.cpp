#include "corpus.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace sauro::bench {
namespace {

// The most frequent syllables of official and news prose, about in their order.
constexpr std::string_view frequent =
    "và của các có là được cho trong với người không một công những đã tại về năm này việc theo đến ngày khi từ định "
    "quy hiện thực ra đối hành cơ quan phải nhà nước quản lý ban đề nghị dân sự tổ chức để trên vào cấp xã hội phát "
    "triển kinh tế chính phủ thông tin dụng sử đầu tư kiểm tra nghiệp doanh đơn vị trường hợp kế hoạch bộ tỉnh thành "
    "phố số điều khoản luật nghị quyết thủ tục hồ sơ cán viên chức trách nhiệm bảo đảm vệ an toàn giao thông vận tải "
    "xây dựng đất đai môi sinh học y tế giáo dục đào tạo văn hóa thể thao du lịch nông thôn khoa nghệ chuyển đổi mới "
    "sáng lao động việc làm thu nhập chi ngân sách tài sản thuế phí giá trị hàng nhập xuất khẩu sản lượng tăng giảm "
    "cao thấp lớn nhỏ nhiều ít tốt xấu đúng sai trước sau trong ngoài trên dưới giữa gần xa nhân lực nguồn vốn dự án "
    "chương trình mục tiêu nội dung hình thức phương pháp kết quả hiệu lực thời gian địa bàn khu vực vùng miền núi "
    "biển đảo sông hồ rừng cây con nuôi trồng lúa gạo cá tôm thịt sữa trứng điện nước gió mặt trời than dầu khí máy "
    "móc thiết bị xe ô tô tàu thuyền bay đường bộ sắt cầu cảng sân ga bến họ tên tuổi nam nữ trẻ em già chồng vợ cha "
    "mẹ anh chị bạn tôi chúng ta họ nó ông bà cô chú bác cháu thầy trò lớp sách báo đài truyền hình mạng internet điểm "
    "nghĩ nói đọc viết nghe nhìn thấy biết hiểu yêu thích muốn cần nên thể đang sẽ vẫn còn chưa rất quá lắm hơn nhất "
    "cũng đều chỉ riêng mọi mỗi từng nào đâu bao giờ sao tại vì nên nếu thì mà nhưng hoặc hay rằng như thế vậy đó kia "
    "trung ương đảng ủy bí thư chủ tịch phó giám đốc trưởng phòng sở ngành liên kết hợp tác quốc tế hòa bình chiến "
    "tranh quân đội an ninh quốc phòng biên giới hải quan tòa án kiểm sát điều tra xét xử thi hành khiếu nại tố cáo";

constexpr std::string_view onsets[] = {"",  "b",  "c",  "ch", "d",  "đ", "g", "gi", "h",  "kh", "l", "m",
                                       "n", "ng", "nh", "ph", "qu", "r", "s", "t",  "th", "tr", "v", "x"};
constexpr std::string_view rhymes[] = {
    "a",   "á",   "à",   "ạ",   "ai",  "ái",  "ại",   "am",   "ám",   "an",  "án",   "ạn",   "ang", "áng", "ạng", "anh",
    "ánh", "ành", "ao",  "áo",  "ạo",  "áp",  "ạp",   "át",   "ạt",   "au",  "áu",   "ay",   "áy",  "ăm",  "ắm",  "ăn",
    "ắn",  "ăng", "ắng", "ắt",  "ặt",  "ầm",  "ân",   "ấn",   "ận",   "âng", "ầng",  "ất",   "ật",  "âu",  "ấu",  "ầu",
    "ây",  "ấy",  "e",   "è",   "em",  "én",  "eo",   "ép",   "ét",   "ê",   "ế",    "ệ",    "ếch", "ên",  "ến",  "ếp",
    "ết",  "ệt",  "i",   "í",   "ị",   "ích", "ịch",  "iếc",  "iên",  "iến", "iệp",  "iết",  "iệt", "iêu", "iều", "im",
    "in",  "ín",  "inh", "ính", "ình", "ít",  "o",    "ó",    "oa",   "óa",  "oài",  "oàn",  "oạt", "óc",  "ọc",  "oi",
    "ói",  "om",  "on",  "ong", "óng", "òng", "ô",    "ố",    "ộ",    "ốc",  "ộc",   "ôi",   "ối",  "ội",  "ôn",  "ông",
    "ống", "ồng", "ốp",  "ốt",  "ơ",   "ớ",   "ời",   "ới",   "ơn",   "ớp",  "u",    "ú",    "ụ",   "ua",  "uấn", "uất",
    "úc",  "ục",  "ui",  "um",  "un",  "ung", "úng",  "ụng",  "uộc",  "uối", "uyên", "uyết", "ư",   "ứ",   "ự",   "ưa",
    "ức",  "ực",  "ưng", "ứng", "ước", "ười", "ương", "ướng", "ường", "ượng"};

constexpr std::uint32_t word_count = 14000, topic_count = 240, phrase_count = 4000, clause_count = 600;

void capitalise(std::string& text, std::size_t at) {
    if (at < text.size() && text[at] >= 'a' && text[at] <= 'z') text[at] = static_cast<char>(text[at] - 32);
}

}  // namespace

double Random::normal() { return std::sqrt(-2 * std::log(unit() + 1e-12)) * std::cos(6.283185307179586 * unit()); }

std::vector<std::pair<std::size_t, std::size_t>> split(std::string_view text) {
    std::vector<std::pair<std::size_t, std::size_t>> out;
    std::size_t begin = std::string_view::npos;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const bool blank = i == text.size() || text[i] == ' ' || text[i] == '\n';
        if (blank && begin != std::string_view::npos) out.emplace_back(begin, i), begin = std::string_view::npos;
        if (!blank && begin == std::string_view::npos) begin = i;
    }
    return out;
}

Language::Language(std::uint64_t seed) {
    Random random(seed);
    std::vector<std::string> syllables;
    for (const auto& [begin, end] : split(frequent)) {
        std::string s(frequent.substr(begin, end - begin));
        if (std::find(syllables.begin(), syllables.end(), s) == syllables.end()) syllables.push_back(std::move(s));
    }
    std::vector<std::string> rest;
    for (const auto onset : onsets) {
        for (const auto rhyme : rhymes) rest.push_back(std::string(onset) + std::string(rhyme));
    }
    for (std::size_t i = rest.size(); i > 1; --i)
        std::swap(rest[i - 1], rest[random.below(static_cast<std::uint32_t>(i))]);
    syllables.insert(syllables.end(), rest.begin(), rest.end());

    // Inverse distribution by table: 2^20 draws hold each number as often as Zipf and Mandelbrot say.
    const auto zipf = [](std::size_t count, double shift, double power) {
        std::vector<double> weights(count);
        double sum = 0;
        for (std::size_t i = 0; i < count; ++i) sum += weights[i] = 1 / std::pow(static_cast<double>(i) + shift, power);
        std::vector<std::uint16_t> out;
        out.reserve(1 << 20);
        double reached = 0;
        for (std::size_t i = 0; i < count; ++i) {
            reached += weights[i] / sum;
            while (out.size() < static_cast<std::size_t>(reached * (1 << 20)))
                out.push_back(static_cast<std::uint16_t>(i));
        }
        out.resize(1 << 20, static_cast<std::uint16_t>(count - 1));
        return out;
    };
    const auto by_syllable = zipf(syllables.size(), 8, 0.95);
    for (std::uint32_t w = 0; w < word_count; ++w) {
        Word word;
        word.syllables = w < 120 ? 1 : random.chance(0.7) ? 2 : random.chance(0.8) ? 1 : random.chance(0.6) ? 3 : 4;
        for (std::uint32_t i = 0; i < word.syllables; ++i) {
            if (i != 0) word.text += ' ';
            word.text += w < 120 ? syllables[w] : syllables[by_syllable[random.next() >> 44]];
        }
        words_.push_back(std::move(word));
    }
    draws_ = zipf(words_.size(), 5, 0.98);
    for (Word& word : words_) {
        for (int i = 0; i < 10; ++i) word.next.push_back(draw(random));
    }
    for (std::uint32_t t = 0; t < topic_count; ++t) {
        auto& topic = topics_.emplace_back();
        for (int i = 0; i < 300; ++i) topic.push_back(120 + random.below(word_count - 120));
    }
    const auto piece = [&](std::uint32_t length) {
        std::string out;
        run(random, random.below(topic_count), length, out);
        return out;
    };
    for (std::uint32_t i = 0; i < phrase_count; ++i) phrases_.push_back(piece(4 + random.below(9)));
    for (std::uint32_t i = 0; i < clause_count; ++i) clauses_.push_back(piece(20 + random.below(60)));
}

const std::string& Language::any_word(Random& random) const { return words_[draw(random)].text; }

std::uint32_t Language::run(Random& random, std::uint32_t topic, std::uint32_t syllables, std::string& out) const {
    std::uint32_t done = 0, previous = draw(random);
    while (done < syllables) {
        if (!phrases_.empty() && random.chance(0.03)) {
            const double u = random.unit();
            const std::string& phrase =
                phrases_[static_cast<std::size_t>(u * u * u * static_cast<double>(phrases_.size()))];
            if (!out.empty() && out.back() != ' ' && out.back() != '\n') out += ' ';
            out += phrase;
            done += static_cast<std::uint32_t>(std::count(phrase.begin(), phrase.end(), ' ')) + 1;
            continue;
        }
        const double u = random.unit();
        const std::uint32_t w = u < 0.3 ? words_[previous].next[random.below(10)]
                                : u < 0.55
                                    ? topics_[topic][static_cast<std::size_t>(random.unit() * random.unit() * 300)]
                                    : draw(random);
        if (!out.empty() && out.back() != ' ' && out.back() != '\n') out += ' ';
        out += words_[w].text;
        done += words_[w].syllables;
        previous = w;
        if (random.chance(0.06)) out += ',';
    }
    return done;
}

std::string Language::document(Random& random, Kind kind, double clauses, std::uint32_t syllables) const {
    std::string out;
    const std::uint32_t topic = random.below(topic_count);
    const auto sentences = [&](std::uint32_t count) {
        for (std::uint32_t done = 0; done < count;) {
            const std::size_t at = out.size();
            done += run(random, topic, 8 + random.below(30), out);
            capitalise(out, at == out.size() ? at : out[at] == ' ' ? at + 1 : at);
            out += ". ";
        }
    };
    if (kind == Kind::news) {
        const auto length =
            static_cast<std::uint32_t>(std::clamp(std::exp(5.98 + 0.55 * random.normal()), 80.0, 4000.0));
        run(random, topic, 9 + random.below(6), out);
        out += '\n';
        for (std::uint32_t done = 0; done < length; done += 90) {
            sentences(std::min<std::uint32_t>(90, length - done));
            out += '\n';
        }
        return out;
    }
    const auto drawn = static_cast<std::uint32_t>(std::clamp(std::exp(7.63 + 0.85 * random.normal()), 300.0, 60000.0));
    const std::uint32_t length = syllables != 0 ? syllables : drawn;
    out = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n";
    out += fmt::format("Số: {}/{}/QĐ-UBND\nQUYẾT ĐỊNH\n", 1 + random.below(3000), 2000 + random.below(26));
    run(random, topic, 10 + random.below(10), out);
    out += '\n';
    for (std::uint32_t i = 0, bases = 2 + random.below(3); i < bases; ++i) {
        out += "Căn cứ Luật ";
        run(random, random.below(40), 6, out);
        out += fmt::format(" ngày {} tháng {} năm {};\n", 1 + random.below(28), 1 + random.below(12),
                           2005 + random.below(20));
    }
    std::uint32_t done = 0;
    for (std::uint32_t article = 1; done < length; ++article) {
        out += fmt::format("Điều {}. ", article);
        run(random, topic, 5 + random.below(6), out);
        out += '\n';
        for (std::uint32_t clause = 1, last = 1 + random.below(6); clause <= last; ++clause) {
            out += fmt::format("{}. ", clause);
            if (random.chance(clauses)) {  // standard clauses: some stand in hundreds of documents
                const double u = random.unit();
                out += clauses_[static_cast<std::size_t>(u * u * clause_count)];
                out += ". ";
                done += 50;
            } else {
                const std::uint32_t count = 30 + random.below(70);
                sentences(count);
                done += count;
            }
            out += '\n';
        }
    }
    out += "Quyết định này có hiệu lực kể từ ngày ký.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n";
    return out;
}

bool is_legal(std::uint32_t number, std::uint32_t documents) {
    const std::uint32_t one_in = std::max(5U, std::min(documents, written_documents) / 4177);
    return number % one_in == 2;
}

void Corpus::write(const std::filesystem::path& path, std::uint32_t documents) {
    const Language language(corpus_seed);
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) std::exit(1);
    const auto put = [&](const std::string& text) {
        const auto n = static_cast<std::uint32_t>(text.size());
        const unsigned char length[4] = {static_cast<unsigned char>(n >> 24), static_cast<unsigned char>(n >> 16),
                                         static_cast<unsigned char>(n >> 8), static_cast<unsigned char>(n)};
        std::fwrite(length, 1, 4, file);
        if (std::fwrite(text.data(), 1, n, file) != n) {
            std::fprintf(stderr, "không ghi được %s\n", path.c_str());
            std::exit(1);
        }
    };
    const std::uint32_t written = std::min(documents, written_documents);
    for (std::uint32_t i = 0; i < written; ++i) {
        Random random(corpus_seed * 1'000'003 + i);
        put(language.document(random, is_legal(i, documents) ? Kind::legal : Kind::news));
    }
    if (documents > written) {  // hard distractors: 3-6 chunks of 60-200 words of others, 15 % of the words replaced
        std::fflush(file);
        const Corpus so_far(path);
        for (std::uint32_t i = written; i < documents; ++i) {
            Random random(corpus_seed * 1'000'003 + i);
            std::string text;
            for (std::uint32_t chunk = 0, chunks = 3 + random.below(4); chunk < chunks; ++chunk) {
                const auto source = so_far.text(random.below(written));
                const std::size_t from = random.below(static_cast<std::uint32_t>(source.size()));
                const auto words = split(source.substr(from, 2200));
                const std::size_t count = std::min<std::size_t>(words.size(), 60 + random.below(140));
                for (std::size_t w = 1; w < count; ++w) {  // the first may be cut
                    if (random.chance(0.15))
                        text += language.any_word(random);
                    else
                        text += source.substr(from + words[w].first, words[w].second - words[w].first);
                    text += ' ';
                }
                text += '\n';
            }
            put(text);
        }
    }
    std::fclose(file);
}

Corpus::Corpus(const std::filesystem::path& path) {
    fd_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info{};
    if (fd_ < 0 || ::fstat(fd_, &info) != 0) std::exit(1);
    size_ = static_cast<std::uint64_t>(info.st_size);
    data_ = static_cast<const char*>(::mmap(nullptr, size_, PROT_READ, MAP_SHARED, fd_, 0));
    offsets_.push_back(0);
    while (offsets_.back() + 4 <= size_) {
        const auto* p = reinterpret_cast<const unsigned char*>(data_ + offsets_.back());
        const std::uint32_t n = static_cast<std::uint32_t>(p[0]) << 24 | static_cast<std::uint32_t>(p[1]) << 16 |
                                static_cast<std::uint32_t>(p[2]) << 8 | p[3];
        offsets_.push_back(offsets_.back() + 4 + n);
    }
}

Corpus::~Corpus() {
    ::munmap(const_cast<char*>(data_), size_);
    ::close(fd_);
}

void Corpus::read(std::uint32_t number, std::string& out) const {
    const std::uint64_t begin = offsets_[number] + 4;
    out.resize(offsets_[number + 1] - begin);
    if (::pread(fd_, out.data(), out.size(), static_cast<off_t>(begin)) != static_cast<ssize_t>(out.size()))
        std::exit(1);
}

void Corpus::forget() const { ::madvise(const_cast<char*>(data_), size_, MADV_DONTNEED); }

}  // namespace sauro::bench
