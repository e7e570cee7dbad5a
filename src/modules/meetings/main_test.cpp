// The reader starts this very program again as its jailed worker.
#include <gtest/gtest.h>

#include "docread/docread.hpp"

int main(int argc, char** argv) {
    if (argc > 1 && argv[1] == sauro::docread::worker_flag) return sauro::docread::worker_main(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
