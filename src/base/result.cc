#include "base/result.h"

namespace mockdata {

std::string Error::to_string() const {
  std::string text = where.empty() ? message : where + ": " + message;
  if (!hint.empty()) text += "\n  " + hint;
  return text;
}

}  // namespace mockdata
