#include "reuse/index.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <unordered_set>

#include "base/file.hpp"
#include "reuse/errors.hpp"
#include "reuse/find.hpp"
#include "reuse/manifest.hpp"
#include "reuse/merge.hpp"

namespace sauro::reuse {
namespace fs = std::filesystem;

// Locks, in this order: merging (one merge at a time), writing (one writer; flush; the end of a merge), state (the
// pointer readers take).
struct Index::Impl {
    fs::path folder;
    IndexOptions options;
    int lock_file = -1;
    std::mutex merging, writing;
    mutable std::mutex state;
    std::shared_ptr<const Parts> parts;
    std::uint64_t next_number = 1, mark = 0, durable = 0;
    bool changed = false;  // removals or marks that the manifest does not hold
    // Odd while a document is replaced: for that moment it may stand in neither of the places a reader looks into.
    std::atomic<std::uint64_t> replaced{0};

    ~Impl() {
        if (lock_file >= 0) ::close(lock_file);
    }
    std::shared_ptr<const Parts> view() const {
        const std::lock_guard guard(state);
        return parts;
    }
    void show(std::shared_ptr<const Parts> next) {
        const std::lock_guard guard(state);
        parts = std::move(next);
    }
    // What `look` finds in a state in which no document was being replaced; after a few tries writers wait for it.
    template <class Look>
    auto steady(Look look) {
        constexpr int tries = 4;
        for (int i = 0; i < tries; ++i) {
            const std::uint64_t before = replaced.load(std::memory_order_acquire);
            auto found = look(*view());
            std::atomic_thread_fence(std::memory_order_acquire);
            if (before % 2 == 0 && replaced.load(std::memory_order_relaxed) == before) return found;
        }
        const std::lock_guard guard(writing);
        return look(*view());
    }
    bool holds(const Parts& now, std::uint64_t id) const {
        return std::ranges::any_of(now.memories, [id](const auto& memory) { return memory->holds(id); }) ||
               std::ranges::any_of(now.segments, [id](const Part& part) {
                   const std::uint32_t at = part.segment->ordinal_of(id);
                   return at < part.segment->docs() && !part.removals->test(at);
               });
    }
    fs::path file_of(std::uint64_t number) const { return folder / fmt::format("{:08}.seg", number); }
    std::uint32_t sample_for(std::uint64_t docs) const { return docs > options.coarser_from ? 8 : 4; }

    Status write_state(const Parts& next, std::uint64_t up_to);
    Status flush();
    bool remove_everywhere(const Parts& now, std::uint64_t id, bool in_newest);
    std::vector<Part> due() const;
    Status merge(bool everything);
    Status load();
    void remove_half_done(const std::unordered_set<std::string>& wanted) const;
    Status sync_folder() const;
};

Status Index::Impl::sync_folder() const {
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool good = fd >= 0 && ::fsync(fd) == 0;
    const int code = errno;
    if (fd >= 0) ::close(fd);
    if (!good) return not_written(folder, code);
    return {};
}

Status Index::Impl::write_state(const Parts& next, std::uint64_t up_to) {
    Manifest manifest{up_to, next_number, {}};
    for (const Part& part : next.segments) {
        ManifestSegment s{part.number, part.segment->bytes(), part.segment->docs(), {}};
        if (part.removals->count() != 0) {
            for (std::uint32_t i = 0; i < s.docs; ++i) {
                if (part.removals->test(i)) s.removed.push_back(i);
            }
        }
        manifest.segments.push_back(std::move(s));
    }
    TRYV(sync_folder());
    TRYV(base::write_file_durably(folder / manifest_name, write_manifest(manifest)));
    return {};
}

Status Index::Impl::load() {
    auto next = std::make_shared<Parts>();
    std::unordered_set<std::string> wanted;
    std::error_code code;
    if (fs::exists(folder / manifest_name, code)) {
        TRY(const Manifest manifest, read_manifest(folder / manifest_name));
        next_number = manifest.next_number;
        mark = durable = manifest.mark;
        for (const ManifestSegment& s : manifest.segments) {
            const fs::path path = file_of(s.number);
            TRY(auto segment, Segment::open(path, options.verify));
            if (segment->docs() != s.docs || segment->bytes() != s.bytes)
                return damaged(path, "không khớp với danh mục");
            Part part{s.number, std::move(segment), std::make_shared<Removals>(s.docs)};
            for (const std::uint32_t ordinal : s.removed) part.removals->set(ordinal);
            next->segments.push_back(std::move(part));
            wanted.insert(path.filename().string());
        }
    }
    // What a crash left half-done; another process's are not ours to remove.
    if (!options.read_only) remove_half_done(wanted);
    next->memories.push_back(std::make_shared<Memory>());
    show(std::move(next));
    return {};
}

void Index::Impl::remove_half_done(const std::unordered_set<std::string>& wanted) const {
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(folder, code)) {
        const std::string name = entry.path().filename().string();
        const bool half_done = name.ends_with(".seg") || name.starts_with(std::string(manifest_name) + ".tmp");
        if (half_done && !wanted.contains(name)) fs::remove(entry.path(), code);
    }
}

