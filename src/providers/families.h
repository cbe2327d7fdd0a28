// The families of providers: one table each, in the file of its name.
#pragma once

#include <span>

#include "providers/provider.h"

namespace mockdata {

extern const std::span<const Provider> kNumberProviders;
extern const std::span<const Provider> kDateProviders;
extern const std::span<const Provider> kKeyProviders;
extern const std::span<const Provider> kChoiceProviders;
extern const std::span<const Provider> kTextProviders;
extern const std::span<const Provider> kIdentifierProviders;
extern const std::span<const Provider> kPersonProviders;

inline const std::span<const Provider>* const kFamilies[] = {
    &kNumberProviders,
    &kDateProviders,
    &kKeyProviders,
    &kChoiceProviders,
    &kTextProviders,
    &kIdentifierProviders,
    &kPersonProviders,
};

}  // namespace mockdata
