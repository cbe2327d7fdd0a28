// Archives and images as bytes: ZIP, TAR, and pictures in PNG or BMP, each readable by any tool. They are stored, not compressed:
// their contents are random, so compression would not make them smaller.
#include <algorithm>
#include <array>

#include "providers/families.h"
#include "providers/write.h"

namespace mockdata {

namespace {

constexpr std::array<uint32_t, 256> kCrcTable = [] {
  std::array<uint32_t, 256> table{};
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t c = i;
    for (int k = 0; k < 8; ++k) c = c & 1 ? 0xEDB88320u ^ c >> 1 : c >> 1;
    table[i] = c;
  }
  return table;
}();
uint32_t crc32(const char* bytes, std::size_t size) {
  uint32_t c = 0xFFFFFFFFu;
  for (std::size_t i = 0; i < size; ++i) c = kCrcTable[(c ^ static_cast<unsigned char>(bytes[i])) & 255] ^ c >> 8;
  return c ^ 0xFFFFFFFFu;
}
uint32_t adler32(const char* bytes, std::size_t size) {
  uint32_t a = 1, b = 0;
  for (std::size_t i = 0; i < size; ++i) {
    a = (a + static_cast<unsigned char>(bytes[i])) % 65521;
    b = (b + a) % 65521;
  }
  return b << 16 | a;
}
char* little(char* out, uint32_t n, int bytes) {
  for (int i = 0; i < bytes; ++i) *out++ = static_cast<char>(n >> 8 * i);
  return out;
}
char* big(char* out, uint32_t n) {
  for (int shift = 24; shift >= 0; shift -= 8) *out++ = static_cast<char>(n >> shift);
  return out;
}
char* noise(char* out, CellDraws& draws, std::size_t size) {
  for (std::size_t at = 0; at < size; at += 8) {
    const uint64_t word = draws.bits();
    std::memcpy(out + at, &word, std::min<std::size_t>(8, size - at));
  }
  return out + size;
}

constexpr std::size_t kNameSize = 20;
constexpr uint32_t kMostFiles = 1000;
struct Sizes {
  uint32_t total = 0, files = 0, least = 0;
  // The size of file i when `left` bytes are left.
  uint32_t next(uint32_t i, uint32_t left, CellDraws& draws) const {
    if (i + 1 == files) return left;
    const uint32_t most = left - (files - 1 - i) * least;
    return least + (most > least ? draws.below(most - least + 1) : 0);
  }
};
Result<Sizes> sizes_of(const Arguments& a, const char* what, MakeContext& c) {
  const int64_t total = a.integer("uncompressed_size"), files = a.integer("num_files"), least = a.integer("min_file_size");
  if (total < 1 || files < 1 || least < 1 || total > 1 << 24 || files > kMostFiles)
    return invalid_error(std::string(what) + ": uncompressed_size (up to 16 MiB), num_files (up to 1,000) and min_file_size are numbers above 0");
  if (least * files > total) return invalid_error(std::string(what) + ": " + std::to_string(files) + " files of at least " + std::to_string(least) + " bytes do not fit " + std::to_string(total));
  if (!a.is_null("compression") && c.notes) c.notes->push_back(std::string(what) + ": the files are stored; random bytes do not compress");
  return Sizes{static_cast<uint32_t>(total), static_cast<uint32_t>(files), static_cast<uint32_t>(least)};
}
char* write_name(char* out, CellDraws& draws, uint32_t file) {
  for (std::size_t i = 0; i < kNameSize; ++i) {
    const uint32_t letter = draws.below(52);
    *out++ = static_cast<char>(letter < 26 ? 'a' + letter : 'A' + letter - 26);
  }
  return write_int(out, file + 1);
}

MadeColumn zip(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const Sizes sizes, sizes_of(a, "zip", c));
  const std::size_t most = sizes.total + sizes.files * (2 * (kNameSize + 4) + 30 + 46) + 22 + 64;
  return written_freely(c, "zip", most, [sizes](char* out, CellDraws& draws) {
    struct File { char name[kNameSize + 4]; uint32_t name_size, at, size, crc; };
    std::array<File, kMostFiles> files;
    char* const begin = out;
    uint32_t left = sizes.total;
    constexpr uint32_t kDate = 1 << 5 | 1;  // 1980-01-01
    for (uint32_t i = 0; i < sizes.files; ++i) {
      File& f = files[i];
      f.name_size = static_cast<uint32_t>(write_name(f.name, draws, i) - f.name);
      f.at = static_cast<uint32_t>(out - begin);
      f.size = sizes.next(i, left, draws);
      left -= f.size;
      char* const header = out;
      out += 30;
      out = copy_text(out, {f.name, f.name_size});
      char* const data = out;
      out = noise(out, draws, f.size);
      f.crc = crc32(data, f.size);
      char* p = little(header, 0x04034b50, 4);
      p = little(p, 20, 2), p = little(p, 0, 2), p = little(p, 0, 2), p = little(p, 0, 2), p = little(p, kDate, 2);
      p = little(p, f.crc, 4), p = little(p, f.size, 4), p = little(p, f.size, 4), p = little(p, f.name_size, 2), little(p, 0, 2);
    }
    const uint32_t directory = static_cast<uint32_t>(out - begin);
    for (uint32_t i = 0; i < sizes.files; ++i) {
      const File& f = files[i];
      out = little(out, 0x02014b50, 4), out = little(out, 20, 2), out = little(out, 20, 2), out = little(out, 0, 2), out = little(out, 0, 2), out = little(out, 0, 2);
      out = little(out, kDate, 2), out = little(out, f.crc, 4), out = little(out, f.size, 4), out = little(out, f.size, 4), out = little(out, f.name_size, 2);
      out = little(out, 0, 2), out = little(out, 0, 2), out = little(out, 0, 2), out = little(out, 0, 2), out = little(out, 0, 4), out = little(out, f.at, 4);
      out = copy_text(out, {f.name, f.name_size});
    }
    const uint32_t size = static_cast<uint32_t>(out - begin) - directory;
    out = little(out, 0x06054b50, 4), out = little(out, 0, 2), out = little(out, 0, 2), out = little(out, sizes.files, 2), out = little(out, sizes.files, 2);
    out = little(out, size, 4), out = little(out, directory, 4);
    return little(out, 0, 2);
  }, TypeId::kBinary);
}

