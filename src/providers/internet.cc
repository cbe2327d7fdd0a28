// The internet: addresses, hosts, URLs and what stands around them. Every address and host lies in a range reserved for
// documentation, tests or private networks (RFC 2606, 6761, 5737, 2544, 1918, 3849, 7042).
#include "providers/families.h"
#include "providers/identifier.h"
#include "providers/lists.h"
#include "providers/number.h"

namespace mockdata {

namespace {

constexpr std::string_view kConsonants = "bdfgklmnprstv", kVowels = "aeiou";
constexpr const char* kEndings[] = {"ia", "on", "us", "ex", "um", "ora", "eta", "ium"};
constexpr const char* kHostPrefixes[] = {"db", "srv", "desktop", "laptop", "lt", "email", "web"};
constexpr const char* kPages[] = {"index", "home", "search", "main", "post", "homepage", "category", "register", "login", "faq", "about", "terms", "privacy", "author"};
constexpr const char* kPaths[] = {"app", "main", "content", "search", "category", "tag", "categories", "tags", "blog", "posts", "list", "explore"};
constexpr const char* kExtensions[] = {".html", ".html", ".html", ".htm", ".htm", ".php", ".php", ".jsp", ".asp"};
constexpr const char* kMethods[] = {"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"};
constexpr const char* kSafeDomains[] = {"example.org", "example.com", "example.net"};

// A made-up name of a domain: 13 * 5 * 13 * 5 * 13 * 8 = 439,400 of them.
constexpr uint64_t kDomainWords = uint64_t{13} * 5 * 13 * 5 * 13 * 8;
template <class Draws>
char* write_domain_word(char* out, Draws& draws) {
  for (int i = 0; i < 2; ++i) {
    *out++ = write_one_of(kConsonants, draws);
    *out++ = write_one_of(kVowels, draws);
  }
  *out++ = write_one_of(kConsonants, draws);
  return copy_text(out, kEndings[draws.below(8)]);
}
// level.level.word.example
template <class Draws>
char* write_domain(char* out, Draws& draws, int64_t levels) {
  for (int64_t i = 0; i < levels; ++i) {
    out = write_domain_word(out, draws);
    *out++ = '.';
  }
  return copy_text(out, "example");
}

MadeColumn domain_word(const Arguments&, MakeContext& c) {
  return written(c, "domain_word", 16, kDomainWords, [](char* out, auto& draws) { return write_domain_word(out, draws); });
}
Result<int64_t> levels_of(const Arguments& a, int64_t least) {
  const int64_t levels = a.integer("levels");
  if (levels < least || levels > 8) return invalid_error("\"levels\" is a number from " + std::to_string(least) + " to 8, found " + std::to_string(levels));
  return levels;
}
MadeColumn domain_name(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t levels, levels_of(a, 1));
  c.identifier = IdentifierUse{"host", "", nullptr};
  return written(c, "domain_name", 24 + 12 * static_cast<std::size_t>(levels), space_power(kDomainWords, static_cast<uint64_t>(levels)),
                 [levels](char* out, auto& draws) { return write_domain(out, draws, levels); });
}
MadeColumn hostname(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t levels, levels_of(a, 0));
  return written(c, "hostname", 64 + 12 * static_cast<std::size_t>(levels), space_of({std::size(kHostPrefixes), 100, space_power(kDomainWords, static_cast<uint64_t>(levels))}),
                 [levels](char* out, auto& draws) {
    out = copy_text(out, kHostPrefixes[draws.below(std::size(kHostPrefixes))]);
    *out++ = '-';
    out = write_digits(out, draws, 2);
    if (levels == 0) return out;
    *out++ = '.';
    return write_domain(out, draws, levels);
  });
}
MadeColumn safe_domain_name(const Arguments&, MakeContext& c) { return word_column(c, "safe_domain_name", Words(kSafeDomains)); }

