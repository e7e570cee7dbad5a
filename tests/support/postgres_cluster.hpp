// A private PostgreSQL of this test process: its own folder, its own socket, no network, gone when the process is gone,
// however it ends.
#pragma once
#include <string>

namespace sauro::testing {

// URL of a new empty database in the cluster; starts the cluster at the first call. Aborts the test program when
// PostgreSQL cannot be started: a suite that silently tested one engine only would be worse than none.
std::string new_postgres_database();

}  // namespace sauro::testing
