// The test program is its own reader, as `sauro` is: it must answer the worker flag before anything else.
#include <gtest/gtest.h>

#include "docread/docread.hpp"

int main(int argc, char** argv) {
    if (argc > 1 && argv[1] == sauro::docread::worker_flag) return sauro::docread::worker_main(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
