// The vocabulary that tests of persons share, opened once.
#pragma once

#include <gtest/gtest.h>

#include "vocabulary/vocabulary.h"

namespace mockdata {

inline const Vocabulary& vocabulary() {
  static const Vocabulary* opened = [] {
    auto v = Vocabulary::open();
    if (!v.ok()) ADD_FAILURE() << v.error().to_string();
    return *v;
  }();
  return *opened;
}

}  // namespace mockdata
