// Reads what waits in the scan inboxes: a few threads, each driving one jailed reader at a time.
#pragma once
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "base/time.hpp"
#include "db/db.hpp"
#include "db/files.hpp"
#include "docread/docread.hpp"
#include "modules/documents/inbox.hpp"

namespace sauro::documents {

struct InboxOptions {
    int readers = 1;
    std::string unit_id;           // only this unit; "" = every unit in turn
    std::filesystem::path folder;  // watched: what appears in <folder>/<unit code>/ is taken in; empty = none
    docread::Limits limits{};
    base::Clock clock = base::now_ms;
};

class InboxRunner {
  public:
    InboxRunner(db::Database& database, db::FileStore& files, InboxOptions options);
    ~InboxRunner();  // stops: pages being read wait again
    InboxRunner(const InboxRunner&) = delete;
    InboxRunner& operator=(const InboxRunner&) = delete;

    Status start();  // frees what dead processes of this machine left behind
    void stop();
    void wait_until_empty();  // returns when nothing waits and nothing is being read here

  private:
    void work();
    void watch();
    bool read_one();
    void sleep_a_little();
    docread::ReadOptions read_options(const inbox::Claim& claim, std::stop_source& stop);

    db::Database& database_;
    db::FileStore& files_;
    InboxOptions options_;
    std::string name_;  // "host:pid" in the claims
    std::atomic<bool> stopping_{false};
    std::stop_source cut_;  // ends what is being read when the runner stops
    std::mutex guard_;
    std::condition_variable changed_;
    int idle_ = 0;
    std::vector<std::thread> threads_;
};

// Takes a file into the inbox of a unit; the file itself stays where it is. True: it is new there.
Result<bool> add_to_inbox(db::Database&, db::FileStore&, const std::filesystem::path& file, const std::string& unit_id,
                          std::string_view source, std::string_view actor, const docread::Limits&, base::Millis now);

}  // namespace sauro::documents
