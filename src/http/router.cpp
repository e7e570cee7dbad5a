#include <fmt/format.h>

#include <array>

#include "http/http.hpp"

namespace sauro::http {

struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literal;
    std::unique_ptr<Node> parameter;
    struct Entry {
        const Route* route = nullptr;
        std::vector<std::string> names;  // of the parameters, in order
    };
    std::array<Entry, 5> entries;  // by Method
};

namespace {

constexpr std::array<Method, 5> all_methods{Method::get, Method::post, Method::put, Method::patch, Method::del};

// "/a/{b}/c" -> a, {b}, c. A trailing slash leaves an empty last segment, which only a literal "" matches.
std::vector<std::string_view> segments_of(std::string_view path) {
    std::vector<std::string_view> out;
    std::size_t start = 1;
    while (start <= path.size()) {
        const std::size_t end = std::min(path.find('/', start), path.size());
        out.push_back(path.substr(start, end - start));
        start = end + 1;
    }
    return out;
}

bool is_parameter(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

}  // namespace

Status Router::add(Route route) {
    const auto refuse = [&](std::string_view why) {
        return fail_internal("http.route", fmt::format("{} {}: {}", method_name(route.method), route.pattern, why));
    };
    if (route.pattern.empty() || route.pattern.front() != '/') return refuse("a pattern starts with '/'");
    if (!route.handler) return refuse("no handler");
    if (!root_) root_ = std::make_shared<Node>();
    Node* node = root_.get();
    std::vector<std::string> names;
    for (const std::string_view segment : segments_of(route.pattern)) {
        if (is_parameter(segment)) {
            names.emplace_back(segment.substr(1, segment.size() - 2));
            if (!node->parameter) node->parameter = std::make_unique<Node>();
            node = node->parameter.get();
        } else {
            if (segment.find_first_of("{}") != std::string_view::npos)
                return refuse("a parameter takes a whole segment");
            auto& next = node->literal[std::string(segment)];
            if (!next) next = std::make_unique<Node>();
            node = next.get();
        }
    }
    Node::Entry& entry = node->entries[static_cast<std::size_t>(route.method)];
    if (entry.route != nullptr) return refuse("same method and shape as " + entry.route->pattern);
    routes_.push_back(std::make_unique<Route>(std::move(route)));
    entry = {routes_.back().get(), std::move(names)};
    return {};
}

Router::Match Router::find(Method method, std::string_view path) const {
    Match match;
    if (!root_ || path.empty() || path.front() != '/') return match;
    const auto segments = segments_of(path);
    std::vector<std::string_view> values;
    std::array<bool, 5> allowed{};
    // Literal first; when that branch ends without this method, the parameter branch is tried. Depth is that of the
    // longest pattern.
    const auto walk = [&](const auto& self, const Node& node, std::size_t depth) -> bool {
        if (depth == segments.size()) {
            for (const Method each : all_methods) {
                if (node.entries[static_cast<std::size_t>(each)].route != nullptr)
                    match.path_known = allowed[static_cast<std::size_t>(each)] = true;
            }
            const Node::Entry& entry = node.entries[static_cast<std::size_t>(method)];
            if (entry.route == nullptr) return false;
            match.route = entry.route;
            for (std::size_t i = 0; i < entry.names.size(); ++i) match.params[entry.names[i]] = std::string(values[i]);
            return true;
        }
        const std::string_view segment = segments[depth];
        if (const auto next = node.literal.find(segment);
            next != node.literal.end() && self(self, *next->second, depth + 1))
            return true;
        if (!node.parameter || segment.empty()) return false;
        values.push_back(segment);
        if (self(self, *node.parameter, depth + 1)) return true;
        values.pop_back();
        return false;
    };
    walk(walk, *root_, 0);
    for (const Method each : all_methods) {
        if (allowed[static_cast<std::size_t>(each)]) match.allowed.push_back(each);
    }
    return match;
}

}  // namespace sauro::http
