#include "cli/encoding_flags.h"

#include <iterator>

namespace mockdata::cli {

namespace {

template <class T>
struct Word {
  const char* word;
  T value;
};
constexpr Word<Codec> kCodecs[] = {{"auto", Codec::kAuto}, {"none", Codec::kNone}, {"snappy", Codec::kSnappy}, {"zstd", Codec::kZstd}, {"lz4", Codec::kLz4Raw}};
constexpr Word<PageEncoding> kEncodings[] = {{"auto", PageEncoding::kAuto}, {"plain", PageEncoding::kPlain}, {"dictionary", PageEncoding::kDictionary},
                                             {"delta", PageEncoding::kDelta}, {"byte-stream-split", PageEncoding::kByteStreamSplit}};

template <class T, std::size_t n>
const Word<T>* find(const Word<T> (&words)[n], const std::string& word) {
  for (const Word<T>& w : words)
    if (word == w.word) return &w;
  return nullptr;
}
template <class T, std::size_t n>
Result<T> parse(const Word<T> (&words)[n], const std::string& word, const char* what) {
  if (const Word<T>* found = find(words, word)) return found->value;
  std::string known;
  for (const Word<T>& w : words) known += std::string(known.empty() ? "" : ", ") + w.word;
  return usage_error(std::string("no ") + what + " is called \"" + word + "\"", std::string(what) + "s: " + known);
}

}  // namespace

void EncodingFlags::add_to(Options& app) {
  app.topic("Encoding");
  app.add_option("--codec CODEC", codec, "of Parquet pages: auto (snappy where it saves something), none, snappy, zstd, lz4").show_default();
  app.add_option("--level", level, "of zstd").show_default().between(1, 19);
  app.add_option("--encoding ENCODING", encoding, "of Parquet values: auto, plain, dictionary, delta, byte-stream-split").show_default();
  app.add_option("--column COLUMN=WORD", columns, "codec or encoding of one Parquet column: name=zstd, address.city=plain");
  app.add_option("--page-version", page_version, "of Parquet data pages: 1 (read everywhere), 2").show_default().between(1, 2);
  app.add_option("--uuid FORM", uuid, "uuids in Parquet and Arrow: text, bytes").show_default();
  app.add_option("--delimiter CHARACTER", delimiter, "of CSV: one character, or tab").show_default();
  app.add_option("--quote WHICH", quote, "in CSV: needed, all").show_default();
  app.add_option("--null-text", null_text, "of CSV: what stands for NULL (default: nothing)");
  app.add_flag("--no-header", no_header, "CSV without the line of column names");
}

Result<EncodingOptions> EncodingFlags::options() const {
  EncodingOptions o;
  MOCKDATA_ASSIGN(o.codec, parse(kCodecs, codec, "codec"));
  MOCKDATA_ASSIGN(o.encoding, parse(kEncodings, encoding, "encoding"));
  o.level = level;
  o.page_v2 = page_version == 2;
  if (uuid != "text" && uuid != "bytes") return usage_error("--uuid takes text or bytes, found \"" + uuid + "\"");
  o.uuid_bytes = uuid == "bytes";
  for (const std::string& column : columns) {
    const std::size_t equals = column.rfind('=');
    if (equals == std::string::npos || equals == 0) return usage_error("--column takes name=codec or name=encoding, found \"" + column + "\"");
    const std::string word = column.substr(equals + 1);
    ColumnOptions& own = o.columns[column.substr(0, equals)];
    if (const auto* c = find(kCodecs, word)) own.codec = c->value;
    else if (const auto* e = find(kEncodings, word)) own.encoding = e->value;
    else return usage_error("--column " + column + ": \"" + word + "\" is neither a codec nor an encoding", "codecs: none, snappy, zstd, lz4; encodings: plain, dictionary, delta, byte-stream-split");
  }
  const std::string mark = delimiter == "tab" || delimiter == "\\t" ? "\t" : delimiter;
  if (mark.size() != 1 || mark == "\"" || mark == "\r" || mark == "\n")
    return usage_error("--delimiter takes one character other than a quote or a line end, found \"" + delimiter + "\"");
  o.delimiter = mark[0];
  if (quote != "needed" && quote != "all") return usage_error("--quote takes needed or all, found \"" + quote + "\"");
  o.quote_all = quote == "all";
  if (null_text.find_first_of(std::string("\"\r\n") + o.delimiter) != std::string::npos)
    return usage_error("--null-text has no quotes, line ends or delimiters, found \"" + null_text + "\"");
  o.null_text = null_text;
  o.header = !no_header;
  return o;
}

std::vector<std::pair<std::string, std::string>> EncodingFlags::settings() const {
  std::vector<std::pair<std::string, std::string>> out;
  const auto put = [&](const char* name, const std::string& value, const std::string& usual) {
    if (value != usual) out.emplace_back(name, value);
  };
  put("codec", codec, "auto");
  put("level", std::to_string(level), "1");
  put("encoding", encoding, "auto");
  std::string all;
  for (const std::string& column : columns) all += (all.empty() ? "" : ", ") + column;
  put("columns", all, "");
  put("page_version", std::to_string(page_version), "1");
  put("uuid", uuid, "text");
  put("delimiter", delimiter, ",");
  put("quote", quote, "needed");
  put("null_text", null_text, "");
  if (no_header) out.emplace_back("header", "no");
  return out;
}

}  // namespace mockdata::cli