// Letters of a domain generation algorithm, under a top-level domain that no registry sells.
MadeColumn dga(const Arguments& a, MakeContext& c) {
  const auto part = [&](const char* name) { return a.is_null(name) ? int64_t{0} : a.integer(name); };
  const uint32_t year = static_cast<uint32_t>(part("year")), month = static_cast<uint32_t>(part("month")), day = static_cast<uint32_t>(part("day"));
  const int64_t length = part("length");
  if (length < 0 || length > 63) return invalid_error("dga: a length from 1 to 63, found " + std::to_string(length));
  std::string tld = "example";
  if (!a.is_null("tld") && a.text("tld") != tld) {
    tld = a.text("tld") + ".example";
    if (c.notes) c.notes->push_back("dga: names end in ." + tld + ", as a name under ." + a.text("tld") + " could exist");
  }
  return written_freely(c, "dga", 80 + tld.size(), [=](char* out, CellDraws& draws) {
    uint64_t y = year ? year : draws.below(9999) + 1, m = month ? month : draws.below(12) + 1, d = day ? day : draws.below(30) + 1;
    const int64_t n = length ? length : draws.below(62) + 2;
    for (int64_t i = 0; i < n; ++i) {
      y = ((y ^ 8 * y) >> 11) ^ ((y & 0xFFFFFFF0) << 17);
      m = ((m ^ 4 * m) >> 25) ^ 16 * (m & 0xFFFFFFF8);
      d = ((d ^ (d << 13)) >> 19) ^ ((d & 0xFFFFFFFE) << 12);
      *out++ = static_cast<char>('a' + (y ^ m ^ d) % 25);
    }
    *out++ = '.';
    return copy_text(out, tld);
  });
}

MadeColumn http_method(const Arguments&, MakeContext& c) { return word_column(c, "http_method", Words(kMethods)); }
// The codes that are assigned: IANA, HTTP Status Code Registry.
constexpr int16_t kStatus[] = {100, 101, 102, 103, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 408,
                               409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 423, 424, 425, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504, 505, 506, 507, 508, 511};
DataType number_type(const MakeContext& c) {
  return c.wanted && (c.wanted->id == TypeId::kInt32 || c.wanted->id == TypeId::kInt64) ? *c.wanted : DataType{TypeId::kInt64, 0, 0, {}};
}
MadeColumn numbers(MakeContext& c, const char* what, int64_t lo, int64_t hi) {
  const uint64_t n = static_cast<uint64_t>(hi - lo) + 1;
  MOCKDATA_CHECK(check_space(c, what, n));
  return std::unique_ptr<Column>(std::make_unique<NumberColumn>(number_type(c), c.unique ? unique_draw(c.key.value(), n) : uniform_draw(c.key.value(), n), lo));
}
MadeColumn http_status_code(const Arguments& a, MakeContext& c) {
  if (a.boolean("include_unassigned")) return numbers(c, "http_status_code", 100, 599);
  std::vector<DrawBucket> buckets;
  for (const int16_t code : kStatus) buckets.push_back({static_cast<uint64_t>(code), static_cast<uint64_t>(code) + 1, 1});
  MOCKDATA_CHECK(check_space(c, "http_status_code", 0));
  return std::unique_ptr<Column>(std::make_unique<NumberColumn>(number_type(c), bucket_draw(c.key.value(), 600, buckets), 0));
}
MadeColumn port_number(const Arguments& a, MakeContext& c) {
  if (a.boolean("is_system")) return numbers(c, "port_number", 0, 1023);
  if (a.boolean("is_user")) return numbers(c, "port_number", 1024, 49151);
  if (a.boolean("is_dynamic")) return numbers(c, "port_number", 49152, 65535);
  return numbers(c, "port_number", 0, 65535);
}

