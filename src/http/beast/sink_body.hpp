// A Beast body that appends decoded bytes to a string that we empty as we go: one way for lengths and chunks.
#pragma once
#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/optional.hpp>
#include <string>

namespace sauro::http {

struct SinkBody {
    using value_type = std::string;
    class reader {
      public:
        template <bool isRequest, class Fields>
        reader(boost::beast::http::header<isRequest, Fields>&, value_type& body) : body_(body) {}
        void init(const boost::optional<std::uint64_t>&, boost::beast::error_code& wrong) { wrong = {}; }
        template <class Buffers>
        std::size_t put(const Buffers& buffers, boost::beast::error_code& wrong) {
            wrong = {};
            std::size_t taken = 0;
            for (const auto part : boost::beast::buffers_range_ref(buffers)) {
                body_.append(static_cast<const char*>(part.data()), part.size());
                taken += part.size();
            }
            return taken;
        }
        void finish(boost::beast::error_code& wrong) { wrong = {}; }

      private:
        value_type& body_;
    };
};

}  // namespace sauro::http