bool Index::Impl::remove_everywhere(const Parts& now, std::uint64_t id, bool in_newest) {
    bool found = false;
    for (const Part& part : now.segments) {
        const std::uint32_t ordinal = part.segment->ordinal_of(id);
        if (ordinal < part.segment->docs() && part.removals->set(ordinal)) found = changed = true;
    }
    for (std::size_t i = 0; i + (in_newest ? 0 : 1) < now.memories.size(); ++i)
        found = now.memories[i]->remove(id) || found;
    return found;
}

// With `writing` held. Readers see the memory until the segment stands in its place.
Status Index::Impl::flush() {
    const auto now = view();
    if (now->memories.back()->alive() == 0 && now->memories.size() == 1) {
        if (!changed && mark == durable) return {};
        auto next = std::make_shared<Parts>(*now);
        next->memories = {std::make_shared<Memory>()};
        TRYV(write_state(*next, mark));
        show(std::move(next));
        durable = mark;
        changed = false;
        return {};
    }
    auto frozen = std::make_shared<Parts>(*now);
    frozen->memories.push_back(std::make_shared<Memory>());
    show(frozen);
    auto next = std::make_shared<Parts>(*frozen);
    // More than one when an earlier flush failed (disk full): they are all written now.
    for (std::size_t i = 0; i + 1 < frozen->memories.size(); ++i) {
        Memory& memory = *frozen->memories[i];
        if (memory.alive() == 0) {
            next->memories.erase(next->memories.begin());
            continue;
        }
        const std::uint64_t number = next_number++;
        std::vector<std::uint64_t> ids;
        TRYV(memory.write(file_of(number), sample_for(now->alive()), ids));
        TRY(auto segment, Segment::open(file_of(number), false));
        const std::uint32_t docs = segment->docs();
        next->segments.push_back({number, std::move(segment), std::make_shared<Removals>(docs)});
        next->memories.erase(next->memories.begin());
    }
    TRYV(write_state(*next, mark));
    show(std::move(next));
    durable = mark;
    changed = false;
    return {};
}

// Segments of one size, when there are enough of them; or one of which a third is removed.
std::vector<Part> Index::Impl::due() const {
    const auto now = view();
    std::vector<std::vector<Part>> tiers(40);
    for (const Part& part : now->segments) {
        if (part.removals->count() * 3ULL > part.segment->docs()) return {part};
        tiers[static_cast<std::size_t>(std::bit_width(part.segment->postings() + 1)) / 2].push_back(part);
    }
    std::vector<Part> smaller;
    for (auto& tier : tiers) {
        smaller.insert(smaller.end(), tier.begin(), tier.end());
        if (tier.size() >= options.fan_in) return smaller;
    }
    return {};
}

Status Index::Impl::merge(bool everything) {
    const std::lock_guard one(merging);
    for (;;) {
        const auto before = view();
        std::vector<Part> inputs = everything ? before->segments : due();
        if (inputs.empty()) return {};
        const std::uint32_t sample = sample_for(before->alive());
        if (everything && inputs.size() == 1 && inputs[0].removals->count() == 0 &&
            inputs[0].segment->sample() >= sample)
            return {};
        std::uint64_t number = 0;
        {
            const std::lock_guard guard(writing);
            number = next_number++;
        }
        std::uint32_t coarsest = sample;  // what a coarse segment has not kept cannot come back
        for (const Part& part : inputs) coarsest = std::max(coarsest, part.segment->sample());
        std::vector<std::uint64_t> ids;
        TRYV(merge_segments(inputs, file_of(number), coarsest, ids));
        TRY(auto segment, Segment::open(file_of(number), false));
        const std::uint32_t docs = segment->docs();
        Part merged{number, std::move(segment), std::make_shared<Removals>(docs)};
        const std::lock_guard guard(writing);
        auto next = std::make_shared<Parts>(*view());
        const auto is_input = [&](const Part& part) {
            return std::any_of(inputs.begin(), inputs.end(), [&](const Part& in) { return in.number == part.number; });
        };
        for (const Part& input : inputs) {  // removed while we merged
            for (std::uint32_t i = 0; i < input.segment->docs(); ++i) {
                if (!input.removals->test(i)) continue;
                const std::uint64_t id = input.segment->doc(i).id;
                const std::uint32_t ordinal = merged.segment->ordinal_of(id);
                if (ordinal == docs) continue;
                const bool elsewhere = std::any_of(inputs.begin(), inputs.end(), [&](const Part& other) {
                    const std::uint32_t at = other.segment->ordinal_of(id);
                    return at < other.segment->docs() && !other.removals->test(at);
                });
                if (!elsewhere) merged.removals->set(ordinal);
            }
        }
        const auto place = std::find_if(next->segments.begin(), next->segments.end(), is_input);
        const auto at = place - next->segments.begin();
        std::erase_if(next->segments, is_input);
        if (merged.segment->docs() != 0) next->segments.insert(next->segments.begin() + at, std::move(merged));
        TRYV(write_state(*next, durable));
        show(std::move(next));
        for (const Part& input : inputs) {  // readers that still hold it keep their map
            std::error_code code;
            fs::remove(file_of(input.number), code);
        }
        if (everything) return {};
    }
}

