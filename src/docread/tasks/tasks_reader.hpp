// Reads the paragraphs of a document one after the other, each together with what introduces it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "docread/tasks/tasks_lead.hpp"

namespace sauro::docread {

class TaskReader {
  public:
    TaskReader(const Source& source, const TaskSetting& setting, const std::vector<Section>& sections)
        : source_(source), setting_(setting), sections_(sections), leads_(setting) {}

    void read(const std::vector<Unit>& units);

    std::vector<Task> out;

  private:
    struct Context {
        int level = 0;
        int child = 0;        // level of the items that are asked for; 0 until the first comes
        bool named = false;   // the lead is known and the items are its work
        bool orders = false;  // items name their own leads
        bool told = false;    // what stands here is a report
        bool vague = false;   // the lead is everybody
        std::string lead;
        std::vector<std::string> contributors;
        std::optional<Due> due;
        std::optional<std::string> recurrence;
        double confidence = 0;
        std::optional<Task> own;  // stands when no item asks for anything
        std::size_t asked = 0;
    };

    // introductions (tasks_lists.cpp)
    void close();
    // Items of unit `k`: do any of them name who is to act?
    // `led`: the introduction names a lead, so an item that orders others is that lead's work.
    bool items_name_leads(const std::vector<Unit>& units, std::size_t k, bool led) const;
    bool first_item_is_work(const std::vector<Unit>& units, std::size_t k) const;
    bool has_items(const std::vector<Unit>& units, std::size_t k) const;
    // A title: it says what stands below it, and may name who is meant: "1. Sở Nội vụ", "Điều 7. Trách nhiệm của …".
    bool read_heading(const std::vector<Unit>& units, std::size_t k, const Words& words);
    // What an outer introduction says holds inside.
    void inherit(Context& c) const;
    // Items below a task that is already whole are its content.
    void open_content(const Unit& u);
    // The unit introduces items: what it ordered becomes theirs.
    void open_context(const std::vector<Unit>& units, std::size_t k, const Words& words, std::size_t before);
    // "…, Ủy ban nhân dân xã yêu cầu:" or "… như sau:" behind an order without anybody to do it.
    std::optional<std::size_t> orders_at_end(const Words& words) const;
    bool inherits(const Unit& u, const Words& words, std::size_t from, std::size_t to);

    // sentences (tasks.cpp)
    bool is_table_row(const Unit& u) const;
    static std::string trimmed(std::string s);
    bool told_here() const;
    bool orders_here() const;
    void read_unit(const std::vector<Unit>& units, std::size_t k, const Words& words);
    // Is a body that opens a sentence asked for something here?
    bool subject_counts(const Unit& u, const Words& words, const Led& led, std::size_t to, bool first) const;
    void read_sentence(const Unit& u, const Words& words, std::size_t from, std::size_t to, bool first);
    // Does the stretch before a ';' hold a deed, and may what follows be read by itself?
    bool stands_alone(const Words& words, std::size_t begin, std::size_t i, std::size_t to) const;
    void read_piece(const Unit& u, const Words& words, std::size_t from, std::size_t to, bool first,
                    bool sentence_start);
    static bool tells_of_orders(const Words& words, std::size_t from, std::size_t to);
    static bool implementation_clause(const Words& words, std::size_t deed);
    // "…, giao Sở B …", "… và giao Sở C …" behind a first order of the same word.
    void more_orders(const Unit& u, const Words& words, const Led& led, std::size_t to);
    // The last task ends where the next begins; its term must lie inside.
    void trim_last(const Words& words, std::size_t i);
    // A stretch without a lead of its own: a term for the task before it, or more work for the same body.
    void continue_task(const Unit& u, const Words& words, std::size_t from, std::size_t to, bool sentence_start);
    void put_due(Task& t, const Due& due) const;
    Task make(std::size_t from, std::size_t end, std::size_t deed, const std::string& lead, double confidence);
    std::size_t second_term(const Words& words, std::size_t from, std::size_t to) const;
    bool recurs_itself(Span span) const;
    void add(const Unit& u, const Words& words, std::size_t from, std::size_t to, const std::string& lead,
             std::vector<std::string> contributors, std::size_t deed, double confidence);

    const Source& source_;
    const TaskSetting& setting_;
    const std::vector<Section>& sections_;
    LeadFinder leads_;
    std::vector<Context> stack_;
    struct ClosedLead {
        int level = -1;
        std::string lead;
        double confidence = 0;
    };
    ClosedLead closed_lead_;  // of the list that has just ended
    std::optional<std::string> unit_lead_;
    double unit_confidence_ = 0;
    bool section_ordered_ = false;  // something was ordered in this section
    bool sentence_agrees_ = false;  // "Đồng ý …"
    bool sentence_told_ = false;    // the sentence tells of orders given before
    bool sentence_start_ = false, closed_ = false, unit_ordered_ = false, unit_vague_ = false, listing_ = false;
    std::size_t sentence_end_ = 0;
    std::size_t last_of_unit_ = 0;
    std::size_t last_from_ = 0, last_deed_ = 0;
    std::optional<Due> last_due_;
};

}  // namespace sauro::docread
