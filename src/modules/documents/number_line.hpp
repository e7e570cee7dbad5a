// The line of number and symbol in the words of a document that was written here (no file).
#pragma once
#include <string>
#include <string_view>

namespace sauro::documents {

// The words with `symbol` ("28-KH/ĐU", "12/KH-UBND") in their heading: a line that was left open for it ("Số -KH/ĐU",
// "Số: …/KH-UBND") is filled in; where there is none it is put where the form wants it: below the star of a Party
// document, above the State's "CỘNG HÒA …". A heading that has a number already, or has no such place, is left as it
// is.
std::string with_number_line(std::string_view text, std::string_view symbol, bool party);

}  // namespace sauro::documents