// POSIX ustar: a header of 512 bytes a file, its bytes padded to 512, two empty blocks at the end.
MadeColumn tar(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const Sizes sizes, sizes_of(a, "tar", c));
  return written_freely(c, "tar", sizes.total + sizes.files * 1024 + 1024 + 64, [sizes](char* out, CellDraws& draws) {
    const auto octal = [](char* field, uint32_t n, int width) {
      for (int i = width - 2; i >= 0; --i, n >>= 3) field[i] = static_cast<char>('0' + (n & 7));
      field[width - 1] = '\0';
    };
    uint32_t left = sizes.total;
    for (uint32_t i = 0; i < sizes.files; ++i) {
      const uint32_t size = sizes.next(i, left, draws);
      left -= size;
      char* const h = out;
      std::memset(h, 0, 512);
      write_name(h, draws, i);
      octal(h + 100, 0644, 8), octal(h + 108, 0, 8), octal(h + 116, 0, 8), octal(h + 124, size, 12), octal(h + 136, 0, 12);
      std::memset(h + 148, ' ', 8);
      h[156] = '0';
      std::memcpy(h + 257, "ustar\00000", 8);
      uint32_t sum = 0;
      for (int k = 0; k < 512; ++k) sum += static_cast<unsigned char>(h[k]);
      octal(h + 148, sum, 7);
      out = noise(h + 512, draws, size);
      const std::size_t pad = (512 - size % 512) % 512;
      std::memset(out, 0, pad);
      out += pad;
    }
    std::memset(out, 0, 1024);
    return out + 1024;
  }, TypeId::kBinary);
}

