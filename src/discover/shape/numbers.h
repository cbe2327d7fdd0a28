// What a number's name says about its type, where neither a sample nor a document does.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace mockdata::discover {

inline bool last_word_in(const std::vector<std::string>& words, std::initializer_list<const char*> list) {
  return !words.empty() && std::any_of(list.begin(), list.end(), [&](const char* one) { return words.back() == one; });
}

// Amounts of money have two digits after the point whatever a single sample shows.
inline bool money_name(const std::vector<std::string>& words) {
  return last_word_in(words, {"amount", "price", "salary", "cost", "fee", "balance", "total", "wage", "wages", "pay", "budget", "revenue", "tax", "vat", "discount", "subtotal", "net", "gross",
                              "bonus", "commission", "rent", "debit", "credit", "paid", "due", "payment", "compensation"});
}

// Single precision moves a place by metres.
inline bool coordinate_name(const std::vector<std::string>& words) {
  return last_word_in(words, {"lat", "lng", "lon", "long", "latitude", "longitude", "coordinate", "coordinates", "x", "y", "altitude"});
}

}  // namespace mockdata::discover