Index::Index(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Index::~Index() = default;

Result<std::unique_ptr<Index>> Index::open(const fs::path& folder, const IndexOptions& options) {
    std::error_code code;
    if (!options.read_only) fs::create_directories(folder, code);
    if (code) return not_written(folder, code.value());
    auto impl = std::make_unique<Impl>();
    impl->folder = folder;
    impl->options = options;
    if (options.read_only) {
        // The other process may take segments away between our reading of its list and of them.
        constexpr int tries = 5;
        auto loaded = impl->load();
        for (int i = 1; i < tries && !loaded; ++i) loaded = impl->load();
        TRYV(loaded);
        return std::unique_ptr<Index>(new Index(std::move(impl)));
    }
    impl->lock_file = ::open((folder / "LOCK").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (impl->lock_file < 0) return not_written(folder / "LOCK", errno);
    if (::flock(impl->lock_file, LOCK_EX | LOCK_NB) != 0) return in_use(folder);
    TRYV(impl->load());
    return std::unique_ptr<Index>(new Index(std::move(impl)));
}

Status Index::put(std::uint64_t id, std::string_view text, std::uint64_t mark) {
    if (text.size() >= 0xFFFFFFFFULL) {
        return fail(ErrorKind::too_large, "reuse.too_large",
                    "Văn bản dài quá 4 GB, không đưa vào chỉ mục đối chiếu được. Tách văn bản rồi đưa vào lại.");
    }
    Prepared prepared = prepare(id, text);
    bool flushed = false;
    {
        const std::lock_guard guard(impl_->writing);
        const auto now = impl_->view();
        const bool known = impl_->holds(*now, id);
        if (known) impl_->replaced.fetch_add(1);
        now->memories.back()->add(std::move(prepared));
        if (known) {
            impl_->remove_everywhere(*now, id, false);
            impl_->replaced.fetch_add(1);
        }
        impl_->mark = std::max(impl_->mark, mark);
        if (!impl_->options.read_only && now->memories.back()->postings() >= impl_->options.memory_postings) {
            TRYV(impl_->flush());
            flushed = true;
        }
    }
    return flushed && impl_->options.merge_on_flush ? impl_->merge(false) : Status{};
}

Status Index::remove(std::uint64_t id, std::uint64_t mark) {
    const std::lock_guard guard(impl_->writing);
    impl_->remove_everywhere(*impl_->view(), id, true);
    impl_->mark = std::max(impl_->mark, mark);
    return {};
}

std::uint64_t Index::durable_mark() const {
    const std::lock_guard guard(impl_->writing);
    return impl_->durable;
}

Status Index::flush() {
    if (impl_->options.read_only) return {};
    {
        const std::lock_guard guard(impl_->writing);
        TRYV(impl_->flush());
    }
    return impl_->options.merge_on_flush ? impl_->merge(false) : Status{};
}

Status Index::merge() { return impl_->merge(false); }

Status Index::compact() {
    {
        const std::lock_guard guard(impl_->writing);
        TRYV(impl_->flush());
    }
    return impl_->merge(true);
}

std::vector<Match> Index::find(std::string_view text, const FindOptions& options) const {
    return impl_->steady([&](const Parts& now) { return find_in(now, text, options); });
}
std::vector<Similar> Index::similar(std::string_view text, std::size_t limit, const Allowed& allowed,
                                    const Similar* after) const {
    return impl_->steady([&](const Parts& now) { return similar_in(now, text, limit, allowed, after); });
}
std::vector<std::uint64_t> Index::same_text(std::uint64_t folded_hash, const Allowed& allowed) const {
    return impl_->steady([&](const Parts& now) { return same_text_in(now, folded_hash, allowed); });
}

IndexStats Index::stats() const {
    const auto now = impl_->view();
    IndexStats out;
    for (const Part& part : now->segments) {
        out.postings += part.segment->postings();
        out.bytes += part.segment->bytes();
    }
    for (const auto& memory : now->memories) {
        out.postings += memory->postings();
        out.in_memory += memory->alive();
    }
    std::error_code code;
    const auto manifest = fs::file_size(impl_->folder / manifest_name, code);
    if (!code) out.bytes += manifest;
    out.documents = now->alive();
    out.segments = now->segments.size();
    return out;
}

}  // namespace sauro::reuse
