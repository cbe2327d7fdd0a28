// Files: names, paths, extensions, MIME types, devices.
#include <algorithm>

#include "providers/families.h"
#include "providers/lists.h"

namespace mockdata {

namespace {

// Extensions and MIME types by category: names of formats, of which none belongs to anybody.
struct Category {
  std::string_view name;
  std::vector<std::string> words;
};
const std::vector<Category>& extensions() {
  static const std::vector<Category> kAll = {{"audio", {"flac", "mp3", "wav", "ogg", "m4a", "aac"}},
                                             {"image", {"bmp", "gif", "jpeg", "jpg", "png", "tiff", "webp", "svg"}},
                                             {"office", {"doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "pages", "numbers", "key", "pdf"}},
                                             {"text", {"css", "csv", "html", "js", "json", "txt", "xml", "md"}},
                                             {"video", {"mp4", "avi", "mov", "webm", "mkv"}}};
  return kAll;
}
const std::vector<Category>& mime_types() {
  static const std::vector<Category> kAll = {
      {"application", {"application/atom+xml", "application/ecmascript", "application/json", "application/javascript", "application/octet-stream", "application/ogg", "application/pdf",
                       "application/postscript", "application/rdf+xml", "application/rss+xml", "application/soap+xml", "application/font-woff", "application/xhtml+xml", "application/xml-dtd",
                       "application/xop+xml", "application/zip", "application/gzip"}},
      {"audio", {"audio/basic", "audio/mp4", "audio/mpeg", "audio/ogg", "audio/vorbis", "audio/webm"}},
      {"image", {"image/gif", "image/jpeg", "image/pjpeg", "image/png", "image/svg+xml", "image/tiff", "image/webp"}},
      {"message", {"message/http", "message/imdn+xml", "message/partial", "message/rfc822"}},
      {"model", {"model/example", "model/iges", "model/mesh", "model/vrml", "model/x3d+binary", "model/x3d+vrml", "model/x3d+xml"}},
      {"multipart", {"multipart/mixed", "multipart/alternative", "multipart/related", "multipart/form-data", "multipart/signed", "multipart/encrypted"}},
      {"text", {"text/cmd", "text/css", "text/csv", "text/html", "text/javascript", "text/plain", "text/vcard", "text/xml"}},
      {"video", {"video/mpeg", "video/mp4", "video/ogg", "video/quicktime", "video/webm", "video/x-matroska", "video/x-ms-wmv", "video/x-flv"}}};
  return kAll;
}

// The words of a category, or of all of them, each category equally often.
struct Pick {
  std::vector<Words> categories;
  std::size_t longest = 0;
  template <class Draws>
  char* write(char* out, Draws& draws) const {
    return categories[categories.size() > 1 ? draws.below(static_cast<uint32_t>(categories.size())) : 0].write(out, draws);
  }
};
Result<Pick> pick_of(const Arguments& a, const std::vector<Category>& categories) {
  Pick pick;
  std::string names;
  for (const Category& c : categories) {
    names += (names.empty() ? "" : ", ") + std::string(c.name);
    if (a.is_null("category") || a.text("category") == c.name) pick.categories.emplace_back(c.words);
  }
  if (pick.categories.empty()) return invalid_error("\"category\" is one of " + names + ", found \"" + a.text("category") + "\"");
  for (const Words& w : pick.categories) pick.longest = std::max(pick.longest, w.longest());
  return pick;
}
MadeColumn category_column(const Arguments& a, MakeContext& c, const char* what, const std::vector<Category>& categories) {
  MOCKDATA_ASSIGN(const Pick pick, pick_of(a, categories));
  const uint64_t space = pick.categories.size() == 1 ? pick.categories[0].size() : 0;
  return written(c, what, pick.longest + 16, space, [pick](char* out, auto& draws) { return pick.write(out, draws); });
}
MadeColumn file_extension(const Arguments& a, MakeContext& c) { return category_column(a, c, "file_extension", extensions()); }
MadeColumn mime_type(const Arguments& a, MakeContext& c) { return category_column(a, c, "mime_type", mime_types()); }

// The extension of a name: given, one of a given list, none, or one of a category.
Result<Pick> extension_of(const Arguments& a) {
  const Value& given = a.get("extension");
  if (given.is_null()) return pick_of(a, extensions());
  std::vector<std::string> words;
  if (given.is_string()) words.push_back(given.text());
  else if (given.is_array()) for (const Value& v : given.items()) words.push_back(v.text());
  else return invalid_error("\"extension\" is a text or a list of texts, found " + given.to_json());
  if (words.empty()) words.push_back("");
  Pick pick;
  pick.categories.emplace_back(words);
  pick.longest = pick.categories[0].longest();
  return pick;
}
template <class Draws>
char* write_name(char* out, Draws& draws, const Words& words, const Pick& extension) {
  out = words.write(out, draws);
  char* const dot = out;
  *out++ = '.';
  char* const end = extension.write(out, draws);
  return end == out ? dot : end;
}
MadeColumn file_name(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const Words words, listed(c, "lorem.word_list"));
  MOCKDATA_ASSIGN(const Pick extension, extension_of(a));
  const uint64_t space = extension.categories.size() == 1 ? space_of({words.size(), extension.categories[0].size()}) : 0;
  return written(c, "file_name", words.longest() + extension.longest + 48, space, [words, extension](char* out, auto& draws) { return write_name(out, draws, words, extension); });
}
MadeColumn file_path(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const Words words, listed(c, "lorem.word_list"));
  MOCKDATA_ASSIGN(const Pick extension, extension_of(a));
  const int64_t depth = a.integer("depth");
  if (depth < 0 || depth > 1000) return invalid_error("file_path: a depth from 0 to 1,000, found " + std::to_string(depth));
  const std::string& rule = a.text("file_system_rule");
  if (rule != "linux" && rule != "windows") return invalid_error("file_path: \"file_system_rule\" is linux or windows, found \"" + rule + "\"");
  const std::string root = !a.boolean("absolute") ? "" : rule == "linux" ? "/" : "C:\\";
  const char separator = rule == "linux" ? '/' : '\\';
  std::vector<std::string> traversal;
  for (const Value& v : a.get("allowed_path_traversal_elements").items()) traversal.push_back(v.text());
  const bool traverses = !traversal.empty();
  const Words steps = traverses ? Words(traversal) : Words();
  const std::size_t most = static_cast<std::size_t>(depth + 1) * (std::max(words.longest(), steps.longest()) + 17) + extension.longest + 48;
  const uint64_t space = extension.categories.size() == 1 && !traverses ? space_of({space_power(words.size(), static_cast<uint64_t>(depth) + 1), extension.categories[0].size()}) : 0;
  return written(c, "file_path", most, space, [=](char* out, auto& draws) {
    out = copy_text(out, root);
    for (int64_t i = 0; i < depth; ++i) {
      out = traverses && draws.below(steps.size() + 1) ? steps.write(out, draws) : words.write(out, draws);
      *out++ = separator;
    }
    return write_name(out, draws, words, extension);
  });
}

Result<Words> device_prefixes(const Arguments& a) {
  if (!a.is_null("prefix")) return Words(std::vector<std::string>{a.text("prefix")});
  return Words(std::vector<std::string>{"sd", "vd", "xvd"});
}
template <bool kPartition>
MadeColumn device(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const Words prefixes, device_prefixes(a));
  return written(c, kPartition ? "unix_partition" : "unix_device", prefixes.longest() + 32, space_of({prefixes.size(), 26, kPartition ? 10u : 1u}), [prefixes](char* out, auto& draws) {
    out = prefixes.write(copy_text(out, "/dev/"), draws);
    *out++ = static_cast<char>('a' + draws.below(26));
    if (kPartition) *out++ = static_cast<char>('0' + draws.below(10));
    return out;
  });
}

constexpr Parameter kCategory[] = {{"category", ArgKind::kText, "null"}};
constexpr Parameter kName[] = {{"category", ArgKind::kText, "null"}, {"extension", ArgKind::kText, "null"}};
constexpr Parameter kPath[] = {{"depth", ArgKind::kInt, "1"}, {"category", ArgKind::kText, "null"}, {"extension", ArgKind::kAny, "null"}, {"absolute", ArgKind::kBool, "true"},
                               {"file_system_rule", ArgKind::kText, "\"linux\""}, {"allowed_path_traversal_elements", ArgKind::kList, "null"}};
constexpr Parameter kPrefix[] = {{"prefix", ArgKind::kText, "null"}};
constexpr Provider kRows[] = {
    {"file_extension", kCategory, TypeId::kText, "the extension of a file", R"({"category": "image"})", file_extension},
    {"file_name", kName, TypeId::kText, "a file name with its extension", R"({"category": "office"})", file_name},
    {"file_path", kPath, TypeId::kText, "a path of a file", R"({"depth": 3, "extension": ["csv", "json"]})", file_path},
    {"mime_type", kCategory, TypeId::kText, "a MIME type", R"({"category": "video"})", mime_type},
    {"unix_device", kPrefix, TypeId::kText, "a device file of Unix", "{}", device<false>},
    {"unix_partition", kPrefix, TypeId::kText, "a partition of a Unix device", R"({"prefix": "nvme"})", device<true>},
};

}  // namespace

const std::span<const Provider> kFileProviders = kRows;

}  // namespace mockdata