// A picture of one colour with a band of another: PNG with stored blocks, or BMP.
MadeColumn image(const Arguments& a, MakeContext& c) {
  const auto& size = a.get("size").items();
  const int64_t width = size.size() == 2 ? size[0].as_int().value_or(0) : 0, height = size.size() == 2 ? size[1].as_int().value_or(0) : 0;
  if (width < 1 || height < 1 || width > 4096 || height > 4096) return invalid_error("image: \"size\" is [width, height], each from 1 to 4,096, found " + a.get("size").to_json());
  const std::string& format = a.text("image_format");
  if (format != "png" && format != "bmp") return invalid_error("image: \"image_format\" is png or bmp, found \"" + format + "\"");
  if ((!a.is_null("hue") || !a.is_null("luminosity")) && c.notes) c.notes->push_back("image: colours are random; hue and luminosity change nothing");
  const uint32_t w = static_cast<uint32_t>(width), h = static_cast<uint32_t>(height);
  const bool png = format == "png";
  const uint32_t line = png ? w * 3 + 1 : (w * 3 + 3) / 4 * 4;
  const std::size_t most = static_cast<std::size_t>(line) * h * 66 / 65 + 256 + h / 8;
  return written_freely(c, "image", most, [=](char* out, CellDraws& draws) {
    const uint64_t colors = draws.bits();
    const uint32_t band = draws.below(h);
    const auto lines = [&](char* p) {
      for (uint32_t y = 0; y < h; ++y) {
        char* const first = p;
        if (png) *p++ = 0;
        const uint32_t color = static_cast<uint32_t>(y >= band && y < band + h / 4 + 1 ? colors >> 32 : colors);
        for (uint32_t x = 0; x < w; ++x) p = little(p, color, 3);
        while (p < first + line) *p++ = 0;
      }
      return p;
    };
    if (!png) {
      out = copy_text(out, "BM");
      out = little(out, 54 + line * h, 4), out = little(out, 0, 4), out = little(out, 54, 4), out = little(out, 40, 4), out = little(out, w, 4), out = little(out, h, 4);
      out = little(out, 1, 2), out = little(out, 24, 2), out = little(out, 0, 4), out = little(out, line * h, 4), out = little(out, 2835, 4), out = little(out, 2835, 4);
      return lines(little(little(out, 0, 4), 0, 4));
    }
    const auto chunk = [](char* begin, char* end) {  // begin: room for the length, then type and data
      big(begin, static_cast<uint32_t>(end - begin - 8));
      return big(end, crc32(begin + 4, static_cast<std::size_t>(end - begin - 4)));
    };
    out = copy_text(out, "\x89PNG\r\n\x1a\n");
    char* begin = out;
    out = big(big(copy_text(out + 4, "IHDR"), w), h);
    out = copy_text(out, std::string_view("\x08\x02\x00\x00\x00", 5));
    out = chunk(begin, out);
    begin = out;
    out = copy_text(out + 4, std::string_view("IDAT\x78\x01", 6));
    const uint32_t total = line * h;
    // The picture is written where its last byte belongs, then moved forward block by block behind the headers.
    char* const raw = out + (total + 65534) / 65535 * 5;
    lines(raw);
    const uint32_t sum = adler32(raw, total);
    for (uint32_t at = 0; at < total; at += 65535) {
      const uint32_t n = std::min<uint32_t>(65535, total - at);
      *out++ = at + n == total;
      out = little(little(out, n, 2), ~n & 0xFFFF, 2);
      std::memmove(out, raw + at, n);
      out += n;
    }
    out = chunk(begin, big(out, sum));
    begin = out;
    return chunk(begin, copy_text(out + 4, "IEND"));
  }, TypeId::kBinary);
}

constexpr Parameter kArchive[] = {{"uncompressed_size", ArgKind::kInt, "65536"}, {"num_files", ArgKind::kInt, "1"}, {"min_file_size", ArgKind::kInt, "4096"}, {"compression", ArgKind::kText, "null"}};
constexpr Parameter kImage[] = {{"size", ArgKind::kList, "[256, 256]"}, {"image_format", ArgKind::kText, "\"png\""}, {"hue", ArgKind::kAny, "null"}, {"luminosity", ArgKind::kText, "null"}};
constexpr Provider kRows[] = {
    {"zip", kArchive, TypeId::kBinary, "a ZIP archive of random files, stored", R"({"uncompressed_size": 256, "num_files": 4, "min_file_size": 32})", zip},
    {"tar", kArchive, TypeId::kBinary, "a TAR archive of random files", R"({"uncompressed_size": 256, "num_files": 2, "min_file_size": 32})", tar},
    {"image", kImage, TypeId::kBinary, "a small picture as PNG or BMP", R"({"size": [8, 4]})", image},
};

}  // namespace

const std::span<const Provider> kArchiveProviders = kRows;

}  // namespace mockdata
