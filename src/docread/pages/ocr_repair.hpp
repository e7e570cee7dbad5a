// Slips that the Vietnamese model makes again and again, put right word by word: capitals in the middle of a word,
// look-alike signs, a vowel read twice.
#pragma once
#include <string>

#include "docread/engines/engines.hpp"

namespace sauro::docread {
void repair_reading(PageWords& page);
}
