// The families of functions: one table each, in the file of its name.
#pragma once

#include "derive/function.h"

namespace mockdata {

extern const std::span<const Function> kTextFunctions;
extern const std::span<const Function> kNumberFunctions;
extern const std::span<const Function> kDateFunctions;
extern const std::span<const Function> kLogicFunctions;

inline const std::span<const Function>* const kFunctionFamilies[] = {&kTextFunctions, &kNumberFunctions, &kDateFunctions, &kLogicFunctions};

}  // namespace mockdata
