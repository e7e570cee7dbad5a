// Conferences with their invitations and speeches: kinds, tables and fact views; their plan of the year and what one
// more would do to it (226-KL/TW, 2.2).
#pragma once
#include "api/api.hpp"
#include "base/time.hpp"
#include "modules/meetings/necessity.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::meetings {
api::Module module();  // kinds and views alone
// With routes. `find`: what the registers of documents know of a subject; `calendar` says which days are free of work.
api::Module module(const rulebook::Rulebook& book, FindGuiding find = {}, const base::WorkCalendar& calendar = {});
}  // namespace sauro::meetings
