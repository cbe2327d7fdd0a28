#include "discover/shape/shape.h"

#include <algorithm>
#include <cstring>

#include "http/json_scan.h"

namespace mockdata::discover {
namespace {

using Token = JsonScan::Token;

constexpr uint64_t kMostMerged = 256;     // elements of an array that are looked at
constexpr std::size_t kMostMembers = 5000;  // names of one object

void wipe(std::string& text) {
  explicit_bzero(text.data(), text.size());
  text.clear();
}

// Forms of digits alone that are digits where one value proves more than another.
bool digits_alone(TextForm form) { return form == TextForm::kDigits || form == TextForm::kCard || form == TextForm::kNationalNumber; }

void merge_form(Shape& into, TextForm form) {
  if (into.form == TextForm::kNone || into.form == TextForm::kEmpty) {
    into.form = form;
  } else if (form != TextForm::kNone && form != TextForm::kEmpty && form != into.form) {
    into.form = digits_alone(form) && digits_alone(into.form) ? TextForm::kDigits : TextForm::kMixed;
  }
}

// Parts are shared and never changed in place, so that deep nesting costs no copies.
std::shared_ptr<const Shape> merged(const Shape& one, const Shape& other);

// Adds what was seen at `from` to `into`.
void merge(Shape& into, const Shape& from) {
  into.null |= from.null;
  into.boolean |= from.boolean;
  into.integer |= from.integer;
  into.fraction |= from.fraction;
  into.not_a_number |= from.not_a_number;
  into.text |= from.text;
  into.object |= from.object;
  into.array |= from.array;
  into.wide |= from.wide;
  into.huge |= from.huge;
  into.keys_are_data |= from.keys_are_data;
  into.repeats |= from.repeats;
  into.complete &= from.complete;
  into.count = std::max(into.count, from.count);
  merge_form(into, from.form);
  for (const auto& [name, shape] : from.members) {
    auto found = std::find_if(into.members.begin(), into.members.end(), [&](const auto& m) { return m.name == name; });
    if (found == into.members.end()) {
      into.members.push_back({name, shape});
    } else {
      merge(found->shape, shape);
    }
  }
  if (from.items) into.items = into.items ? merged(*into.items, *from.items) : from.items;
  if (!into.first) into.first = from.first;
}

std::shared_ptr<const Shape> merged(const Shape& one, const Shape& other) {
  auto both = std::make_shared<Shape>(one);
  merge(*both, other);
  return both;
}

// An object whose names are ids: most of them look like data. The names are wiped, the values become one shape.
void forget_data_names(Shape& shape) {
  std::size_t data = 0;
  for (const auto& [name, member] : shape.members) data += name_is_data(name);
  if (data == 0 || 2 * data < shape.members.size()) {
    // A single id among real names is data as well: its name goes, its shape with it.
    if (data == 0) return;
    std::vector<ShapeMember> kept;
    for (auto& member : shape.members) {
      if (name_is_data(member.name)) {
        wipe(member.name);
      } else {
        kept.push_back(std::move(member));
      }
    }
    shape.members = std::move(kept);
    return;
  }
  shape.keys_are_data = true;
  shape.count = shape.members.size();
  for (auto& [name, member] : shape.members) {
    wipe(name);
    auto value = std::make_shared<Shape>(std::move(member));
    if (!shape.first) shape.first = value;
    shape.items = shape.items ? merged(*shape.items, *value) : value;
  }
  shape.members.clear();
}

class Reader {
 public:
  explicit Reader(std::string_view text) : scan_(text) {}
  JsonScan& scan() { return scan_; }