// scheme://host/ of Faker's url(); `schemes` null means http and https, an empty list none.
Result<Words> schemes_of(const Arguments& a) {
  if (a.is_null("schemes")) return Words(std::vector<std::string>{"http", "https"});
  std::vector<std::string> schemes;
  for (const Value& v : a.get("schemes").items()) {
    if (v.text().size() > 64) return invalid_error("a scheme of at most 64 characters");
    schemes.push_back(v.text());
  }
  if (schemes.empty()) schemes.push_back("");
  return Words(schemes);
}
template <class Draws>
char* write_url(char* out, Draws& draws, const Words& schemes) {
  out = copy_text(schemes.write(out, draws), "://");
  if (draws.below(2)) out = copy_text(out, "www.");
  out = write_domain(out, draws, 1);
  *out++ = '/';
  return out;
}
MadeColumn url(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const Words schemes, schemes_of(a));
  c.identifier = IdentifierUse{"url", "", nullptr};
  return written(c, "url", 160, space_of({schemes.size(), 2, kDomainWords}), [schemes](char* out, auto& draws) { return write_url(out, draws, schemes); });
}
template <class Draws>
char* write_path(char* out, Draws& draws, int64_t deep) {
  const int64_t n = deep ? deep : draws.below(3) + 1;
  for (int64_t i = 0; i < n; ++i) {
    if (i) *out++ = '/';
    out = copy_text(out, kPaths[draws.below(std::size(kPaths))]);
  }
  return out;
}
Result<int64_t> depth_of(const Arguments& a) {
  const int64_t deep = a.is_null("deep") ? 0 : a.integer("deep");
  if (deep < 0 || deep > 100) return invalid_error("\"deep\" is a number from 1 to 100, found " + std::to_string(deep));
  return deep;
}
MadeColumn uri_path(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const int64_t deep, depth_of(a));
  return written(c, "uri_path", 64 + 16 * static_cast<std::size_t>(deep), deep ? space_power(std::size(kPaths), static_cast<uint64_t>(deep)) : 0,
                 [deep](char* out, auto& draws) { return write_path(out, draws, deep); });
}
MadeColumn uri(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const Words schemes, schemes_of(a));
  MOCKDATA_ASSIGN(const int64_t deep, depth_of(a));
  c.identifier = IdentifierUse{"url", "", nullptr};
  // The host comes first and tells the rest apart; without a fixed depth unique columns take a path of one part.
  const uint64_t space = space_of({schemes.size(), 2, kDomainWords, space_power(std::size(kPaths), static_cast<uint64_t>(deep ? deep : 1)), std::size(kPages)});
  return written(c, "uri", 256 + 16 * static_cast<std::size_t>(deep), space, [schemes, deep](char* out, auto& draws) {
    constexpr bool kUnique = std::is_same_v<decltype(draws), RankDigits&>;
    out = write_url(out, draws, schemes);
    out = write_path(out, draws, kUnique && !deep ? 1 : deep);
    out = copy_text(out, kPages[draws.below(std::size(kPages))]);
    return copy_text(out, kUnique ? kExtensions[0] : kExtensions[draws.below(std::size(kExtensions))]);
  });
}
MadeColumn uri_page(const Arguments&, MakeContext& c) { return word_column(c, "uri_page", Words(kPages)); }
MadeColumn uri_extension(const Arguments&, MakeContext& c) {
  std::vector<std::string> different{".html", ".htm", ".php", ".jsp", ".asp"};
  return word_column(c, "uri_extension", c.unique ? Words(different) : Words(kExtensions));
}

// https://images.example/W/H, or the pattern given with {width} and {height}.
MadeColumn image_url(const Arguments& a, MakeContext& c) {
  const int64_t width = a.is_null("width") ? 0 : a.integer("width"), height = a.is_null("height") ? 0 : a.integer("height");
  if (width < 0 || height < 0 || width > 1'000'000 || height > 1'000'000) return invalid_error("image_url: width and height from 1 to 1,000,000");
  std::string pattern = a.is_null("placeholder_url") ? "https://images.example/{width}/{height}" : a.text("placeholder_url");
  const auto with = [&](const std::string& mark, int64_t n) {
    const std::string text = n ? std::to_string(n) : "<1-1024>";
    for (std::size_t at; (at = pattern.find(mark)) != std::string::npos;) pattern.replace(at, mark.size(), text);
  };
  with("{width}", width);
  with("{height}", height);
  FormatOptions options;
  options.ranges = true;
  options.marks = false;
  const Resolver none = [](std::string_view) -> Result<Token> { return invalid_error("image_url: {{ }} has no meaning in placeholder_url"); };
  MOCKDATA_ASSIGN(Format format, Format::compile(pattern, none, options));
  return format_column(c, "image_url", std::move(format));
}

