// The rows of a figure in the words of its page.
#pragma once
#include "db/db.hpp"
#include "modules/overview/dto.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::overview {

// Fills the columns that have a name and, for each row, its id and cells; units, areas and conferences by their names.
Status show_rows(db::Snapshot& snapshot, const rulebook::Figure& rows, FigureList& out);

}  // namespace sauro::overview