  // The value that begins with `token`. False when the text ended or broke inside it.
  bool value(Token token, Shape& shape) {
    switch (token) {
      case Token::kNull: shape.null = true; break;
      case Token::kTrue:
      case Token::kFalse: shape.boolean = true; break;
      case Token::kNotANumber: shape.not_a_number = true; break;
      case Token::kNumber: number(scan_.raw(), shape); break;
      case Token::kString:
        shape.text = true;
        text_.clear();
        json_unescape(scan_.raw(), text_);
        merge_form(shape, text_form(text_.view()));
        text_.clear();
        break;
      case Token::kBeginObject:
        if (!object(shape)) return false;
        break;
      case Token::kBeginArray:
        if (!array(shape)) return false;
        break;
      default: return false;
    }
    shape.complete = true;
    return true;
  }

 private:
  static void number(std::string_view raw, Shape& shape) {
    if (raw.find_first_of(".eE") != std::string_view::npos) {
      shape.fraction = true;
      return;
    }
    shape.integer = true;
    bool negative = raw[0] == '-';
    std::string_view digits = negative ? raw.substr(1) : raw;
    auto beyond = [&](std::string_view limit) { return digits.size() > limit.size() || (digits.size() == limit.size() && digits > limit); };
    shape.wide |= beyond(negative ? "2147483648" : "2147483647");
    shape.huge |= beyond(negative ? "9223372036854775808" : "9223372036854775807");
  }

  bool object(Shape& shape) {
    shape.object = true;
    for (;;) {
      Token token = scan_.next();
      if (token == Token::kEndObject) {
        forget_data_names(shape);
        return true;
      }
      if (token != Token::kKey) {
        forget_data_names(shape);
        return false;
      }
      std::string name = json_name(scan_.raw());
      Shape member;
      bool whole = value(scan_.next(), member);
      auto same = std::find_if(shape.members.begin(), shape.members.end(), [&](const auto& m) { return m.name == name; });
      if (same != shape.members.end()) {
        shape.repeats = true;
        same->shape = std::move(member);  // the last one counts, as for most readers
      } else if (shape.members.size() < kMostMembers && !(member.nothing() && !member.null)) {
        shape.members.push_back({std::move(name), std::move(member)});
      }
      if (!whole) {
        forget_data_names(shape);
        return false;
      }
    }
  }

  bool array(Shape& shape) {
    shape.array = true;
    for (;;) {
      Token token = scan_.next();
      if (token == Token::kEndArray) return true;
      auto element = std::make_shared<Shape>();
      bool whole = value(token, *element);
      if (whole || !element->nothing()) {
        ++shape.count;
        if (!shape.first) {
          shape.first = shape.items = element;
        } else if (whole && shape.count <= kMostMerged) {
          shape.items = merged(*shape.items, *element);
          if (shape.first->nothing()) shape.first = element;
        }
      }
      if (!whole) return false;
    }
  }

  JsonScan scan_;
  WipedBytes text_;
};

}  // namespace

const Shape* Shape::member(std::string_view name) const {
  for (const auto& [key, shape] : members) {
    if (key == name) return &shape;
  }
  return nullptr;
}

ShapeOf shape_of_json(std::string_view text) {
  ShapeOf out;
  Reader reader(text);
  Token token = reader.scan().next();
  bool whole = reader.value(token, out.root);
  while (whole) {
    token = reader.scan().next();
    if (token != Token::kBeginObject && token != Token::kBeginArray) break;
    if (reader.scan().documents() == 1) {  // a second document follows: the root becomes the list of both
      Shape list;
      list.array = list.complete = true;
      list.first = list.items = std::make_shared<Shape>(std::move(out.root));
      list.count = 1;
      out.root = std::move(list);
    }
    Shape next;
    whole = reader.value(token, next);
    if (whole && ++out.root.count <= kMostMerged) out.root.items = merged(*out.root.items, next);
  }
  Token end = reader.scan().next();
  out.documents = reader.scan().documents();
  out.offset = reader.scan().offset();
  out.problem = reader.scan().problem();
  out.end = end == Token::kEnd       ? ShapeEnd::kWhole
            : end == Token::kCut     ? ShapeEnd::kCut
            : end == Token::kTooDeep ? ShapeEnd::kTooDeep
                                     : ShapeEnd::kBroken;
  return out;
}

}  // namespace mockdata::discover