// Lower-case words joined by hyphens, of at most 20 characters before they are joined.
char* write_slug(char* out, std::string_view text) {
  bool joined = true;
  for (char ch : text) {
    if (ch >= 'A' && ch <= 'Z') ch = static_cast<char>(ch + 32);
    const bool word = (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') || ch == '_';
    if (word) *out++ = ch;
    else if (!joined && (ch == ' ' || ch == '-' || ch == '\t' || ch == '\n')) *out++ = '-';
    if (word || ch == ' ' || ch == '-') joined = !word;
  }
  while (joined && out[-1] == '-') --out;
  return out;
}
MadeColumn slug(const Arguments& a, MakeContext& c) {
  if (!a.is_null("value")) {
    std::string out(a.text("value").size() + 16, '\0');
    if (!a.text("value").empty()) out.resize(static_cast<std::size_t>(write_slug(out.data(), a.text("value")) - out.data()));
    else out.clear();
    return word_column(c, "slug", Words(std::vector<std::string>{out}));
  }
  MOCKDATA_ASSIGN(const Words words, listed_in(c, "en_US", "lorem.word_list"));
  return written_freely(c, "slug", 64 + words.longest(), [words](char* out, CellDraws& draws) {
    char* const begin = out;
    for (;;) {
      const std::string_view word = words.pick(draws);
      const std::size_t size = static_cast<std::size_t>(out - begin);
      if (size && size + 1 + word.size() > 19) return out;
      if (size) *out++ = '-';
      out = write_slug(out, word.substr(0, 19));
    }
  });
}

// An IPv4 network that belongs to nobody: its address and prefix length.
struct Network { uint32_t address; uint32_t prefix; };
constexpr uint32_t ip(uint32_t a, uint32_t b, uint32_t c, uint32_t d) { return a << 24 | b << 16 | c << 8 | d; }
constexpr Network kDocumentation[] = {{ip(192, 0, 2, 0), 24}, {ip(198, 51, 100, 0), 24}, {ip(203, 0, 113, 0), 24}, {ip(198, 18, 0, 0), 15}};
constexpr Network kPrivateA[] = {{ip(10, 0, 0, 0), 8}}, kPrivateB[] = {{ip(172, 16, 0, 0), 12}}, kPrivateC[] = {{ip(192, 168, 0, 0), 16}};

char* write_ipv4(char* out, uint32_t address) {
  for (int shift = 24; shift >= 0; shift -= 8) {
    out = write_int(out, address >> shift & 255);
    if (shift) *out++ = '.';
  }
  return out;
}
MadeColumn addresses(MakeContext& c, std::vector<Network> networks, bool as_network) {
  uint64_t all = 0;
  std::vector<uint64_t> ends;
  for (const Network& n : networks) ends.push_back(all += uint64_t{1} << (32 - n.prefix));
  if (all > 0xFFFFFFFFu) return invalid_error("ipv4: more addresses than there are");
  if (as_network) {
    return written_freely(c, "ipv4", 32, [networks](char* out, CellDraws& draws) {
      const Network n = networks[draws.below(static_cast<uint32_t>(networks.size()))];
      const uint32_t prefix = n.prefix + draws.below(33 - n.prefix);
      const uint32_t host = n.prefix == 0 ? 0 : static_cast<uint32_t>(draws.bits()) >> n.prefix;
      out = write_ipv4(out, (n.address | host) & static_cast<uint32_t>(~uint64_t{0} << (32 - prefix)));
      *out++ = '/';
      return write_int(out, prefix);
    });
  }
  c.identifier = IdentifierUse{"ipv4", "", nullptr};
  return written(c, "ipv4", 32, all, [networks, ends, all = static_cast<uint32_t>(all)](char* out, auto& draws) {
    const uint32_t at = draws.below(all);
    std::size_t i = 0;
    while (at >= ends[i]) ++i;
    return write_ipv4(out, networks[i].address + (at - static_cast<uint32_t>(i ? ends[i - 1] : 0)));
  });
}
std::vector<Network> list(std::initializer_list<std::span<const Network>> parts) {
  std::vector<Network> all;
  for (const auto part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}
MadeColumn ipv4_public(MakeContext& c, bool network, const std::string& address_class) {
  if ((address_class == "a" || address_class == "b") && c.notes)
    c.notes->push_back("ipv4: class " + address_class + " has no public range that is reserved; documentation and benchmark networks are used (RFC 5737, RFC 2544)");
  return addresses(c, list({kDocumentation}), network);
}
MadeColumn ipv4_private(MakeContext& c, bool network, const std::string& address_class) {
  if (address_class == "a") return addresses(c, list({kPrivateA}), network);
  if (address_class == "b") return addresses(c, list({kPrivateB}), network);
  if (address_class == "c") return addresses(c, list({kPrivateC}), network);
  return addresses(c, list({kPrivateA, kPrivateB, kPrivateC}), network);
}
Result<std::string> class_of(const Arguments& a) {
  if (a.is_null("address_class")) return std::string();
  const std::string& k = a.text("address_class");
  if (k != "a" && k != "b" && k != "c") return invalid_error("\"address_class\" is a, b or c, found \"" + k + "\"");
  return k;
}
MadeColumn ipv4(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const std::string k, class_of(a));
  const Value& wish = a.get("private");
  const bool network = a.boolean("network");
  const bool asked = wish.is_bool() || wish.text() == "private" || wish.text() == "public";
  if (!wish.is_null() && !asked) return invalid_error("ipv4: \"private\" is true, false or null, found " + wish.to_json());
  if (asked) return (wish.is_bool() ? wish.as_bool() : wish.text() == "private") ? ipv4_private(c, network, k) : ipv4_public(c, network, k);
  if (k == "a") return addresses(c, list({kPrivateA}), network);
  if (k == "b") return addresses(c, list({kPrivateB}), network);
  if (k == "c") return addresses(c, list({kDocumentation, kPrivateC}), network);
  return addresses(c, list({kDocumentation}), network);
}
MadeColumn ipv4_private_provider(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const std::string k, class_of(a));
  return ipv4_private(c, a.boolean("network"), k);
}
MadeColumn ipv4_public_provider(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const std::string k, class_of(a));
  return ipv4_public(c, a.boolean("network"), k);
}
MadeColumn ipv4_network_class(const Arguments&, MakeContext& c) { return word_column(c, "ipv4_network_class", Words(std::vector<std::string>{"a", "b", "c"})); }

