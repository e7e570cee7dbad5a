// What a loaded rulebook holds beside its norms; private to this folder.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "rulebook/check/authority.hpp"
#include "rulebook/evaluate/plan.hpp"
#include "rulebook/load/decision.hpp"
#include "rulebook/load/yaml.hpp"
#include "rulebook/overlay.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::rulebook {

struct Rulebook::Impl {
    std::vector<Source> sources;
    std::vector<Norm> norms;
    std::vector<Interpretation> interpretations;
    std::vector<Open> open;  // of those about which something may be decided
    std::vector<Overlay> overlays;
    Authority authority;
    std::vector<facts::View> views;
    base::WorkCalendar calendar;
    std::vector<Plan> plans;  // of the norms a machine checks, in order of `norms`
    std::map<std::string, std::size_t, std::less<>> index;
    // What decisions kept as data replaced: norms by position, interpretations as the files have them.
    std::map<std::size_t, Replaced> replaced;
    std::vector<Interpretation> undecided;
    std::string hash;
    std::string files_hash;  // without what offices keep as data

    const Plan* plan_of(std::string_view norm) const;
    const Open* open_of(std::string_view interpretation) const;
};

// The parts of the loader; each returns the first error with file and line.
Result<Norm> load_norm(const Yaml& node, const std::string& file, const Source& source,
                       const std::vector<facts::View>& views);
Status load_cases(const Mapping& owner, const std::string& file, const std::vector<facts::View>& views, Norm& norm);
Result<std::vector<Need>> load_needs(const Mapping& owner, std::string_view key, const std::string& file);
Status load_parameters(const Mapping& owner, const std::string& file, Norm& norm);
Status load_exceptions(const Mapping& owner, const std::string& file, Norm& norm);
Status load_obligation(const Mapping& owner, const std::string& file, const std::vector<facts::View>& views,
                       Norm& norm);
Status load_nouns(const Mapping& owner, std::map<std::string, std::string>& nouns);
// "true", "false" or the column that says so.
void set_exclusive(Deadline& deadline, const std::string& exclusive);
// Documents of the cases of a format norm, from the samples of its file.
Status load_samples(const Yaml& layouts, const Yaml& owner, const std::string& file, Norm& norm);
// Readings and decisions after all norms.
Status load_interpretations(const Yaml& root, const std::string& file, Rulebook::Impl& book);
Status load_readings(const Yaml& root, const std::string& file, Rulebook::Impl& book);
Status load_decisions(const Yaml& root, const std::string& file, Rulebook::Impl& book);
Result<Plan> plan_for(const Rulebook::Impl& book, const Norm& norm);
Result<std::vector<Overlay>> load_overlay(const Yaml& root, const std::string& file);
Result<ParameterValue> load_value(const Yaml& node, const std::string& file, const std::string& what);
const facts::View* find_view(const std::vector<facts::View>& views, std::string_view name);
// Names of the analysers that exist.
const std::vector<std::string>& analyser_names();

}  // namespace sauro::rulebook
