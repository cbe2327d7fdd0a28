// When to try again, and after how long.
#pragma once

#include <chrono>
#include <ctime>
#include <optional>
#include <string_view>

namespace mockdata::http {

using Milliseconds = std::chrono::milliseconds;

// Statuses that may pass by waiting: 429, 408 and 5xx except 501 and 505.
bool may_pass(long status);

// The wait that a Retry-After header asks for, from seconds ("120", "1.5") or any of the three HTTP date forms.
// A date in the past is zero. `now`: seconds since 1970 in UTC. Nothing when it cannot be read.
std::optional<Milliseconds> parse_retry_after(std::string_view header, std::time_t now);

// Exponential back-off: first * 2^(attempt-1), at most `most`, with up to a quarter taken off by `random` in [0, 1).
// `attempt` counts from 1: the attempt that has just failed.
Milliseconds back_off(int attempt, Milliseconds first, Milliseconds most, double random);

}  // namespace mockdata::http