// 2001:db8::/32 (RFC 3849); the groups never begin with 0, so nothing is to be shortened.
char* write_group(char* out, uint32_t group) {
  for (int shift = 12; shift >= 0; shift -= 4) *out++ = "0123456789abcdef"[group >> shift & 15];
  return out;
}
MadeColumn ipv6(const Arguments& a, MakeContext& c) {
  if (a.boolean("network")) {
    return written_freely(c, "ipv6", 64, [](char* out, CellDraws& draws) {
      out = copy_text(out, "2001:db8:");
      out = write_group(out, 0x1000 + draws.below(0xF000));
      *out++ = ':';
      out = write_group(out, 0x1000 + draws.below(0xF000));
      return copy_text(out, "::/64");
    });
  }
  c.identifier = IdentifierUse{"ipv6", "", nullptr};
  return written(c, "ipv6", 64, space_power(0xF000, 3), [](char* out, auto& draws) {
    out = copy_text(out, "2001:db8");
    for (int i = 0; i < 6; ++i) {
      *out++ = ':';
      out = write_group(out, 0x1000 + draws.below(0xF000));
    }
    return out;
  });
}

// Locally administered, so that no maker was given it; multicast ones are those for documentation (RFC 7042).
MadeColumn mac_address(const Arguments& a, MakeContext& c) {
  const auto write_byte = [](char* out, uint32_t b) {
    *out++ = "0123456789abcdef"[b >> 4];
    *out++ = "0123456789abcdef"[b & 15];
    return out;
  };
  if (a.boolean("multicast"))
    return written(c, "mac_address", 32, 256, [write_byte](char* out, auto& draws) { return write_byte(copy_text(out, "01:00:5e:90:10:"), draws.below(256)); });
  c.identifier = IdentifierUse{"mac", "", nullptr};
  return written(c, "mac_address", 32, uint64_t{64} << 40, [write_byte](char* out, auto& draws) {
    out = write_byte(out, draws.below(64) << 2 | 2);
    for (int i = 0; i < 5; ++i) {
      *out++ = ':';
      out = write_byte(out, draws.below(256));
    }
    return out;
  });
}

