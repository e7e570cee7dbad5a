// sauro_rank(table, columns, phrases): rank of a row for FTS5, better rows first in falling order. `columns` and
// `phrases` are texts of one digit each, the weight of the column or of the phrase of the query. Unlike bm25() it never
// counts in how many rows a phrase occurs: for common syllables that counting costs more than all the rest.
#pragma once
#include <sqlite3.h>

namespace sauro::db::sqlite {
int add_rank_function(sqlite3* handle);
}
