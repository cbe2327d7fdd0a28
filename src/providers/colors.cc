// Colours: by name, as hexadecimal and CSS texts, and "human friendly" ones by hue and luminosity.
#include <algorithm>

#include "providers/families.h"
#include "providers/lists.h"

namespace mockdata {

namespace {

constexpr char kHex[] = "0123456789abcdef";

// The families of hues, and the least brightness at given saturations (David Merfield, randomColor, CC0).
struct Bound { int saturation, brightness; };
struct Hue {
  std::string_view name;
  int first, last;
  Bound bounds[9];
  int count;
};
constexpr Hue kHues[] = {
    {"monochrome", 0, 0, {{0, 0}, {100, 0}}, 2},
    {"red", -26, 18, {{20, 100}, {30, 92}, {40, 89}, {50, 85}, {60, 78}, {70, 70}, {80, 60}, {90, 55}, {100, 50}}, 9},
    {"orange", 19, 46, {{20, 100}, {30, 93}, {40, 88}, {50, 86}, {60, 85}, {70, 70}, {100, 70}}, 7},
    {"yellow", 47, 62, {{25, 100}, {40, 94}, {50, 89}, {60, 86}, {70, 84}, {80, 82}, {90, 80}, {100, 75}}, 8},
    {"green", 63, 178, {{30, 100}, {40, 90}, {50, 85}, {60, 81}, {70, 74}, {80, 64}, {90, 50}, {100, 40}}, 8},
    {"blue", 179, 257, {{20, 100}, {30, 86}, {40, 80}, {50, 74}, {60, 60}, {70, 52}, {80, 44}, {90, 39}, {100, 35}}, 9},
    {"purple", 258, 282, {{20, 100}, {30, 87}, {40, 79}, {50, 70}, {60, 65}, {70, 59}, {80, 52}, {90, 45}, {100, 42}}, 9},
    {"pink", 283, 334, {{20, 100}, {30, 90}, {40, 86}, {60, 84}, {80, 80}, {90, 75}, {100, 73}}, 7},
};
const Hue& hue_of(int degrees) {
  if (degrees >= 334 && degrees <= 360) degrees -= 360;
  for (const Hue& h : kHues)
    if (&h != kHues && h.first <= degrees && degrees <= h.last) return h;
  return kHues[1];
}

enum class Light : uint8_t { kAny, kBright, kDark, kLight, kRandom };
struct Shade {
  int first = 0, last = 360;
  bool monochrome = false;
  Light light = Light::kAny;
};
struct Hsv { int h, s, v; };

int within(CellDraws& draws, int lo, int hi) { return hi <= lo ? lo : lo + static_cast<int>(draws.below(static_cast<uint32_t>(hi - lo + 1))); }

Hsv draw_shade(const Shade& shade, CellDraws& draws) {
  int h = within(draws, shade.first, shade.last);
  if (h < 0) h += 360;
  const Hue& family = shade.monochrome ? kHues[0] : hue_of(h);
  int s;
  if (shade.light == Light::kRandom) s = within(draws, 0, 100);
  else if (shade.monochrome) s = 0;
  else {
    int lo = family.bounds[0].saturation, hi = family.bounds[family.count - 1].saturation;
    if (shade.light == Light::kBright) lo = 55;
    if (shade.light == Light::kDark) lo = hi - 10;
    if (shade.light == Light::kLight) hi = 55;
    s = within(draws, lo, hi);
  }
  int least = 0, most = 100;
  for (int i = 0; i + 1 < family.count; ++i) {
    const Bound a = family.bounds[i], b = family.bounds[i + 1];
    if (a.saturation <= s && s <= b.saturation) {
      least = a.brightness + (b.brightness - a.brightness) * (s - a.saturation) / (b.saturation - a.saturation);
      break;
    }
  }
  if (shade.light == Light::kDark) most = std::min(100, least + 20);
  if (shade.light == Light::kLight) least = (100 + least) / 2;
  if (shade.light == Light::kRandom) least = 0;
  return {h, s, within(draws, least, most)};
}

// Red, green and blue in units of 1 / 6,000,000 of full light, exactly.
struct Rgb { int64_t r, g, b; };
constexpr int64_t kFull = 60 * 100 * 100;
Rgb rgb_of(Hsv c) {
  const int h = c.h % 360;  // Faker's own range is 0 to 360
  const int64_t v = c.v, s = c.s, f = h % 60;
  const int64_t p = v * (100 - s) * 60, q = v * (6000 - s * f), t = v * (6000 - s * (60 - f)), full = v * 100 * 60;
  switch (h / 60) {
    case 0: return {full, t, p};
    case 1: return {q, full, p};
    case 2: return {p, full, t};
    case 3: return {p, q, full};
    case 4: return {t, p, full};
    default: return {full, p, q};
  }
}
int byte_of(int64_t light) { return static_cast<int>(light * 255 / kFull); }
struct Hsl { int h, s, l; };
Hsl hsl_of(Hsv c) {
  // l = v (1 - s/2); s' = (v - l) / min(l, 1 - l), in units of 1/20,000
  const int l = c.v * (200 - c.s);                    // of 20,000
  const int least = std::min(l, 20000 - l);
  return {c.h, least == 0 ? 0 : (c.v * 200 - l) * 100 / least, l / 200};
}

Result<Shade> shade_of(const Arguments& a) {
  Shade shade;
  const Value& hue = a.get("hue");
  if (hue.is_string()) {
    const Hue* found = nullptr;
    for (const Hue& h : kHues)
      if (h.name == hue.text()) found = &h;
    if (!found) return invalid_error("\"hue\" is monochrome, red, orange, yellow, green, blue, purple or pink, a number from 0 to 360, or two of them; found \"" + hue.text() + "\"");
    shade.first = found->first, shade.last = found->last;
    shade.monochrome = found == kHues;
  } else if (hue.is_number()) {
    const double n = hue.as_double().value_or(-1);
    if (n < 0 || n > 360) return invalid_error("\"hue\" is a number from 0 to 360, found " + hue.to_json());
    shade.first = shade.last = static_cast<int>(n);
  } else if (hue.is_array()) {
    if (hue.items().size() != 2 || !hue.items()[0].is_number() || !hue.items()[1].is_number()) return invalid_error("\"hue\" as a list has two numbers, found " + hue.to_json());
    const int x = static_cast<int>(*hue.items()[0].as_double()), y = static_cast<int>(*hue.items()[1].as_double());
    shade.first = std::max(0, std::min(x, y)), shade.last = std::min(360, std::max(x, y));
  } else if (!hue.is_null()) {
    return invalid_error("\"hue\" is a name, a number or two numbers, found " + hue.to_json());
  }
  if (!a.is_null("luminosity")) {
    const std::string& l = a.text("luminosity");
    if (l == "bright") shade.light = Light::kBright;
    else if (l == "dark") shade.light = Light::kDark;
    else if (l == "light") shade.light = Light::kLight;
    else if (l == "random") shade.light = Light::kRandom;
    else return invalid_error("\"luminosity\" is bright, dark, light or random, found \"" + l + "\"");
  }
  return shade;
}

char* write_hex_byte(char* out, int n) {
  *out++ = kHex[n >> 4];
  *out++ = kHex[n & 15];
  return out;
}
char* write_three(char* out, std::string_view open, int a, int b, int c, std::string_view separator, std::string_view close) {
  out = write_int(copy_text(out, open), a);
  out = write_int(copy_text(out, separator), b);
  out = write_int(copy_text(out, separator), c);
  return copy_text(out, close);
}
// A fraction of full light with six digits.
char* write_fraction(char* out, int64_t light) { return write_decimal(out, light * 1'000'000 / kFull, 6); }

enum class Notation { kHex, kRgb, kHsv, kHsl, kRgbList, kRgbFloats, kHsvList, kHslList };

template <class Draws>
char* write_shade(char* out, Notation notation, Hsv c, Draws&) {
  const Rgb rgb = rgb_of(c);
  const Hsl hsl = hsl_of(c);
  switch (notation) {
    case Notation::kHex:
      *out++ = '#';
      out = write_hex_byte(out, byte_of(rgb.r));
      out = write_hex_byte(out, byte_of(rgb.g));
      return write_hex_byte(out, byte_of(rgb.b));
    case Notation::kRgb: return write_three(out, "rgb(", byte_of(rgb.r), byte_of(rgb.g), byte_of(rgb.b), ", ", ")");
    case Notation::kHsv: return write_three(out, "hsv(", c.h, c.s, c.v, ", ", ")");
    case Notation::kHsl: return write_three(out, "hsl(", hsl.h, hsl.s, hsl.l, ", ", ")");
    case Notation::kRgbList: return write_three(out, "[", byte_of(rgb.r), byte_of(rgb.g), byte_of(rgb.b), ", ", "]");
    case Notation::kHsvList: return write_three(out, "[", c.h, c.s, c.v, ", ", "]");
    case Notation::kHslList: return write_three(out, "[", hsl.h, hsl.s, hsl.l, ", ", "]");
    case Notation::kRgbFloats:
      out = write_fraction(copy_text(out, "["), rgb.r);
      out = write_fraction(copy_text(out, ", "), rgb.g);
      out = write_fraction(copy_text(out, ", "), rgb.b);
      return copy_text(out, "]");
  }
  return out;
}
MadeColumn shades(const Arguments& a, MakeContext& c, Notation notation, bool json) {
  MOCKDATA_ASSIGN(const Shade shade, shade_of(a));
  return written_freely(c, "color", 64, [shade, notation](char* out, CellDraws& draws) { return write_shade(out, notation, draw_shade(shade, draws), draws); },
                        json ? TypeId::kJson : TypeId::kText);
}
MadeColumn color(const Arguments& a, MakeContext& c) {
  const std::string& f = a.text("color_format");
  const Notation notation = f == "hsv" ? Notation::kHsv : f == "hsl" ? Notation::kHsl : f == "rgb" ? Notation::kRgb : Notation::kHex;
  if (notation == Notation::kHex && f != "hex") return invalid_error("\"color_format\" is hex, rgb, hsl or hsv, found \"" + f + "\"");
  return shades(a, c, notation, false);
}
template <Notation kNotation>
MadeColumn color_list(const Arguments& a, MakeContext& c) { return shades(a, c, kNotation, true); }

MadeColumn hex_color(const Arguments&, MakeContext& c) {  // Faker: never black
  return written(c, "hex_color", 16, 0xFFFFFF, [](char* out, auto& draws) {
    const uint32_t n = draws.below(0xFFFFFF) + 1;
    *out++ = '#';
    for (int shift = 20; shift >= 0; shift -= 4) *out++ = kHex[n >> shift & 15];
    return out;
  });
}
MadeColumn safe_hex_color(const Arguments&, MakeContext& c) {
  return written(c, "safe_hex_color", 16, 4096, [](char* out, auto& draws) {
    *out++ = '#';
    for (int i = 0; i < 3; ++i) {
      const char digit = kHex[draws.below(16)];
      *out++ = digit;
      *out++ = digit;
    }
    return out;
  });
}
template <bool kCss>
MadeColumn rgb_color(const Arguments&, MakeContext& c) {
  return written(c, kCss ? "rgb_css_color" : "rgb_color", 32, 1 << 24, [](char* out, auto& draws) {
    const uint32_t n = draws.below(1 << 24);
    return write_three(out, kCss ? "rgb(" : "", static_cast<int>(n & 255), static_cast<int>(n >> 8 & 255), static_cast<int>(n >> 16), ",", kCss ? ")" : "");
  });
}

constexpr char kNames[] = "color.all_colors", kSafeNames[] = "color.safe_colors";

constexpr Parameter kColor[] = {{"hue", ArgKind::kAny, "null"}, {"luminosity", ArgKind::kText, "null"}, {"color_format", ArgKind::kText, "\"hex\""}};
constexpr Parameter kShade[] = {{"hue", ArgKind::kAny, "null"}, {"luminosity", ArgKind::kText, "null"}};
constexpr Provider kRows[] = {
    {"color", kColor, TypeId::kText, "a colour by hue and luminosity, as hex, rgb, hsl or hsv", R"({"hue": "blue", "luminosity": "light", "color_format": "rgb"})", color},
    {"color_rgb", kShade, TypeId::kJson, "a colour as a list of red, green and blue", R"({"hue": 120})", color_list<Notation::kRgbList>},
    {"color_rgb_float", kShade, TypeId::kJson, "a colour as a list of red, green and blue from 0 to 1", "{}", color_list<Notation::kRgbFloats>},
    {"color_hsl", kShade, TypeId::kJson, "a colour as a list of hue, saturation and lightness", R"({"luminosity": "dark"})", color_list<Notation::kHslList>},
    {"color_hsv", kShade, TypeId::kJson, "a colour as a list of hue, saturation and value", R"({"hue": [100, 200]})", color_list<Notation::kHsvList>},
    {"color_name", {}, TypeId::kText, "the name of a colour", "{}", one_of_list<kNames>},
    {"safe_color_name", {}, TypeId::kText, "the name of a web-safe colour", "{}", one_of_list<kSafeNames>},
    {"hex_color", {}, TypeId::kText, "a colour such as #1bc32e", "{}", hex_color},
    {"safe_hex_color", {}, TypeId::kText, "a web-safe colour such as #ee33aa", "{}", safe_hex_color},
    {"rgb_color", {}, TypeId::kText, "a colour such as 15,188,122", "{}", rgb_color<false>},
    {"rgb_css_color", {}, TypeId::kText, "a colour such as rgb(204,252,42)", "{}", rgb_color<true>},
};

}  // namespace

const std::span<const Provider> kColorProviders = kRows;

}  // namespace mockdata
