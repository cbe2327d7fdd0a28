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
extern const std::span<const Provider> kDateTextProviders;
extern const std::span<const Provider> kBarcodeProviders;
extern const std::span<const Provider> kColorProviders;
extern const std::span<const Provider> kUserAgentProviders;
extern const std::span<const Provider> kInternetProviders;
extern const std::span<const Provider> kFileProviders;
extern const std::span<const Provider> kStructuredProviders;
extern const std::span<const Provider> kCollectionProviders;
extern const std::span<const Provider> kArchiveProviders;
extern const std::span<const Provider> kCompanyProviders;
extern const std::span<const Provider> kMoneyProviders;
extern const std::span<const Provider> kPaperProviders;
extern const std::span<const Provider> kWorldProviders;
extern const std::span<const Provider> kBusinessProviders;
extern const std::span<const Provider> kAddressProviders;
extern const std::span<const Provider> kProfileProviders;
extern const std::span<const Provider> kLoremProviders;

inline const std::span<const Provider>* const kFamilies[] = {
    &kNumberProviders,
    &kDateProviders,
    &kKeyProviders,
    &kChoiceProviders,
    &kTextProviders,
    &kIdentifierProviders,
    &kPersonProviders,
    &kDateTextProviders,
    &kBarcodeProviders,
    &kColorProviders,
    &kUserAgentProviders,
    &kInternetProviders,
    &kFileProviders,
    &kStructuredProviders,
    &kCollectionProviders,
    &kArchiveProviders,
    &kCompanyProviders,
    &kMoneyProviders,
    &kPaperProviders,
    &kWorldProviders,
    &kBusinessProviders,
    &kAddressProviders,
    &kProfileProviders,
    &kLoremProviders,
};

}  // namespace mockdata
