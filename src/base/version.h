// The program's version, as in CMakeLists.txt.
#pragma once

namespace mockdata {

inline constexpr const char* kVersion = "0.1.0";

}  // namespace mockdata