// Registry ids that no registry gives: IANA's are far below a million, RIPE's numbers have no leading zero.
MadeColumn iana_id(const Arguments&, MakeContext& c) {
  return written(c, "iana_id", 16, 7'888'889, [](char* out, auto& draws) { return write_int(out, 1'000'000 + draws.below(7'888'889)); });
}
MadeColumn ripe_id(const Arguments&, MakeContext& c) {
  return written(c, "ripe_id", 32, space_of({17576, 10000}), [](char* out, auto& draws) {
    out = copy_text(out, "ORG-");
    for (int i = 0; i < 3; ++i) *out++ = static_cast<char>('A' + draws.below(26));
    *out++ = '0';
    out = write_digits(out, draws, 4);
    return copy_text(out, "-RIPE");
  });
}
Result<std::string> suffix_of(const Arguments& a) {
  if (a.text("suffix").size() < 2 || a.text("suffix").size() > 64) return invalid_error("\"suffix\" has 2 to 64 characters, found \"" + a.text("suffix") + "\"");
  return a.text("suffix");
}
char* write_handle(char* out, CellDraws& draws, std::string_view suffix) {
  for (uint32_t i = 0, n = 2 + draws.below(3); i < n; ++i) *out++ = static_cast<char>('A' + draws.below(26));
  for (uint32_t i = 0, n = 1 + draws.below(5); i < n; ++i) *out++ = static_cast<char>('1' + draws.below(9));
  *out++ = '-';
  for (const char s : suffix)
    *out++ = s == '?' ? static_cast<char>('A' + draws.below(26)) : s == '#' ? static_cast<char>('0' + draws.below(10)) : s >= 'a' && s <= 'z' ? static_cast<char>(s - 32) : s;
  return out;
}
MadeColumn nic_handle(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const std::string suffix, suffix_of(a));
  return written_freely(c, "nic_handle", 96, [suffix](char* out, CellDraws& draws) { return write_handle(out, draws, suffix); });
}
MadeColumn nic_handles(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const std::string suffix, suffix_of(a));
  const int64_t count = a.integer("count");
  if (count < 0 || count > 10000) return invalid_error("nic_handles: a count from 0 to 10,000, found " + std::to_string(count));
  return written_freely(c, "nic_handles", static_cast<std::size_t>(count) * 96 + 16, [suffix, count](char* out, CellDraws& draws) {
    *out++ = '[';
    for (int64_t i = 0; i < count; ++i) {
      out = copy_text(out, i ? ", \"" : "\"");
      out = write_handle(out, draws, suffix);
      *out++ = '"';
    }
    *out++ = ']';
    return out;
  }, TypeId::kJson);
}

MadeColumn tld(const Arguments&, MakeContext& c) {
  static constexpr const char* kTlds[] = {"com", "net", "org", "info", "biz"};
  return word_column(c, "tld", Words(kTlds));
}

