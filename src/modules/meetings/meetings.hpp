// Conferences with their invitations and speeches: kinds, tables and fact views.
#pragma once
#include "api/api.hpp"

namespace sauro::meetings {
api::Module module();
}  // namespace sauro::meetings
