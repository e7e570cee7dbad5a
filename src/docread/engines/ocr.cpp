#include "docread/engines/engines.hpp"
extern "C" __attribute__((visibility("default"))) sauro::docread::OcrEngine* sauro_ocr_engine(const char*,
                                                                                              std::size_t) {
    return nullptr;
}