constexpr Parameter kLevels[] = {{"levels", ArgKind::kInt, "1"}};
constexpr Parameter kDga[] = {{"year", ArgKind::kInt, "null"}, {"month", ArgKind::kInt, "null"}, {"day", ArgKind::kInt, "null"}, {"tld", ArgKind::kText, "null"}, {"length", ArgKind::kInt, "null"}};
constexpr Parameter kStatusCode[] = {{"include_unassigned", ArgKind::kBool, "true"}};
constexpr Parameter kPort[] = {{"is_system", ArgKind::kBool, "false"}, {"is_user", ArgKind::kBool, "false"}, {"is_dynamic", ArgKind::kBool, "false"}};
constexpr Parameter kUrl[] = {{"schemes", ArgKind::kList, "null"}};
constexpr Parameter kUri[] = {{"schemes", ArgKind::kList, "null"}, {"deep", ArgKind::kInt, "null"}};
constexpr Parameter kDeep[] = {{"deep", ArgKind::kInt, "null"}};
constexpr Parameter kImage[] = {{"width", ArgKind::kInt, "null"}, {"height", ArgKind::kInt, "null"}, {"placeholder_url", ArgKind::kText, "null"}};
constexpr Parameter kSlug[] = {{"value", ArgKind::kText, "null"}};
constexpr Parameter kIpv4[] = {{"network", ArgKind::kBool, "false"}, {"address_class", ArgKind::kText, "null"}, {"private", ArgKind::kAny, "null"}};
constexpr Parameter kIpv4Part[] = {{"network", ArgKind::kBool, "false"}, {"address_class", ArgKind::kText, "null"}};
constexpr Parameter kIpv6[] = {{"network", ArgKind::kBool, "false"}};
constexpr Parameter kMac[] = {{"multicast", ArgKind::kBool, "false"}};
constexpr Parameter kHandle[] = {{"suffix", ArgKind::kText, "\"FAKE\""}};
constexpr Parameter kHandles[] = {{"count", ArgKind::kInt, "1"}, {"suffix", ArgKind::kText, "\"????\""}};
constexpr Provider kRows[] = {
    {"domain_name", kLevels, TypeId::kText, "a made-up domain under the reserved .example", R"({"levels": 2})", domain_name},
    {"domain_word", {}, TypeId::kText, "the made-up name of a domain", "{}", domain_word},
    {"hostname", kLevels, TypeId::kText, "the name of a machine under the reserved .example", "{}", hostname},
    {"safe_domain_name", {}, TypeId::kText, "example.com, example.net or example.org", "{}", safe_domain_name},
    {"tld", {}, TypeId::kText, "a top-level domain, without a name", "{}", tld},
    {"dga", kDga, TypeId::kText, "a domain of a generation algorithm, under the reserved .example", R"({"length": 12})", dga},
    {"http_method", {}, TypeId::kText, "a method of HTTP", "{}", http_method},
    {"http_status_code", kStatusCode, TypeId::kInt64, "a status code of HTTP", R"({"include_unassigned": false})", http_status_code},
    {"port_number", kPort, TypeId::kInt64, "a TCP or UDP port", R"({"is_user": true})", port_number},
    {"url", kUrl, TypeId::kText, "a URL of a reserved host", R"({"schemes": ["https"]})", url},
    {"uri", kUri, TypeId::kText, "a URL of a reserved host with a path and a page", R"({"deep": 2})", uri},
    {"uri_path", kDeep, TypeId::kText, "the path of a URL", R"({"deep": 3})", uri_path},
    {"uri_page", {}, TypeId::kText, "the page of a URL", "{}", uri_page},
    {"uri_extension", {}, TypeId::kText, "the extension of a page", "{}", uri_extension},
    {"image_url", kImage, TypeId::kText, "the URL of a placeholder image on a reserved host", R"({"width": 640, "height": 480})", image_url},
    {"slug", kSlug, TypeId::kText, "words joined by hyphens, or the given text so", R"({"value": "Hello, big World"})", slug},
    {"ipv4", kIpv4, TypeId::kText, "an IPv4 address of a documentation or benchmark network; private ones where asked", R"({"private": true})", ipv4},
    {"ipv4_private", kIpv4Part, TypeId::kText, "an IPv4 address of a private network", R"({"address_class": "c"})", ipv4_private_provider},
    {"ipv4_public", kIpv4Part, TypeId::kText, "an IPv4 address of a documentation or benchmark network", R"({"network": true})", ipv4_public_provider},
    {"ipv4_network_class", {}, TypeId::kText, "a, b or c", "{}", ipv4_network_class},
    {"ipv6", kIpv6, TypeId::kText, "an IPv6 address of the documentation network", "{}", ipv6},
    {"mac_address", kMac, TypeId::kText, "a locally administered MAC address", "{}", mac_address},
    {"iana_id", {}, TypeId::kText, "a number in the style of IANA's registrar ids, above all that exist", "{}", iana_id},
    {"ripe_id", {}, TypeId::kText, "an id in the style of RIPE's organisations, with a leading zero that theirs lack", "{}", ripe_id},
    {"nic_handle", kHandle, TypeId::kText, "a handle in the style of network information centres", "{}", nic_handle},
    {"nic_handles", kHandles, TypeId::kJson, "a JSON list of such handles", R"({"count": 2, "suffix": "FAKE"})", nic_handles},
};

}  // namespace

const std::span<const Provider> kInternetProviders = kRows;

}  // namespace mockdata
