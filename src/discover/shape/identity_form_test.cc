#include "discover/shape/identity_form.h"

#include <gtest/gtest.h>

#include <string>

namespace mockdata::discover {
namespace {

// Numbers that authorities and python-stdnum publish as examples.
constexpr const char* kNationalIds[] = {"131052-308T", "131052A308T", "880320-0016", "19811228-9874", "RCCMNL83S18D969H", "54362315K", "X2482300W", "295109912611193",
                                        "756.9217.0769.85", "BOXW310820HNERXN09", "390.533.447-05", "360426199101010071"};
constexpr const char* kNationalNumbers[] = {"15108695088", "44051401359", "85073003328", "36805280109", "33309240064", "1630615123457", "7503305044089", "8112289874", "198112289874"};
constexpr const char* kCards[] = {"4111111111111111", "4111 1111 1111 1111", "5555-5555-5555-4444", "378282246310005", "30569309025904", "6011111111111117", "3530111333300000"};

// The text with its last letter or digit replaced by each other one: the check must fail for nearly all of them.
int accepted_with_another_end(std::string text, TextForm form) {
  const char own = text.back();
  int accepted = 0;
  for (char c : std::string("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
    text.back() = c;
    accepted += c != own && identity_form(text) == form;
  }
  return accepted;
}

TEST(IdentityForm, ProvesWholeTexts) {
  for (const char* id : kNationalIds) {
    EXPECT_EQ(identity_form(id), TextForm::kNationalId) << id;
    EXPECT_EQ(accepted_with_another_end(id, TextForm::kNationalId), 0) << id;
    EXPECT_EQ(identity_form(std::string(id) + "0"), TextForm::kNone) << id << " is anchored";
  }
  for (const char* id : kNationalNumbers) {
    EXPECT_EQ(identity_form(id), TextForm::kNationalNumber) << id;
    EXPECT_LE(accepted_with_another_end(id, TextForm::kNationalNumber), 2) << id;  // another country's check may be right
  }
  for (const char* number : kCards) {
    EXPECT_EQ(identity_form(number), TextForm::kCard) << number;
    EXPECT_EQ(accepted_with_another_end(number, TextForm::kCard), 0) << number;
  }
  EXPECT_EQ(identity_form("AB123456C"), TextForm::kNationalId);  // no check digit, but a form of its own
}

TEST(IdentityForm, WhatOnlyLooksLikeOneIsNone) {
  for (const char* text : {"", "1", "131352-308T", "000000-0000", "880320 0016", "BG123456A", "AB123456E", "1111111111111111", "0000000000000", "1700000000000", "1700000000",
                           "9999999999999999", "4111111111111112", "SCN-125", "2024-02-29", "111.111.111-11", "12345678901", "756.9217.0769.86", "4111 11111 1111 111"})
    EXPECT_EQ(identity_form(text), TextForm::kNone) << text;
}

// A number that is nothing but a number must rarely be taken for an identity: every hundredth at most.
TEST(IdentityForm, ChanceIsRare) {
  int taken = 0, cards = 0;
  uint64_t state = 7;
  const auto draw = [&](int digits) {
    std::string out;
    for (int i = 0; i < digits; ++i) {
      state = state * 6364136223846793005ull + 1442695040888963407ull;
      out += static_cast<char>('0' + (state >> 33) % 10);
    }
    return out;
  };
  for (int i = 0; i < 20000; ++i) {
    taken += identity_form(draw(11)) != TextForm::kNone;
    cards += identity_form(draw(16)) != TextForm::kNone;
  }
  EXPECT_LT(taken, 400);
  EXPECT_LT(cards, 600);
}

TEST(IdentityForm, FormsOfOneFieldMerge) {
  EXPECT_EQ(text_form("02:00:5e:10:00:01"), TextForm::kMac);
  EXPECT_EQ(text_form("131052-308T"), TextForm::kNationalId);
  const ShapeOf list = shape_of_json(R"(["4111111111111111", "4111111111111112"])");
  EXPECT_EQ(list.root.items->form, TextForm::kDigits);
}

}  // namespace
}  // namespace mockdata::discover
