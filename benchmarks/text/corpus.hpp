// A corpus that behaves like Vietnamese official documents and news: syllables and words with Zipf frequencies, words
// that prefer their neighbours, topics, set phrases, clauses of law shared by many documents. Equal for equal seeds.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace sauro::bench {

// Small and quick; its quality is more than enough here.
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 1) { next(); }
    std::uint64_t next() {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 7;
        state_ ^= state_ << 17;
        return state_ * 0x2545F4914F6CDD1DULL;
    }
    std::uint32_t below(std::uint32_t end) { return static_cast<std::uint32_t>((next() >> 32) * end >> 32); }
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    bool chance(double p) { return unit() < p; }
    double normal();

  private:
    std::uint64_t state_;
};

enum class Kind { news, legal };

class Language {
  public:
    explicit Language(std::uint64_t seed);
    // NFC. `clauses`: of the clauses of a legal text, how many are standard ones; `syllables` 0: as long as it comes.
    std::string document(Random& random, Kind kind, double clauses = 0.12, std::uint32_t syllables = 0) const;
    const std::string& any_word(Random& random) const;

  private:
    struct Word {
        std::string text;
        std::uint32_t syllables = 1;
        std::vector<std::uint32_t> next;  // words it is often followed by
    };
    std::uint32_t draw(Random& random) const { return draws_[random.next() >> 44]; }
    // Appends about `syllables` of running text; gives how many it were.
    std::uint32_t run(Random& random, std::uint32_t topic, std::uint32_t syllables, std::string& out) const;

    std::vector<Word> words_;
    std::vector<std::uint16_t> draws_;  // word numbers, as often as their frequency
    std::vector<std::vector<std::uint32_t>> topics_;
    std::vector<std::string> phrases_, clauses_;
};

// A corpus file: each document behind its length, four bytes big-endian.
class Corpus {
  public:
    static void write(const std::filesystem::path& path, std::uint32_t documents);
    explicit Corpus(const std::filesystem::path& path);
    ~Corpus();
    Corpus(const Corpus&) = delete;
    Corpus& operator=(const Corpus&) = delete;
    std::uint32_t size() const { return static_cast<std::uint32_t>(offsets_.size()) - 1; }
    std::string_view text(std::uint32_t number) const {
        return std::string_view(data_ + offsets_[number] + 4, offsets_[number + 1] - offsets_[number] - 4);
    }
    void read(std::uint32_t number, std::string& out) const;  // from the file
    void forget() const;                                      // gives back the pages of the map
    std::uint64_t bytes(std::uint32_t documents) const { return offsets_[documents]; }

  private:
    int fd_ = -1;
    const char* data_ = nullptr;
    std::vector<std::uint64_t> offsets_;
    std::uint64_t size_ = 0;
};

inline constexpr std::uint64_t corpus_seed = 226;
inline constexpr std::uint32_t written_documents = 133'000;  // beyond, documents are patched together from these
bool is_legal(std::uint32_t number, std::uint32_t documents);

// Syllables (runs between blanks) of a text, as byte ranges.
std::vector<std::pair<std::size_t, std::size_t>> split(std::string_view text);

}  // namespace sauro::bench
