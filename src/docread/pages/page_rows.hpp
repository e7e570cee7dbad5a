// The rows of one page in reading order.
#pragma once
#include "docread/pages/page_text.hpp"

namespace sauro::docread {
std::vector<PageRow> page_rows(const PageWords& page);
}
