// User agents of browsers, and the tokens that they are made of.
#include "providers/families.h"
#include "providers/lists.h"

namespace mockdata {

namespace {

constexpr const char* kWindows[] = {"Windows NT 6.0", "Windows NT 6.1", "Windows NT 6.2", "Windows NT 6.3", "Windows NT 10.0", "Windows NT 11.0"};
constexpr const char* kLinuxProcessors[] = {"i686", "x86_64"};
constexpr const char* kMacProcessors[] = {"Intel", "PPC", "U; Intel", "U; PPC"};
constexpr const char* kAndroid[] = {"5.0", "5.1", "6.0", "6.0.1", "7.0", "7.1.1", "7.1.2", "8.0.0", "8.1.0", "9", "10", "11", "12", "12.1", "13", "14"};
constexpr const char* kIos[] = {"9_3_6", "10_3_4", "11_4_1", "12_5_7", "13_7", "14_8_1", "15_8_2", "16_7_7", "17_1_2", "17_2_1", "17_3_1", "17_4_1"};
constexpr const char* kLanguages[] = {"en-US", "en-GB", "de-DE", "fr-FR", "es-ES", "it-IT", "nl-NL", "pl-PL", "pt-BR", "sv-SE", "fi-FI", "nb-NO", "da-DK", "ru-RU", "tr-TR", "ja-JP", "ko-KR", "zh-CN"};

// Tokens by name, then the formats of each browser; later formats may use earlier ones.
Result<Token> token(std::string_view name) {
  const auto nested = [](const std::vector<std::string>& formats) -> Result<Token> {
    FormatOptions options;
    options.ranges = true;
    options.letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    MOCKDATA_ASSIGN(Format format, Format::compile(formats, token, options));
    return Token(std::make_shared<const Format>(std::move(format)));
  };
  if (name == "windows") return Token(Words(kWindows));
  if (name == "linux_processor") return Token(Words(kLinuxProcessors));
  if (name == "mac_processor") return Token(Words(kMacProcessors));
  if (name == "android_version") return Token(Words(kAndroid));
  if (name == "ios_version") return Token(Words(kIos));
  if (name == "language") return Token(Words(kLanguages));
  if (name == "linux") return nested({"X11; Linux {{linux_processor}}"});
  if (name == "mac") return nested({"Macintosh; {{mac_processor}} Mac OS X 10_<5-12>_<0-9>"});
  if (name == "android") return nested({"Android {{android_version}}"});
  if (name == "ios") return nested({"iPhone; CPU iPhone OS {{ios_version}} like Mac OS X", "iPad; CPU iPad OS {{ios_version}} like Mac OS X"});
  if (name == "any_desktop") return nested({"{{windows}}", "{{linux}}", "{{mac}}"});
  // No version of four numbers: it would read as an address.
  if (name == "firefox")
    return nested({"Mozilla/5.0 ({{windows}}; rv:<60-128>.0) Gecko/20100101 Firefox/<60-128>.0", "Mozilla/5.0 ({{linux}}; rv:<60-128>.0) Gecko/20100101 Firefox/<60-128>.0",
                   "Mozilla/5.0 ({{mac}}; rv:<60-128>.0) Gecko/20100101 Firefox/<60-128>.0", "Mozilla/5.0 ({{android}}; Mobile; rv:<60-128>.0) Gecko/<60-128>.0 Firefox/<60-128>.0",
                   "Mozilla/5.0 ({{ios}}) AppleWebKit/<531-536>.<0-2> (KHTML, like Gecko) FxiOS/<60-128>.#.0 Mobile/##?### Safari/<531-536>.<0-2>"});
  if (name == "safari")
    return nested({"Mozilla/5.0 (Windows; U; {{windows}}) AppleWebKit/<531-535>.<1-50>.<1-7> (KHTML, like Gecko) Version/<4-5>.<0-1> Safari/<531-535>.<1-50>.<1-7>",
                   "Mozilla/5.0 ({{mac}} rv:<2-6>.0; {{language}}) AppleWebKit/<531-535>.<1-50>.<1-7> (KHTML, like Gecko) Version/<4-5>.0.<1-5> Safari/<531-535>.<1-50>.<1-7>",
                   "Mozilla/5.0 (iPod; U; CPU iPhone OS <3-4>_<0-3> like Mac OS X; {{language}}) AppleWebKit/<531-535>.<1-50>.<1-7> (KHTML, like Gecko) Version/<3-4>.0.5 Mobile/8B<111-119> Safari/6<531-535>.<1-50>.<1-7>"});
  if (name == "opera")
    return nested({"Opera/<8-9>.<10-99>.({{linux}}; {{language}}) Presto/2.9.<160-190> Version/<10-12>.00",
                   "Opera/<8-9>.<10-99>.({{windows}}; {{language}}) Presto/2.9.<160-190> Version/<10-12>.00"});
  if (name == "internet_explorer") return nested({"Mozilla/5.0 (compatible; MSIE <5-9>.0; {{windows}}; Trident/<3-5>.<0-1>)"});
  return invalid_error("no token {{" + std::string(name) + "}}");
}

MadeColumn agent(MakeContext& c, const char* what, const std::vector<std::string>& formats) {
  FormatOptions options;
  options.ranges = true;
  options.letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  MOCKDATA_ASSIGN(Format format, Format::compile(formats, token, options));
  return format_column(c, what, std::move(format));
}
std::vector<std::string> chrome_formats(const std::string& version, const std::string& build) {
  const std::string kit = " AppleWebKit/<531-536>.<0-2> (KHTML, like Gecko) ";
  return {"Mozilla/5.0 ({{any_desktop}})" + kit + "Chrome/" + version + ".0." + build + ".0 Safari/<531-536>.<0-2>",
          "Mozilla/5.0 (Linux; {{android}})" + kit + "Chrome/" + version + ".0." + build + ".0 Safari/<531-536>.<0-2>",
          "Mozilla/5.0 ({{ios}})" + kit + "CriOS/" + version + ".0." + build + ".0 Mobile/##?### Safari/<531-536>.<0-2>"};
}
MadeColumn chrome(const Arguments& a, MakeContext& c) {
  const auto range = [&](const char* from, const char* to) -> Result<std::string> {
    const int64_t lo = a.integer(from), hi = a.integer(to);
    if (lo < 0 || hi < lo || hi > 99'999'999) return invalid_error(std::string("chrome: 0 <= ") + from + " <= " + to + ", found " + std::to_string(lo) + " and " + std::to_string(hi));
    return "<" + std::to_string(lo) + "-" + std::to_string(hi) + ">";
  };
  MOCKDATA_ASSIGN(const std::string version, range("version_from", "version_to"));
  MOCKDATA_ASSIGN(const std::string build, range("build_from", "build_to"));
  return agent(c, "chrome", chrome_formats(version, build));
}
MadeColumn user_agent(const Arguments&, MakeContext& c) {
  auto formats = chrome_formats("<13-126>", "<800-899>");
  for (const char* browser : {"{{firefox}}", "{{safari}}", "{{opera}}", "{{internet_explorer}}"}) formats.push_back(browser);
  return agent(c, "user_agent", formats);
}
constexpr char kFirefox[] = "firefox", kSafari[] = "safari", kOpera[] = "opera", kExplorer[] = "internet_explorer", kAndroidToken[] = "android", kIosToken[] = "ios",
               kLinuxToken[] = "linux", kMacToken[] = "mac", kMacProcessor[] = "mac_processor", kLinuxProcessor[] = "linux_processor", kWindowsToken[] = "windows";
template <const char* kToken>
MadeColumn token_column(const Arguments&, MakeContext& c) { return agent(c, kToken, {"{{" + std::string(kToken) + "}}"}); }

constexpr Parameter kChrome[] = {{"version_from", ArgKind::kInt, "13"}, {"version_to", ArgKind::kInt, "63"}, {"build_from", ArgKind::kInt, "800"}, {"build_to", ArgKind::kInt, "899"}};
constexpr Provider kRows[] = {
    {"user_agent", {}, TypeId::kText, "the user agent of a browser", "{}", user_agent},
    {"chrome", kChrome, TypeId::kText, "a user agent of Chrome", R"({"version_from": 100, "version_to": 126})", chrome},
    {"firefox", {}, TypeId::kText, "a user agent of Firefox", "{}", token_column<kFirefox>},
    {"safari", {}, TypeId::kText, "a user agent of Safari", "{}", token_column<kSafari>},
    {"opera", {}, TypeId::kText, "a user agent of Opera", "{}", token_column<kOpera>},
    {"internet_explorer", {}, TypeId::kText, "a user agent of Internet Explorer", "{}", token_column<kExplorer>},
    {"android_platform_token", {}, TypeId::kText, "a version of Android", "{}", token_column<kAndroidToken>},
    {"ios_platform_token", {}, TypeId::kText, "a version of iOS", "{}", token_column<kIosToken>},
    {"linux_platform_token", {}, TypeId::kText, "a Linux platform", "{}", token_column<kLinuxToken>},
    {"linux_processor", {}, TypeId::kText, "a processor of a Linux machine", "{}", token_column<kLinuxProcessor>},
    {"mac_platform_token", {}, TypeId::kText, "a macOS platform", "{}", token_column<kMacToken>},
    {"mac_processor", {}, TypeId::kText, "a processor of a Mac", "{}", token_column<kMacProcessor>},
    {"windows_platform_token", {}, TypeId::kText, "a Windows platform", "{}", token_column<kWindowsToken>},
};

}  // namespace

const std::span<const Provider> kUserAgentProviders = kRows;

}  // namespace mockdata
