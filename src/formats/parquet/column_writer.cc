#include "formats/parquet/column_writer.h"

#include <algorithm>

#include "base/cpu.h"
#include "formats/parquet/bit_pack.h"

namespace mockdata::parquet {
namespace {

constexpr std::size_t kPageBytes = 1 << 20;
constexpr std::size_t kPageValues = 1 << 16;
constexpr uint32_t kLargestDictionary = 1 << 16;
constexpr std::size_t kDictionaryBytes = 1 << 20;
constexpr std::size_t kSample = 16 << 10;

// Deltas pay where the values of the first block, delta-packed, are at most three quarters of their plain form.
bool deltas_pay(const Leaf& leaf, const Block& block) {
  const uint32_t n = block.size;
  if (n < 128) return false;
  ByteBuffer packed;
  std::vector<int64_t> values(n);
  const bool four = width_of(leaf.type) == 4;
  for (uint32_t i = 0; i < n; ++i) values[i] = four ? block.values<int32_t>()[i] : block.values<int64_t>()[i];
  leaf.physical == Physical::kInt32 ? append_delta<32>(packed, values.data(), n) : append_delta<64>(packed, values.data(), n);
  return packed.size() * 4 <= 3 * std::size_t{n} * (leaf.physical == Physical::kInt32 ? 4 : 8);
}

}  // namespace

ColumnWriter::ColumnWriter(const Leaf& leaf, const EncodingOptions& options, Scratch& scratch)
    : leaf_(leaf), options_(options), wanted_(options.encoding), pages_(options.page_v2, options.level, scratch.packed), levels_(leaf), scratch_(scratch) {
  if (options.codec != Codec::kAuto) forced_codec_ = options.codec;
  const auto own = options.columns.find(leaf.dotted());
  if (own == options.columns.end()) return;
  if (own->second.encoding != PageEncoding::kAuto) wanted_ = own->second.encoding;
  if (own->second.codec != Codec::kAuto) forced_codec_ = own->second.codec;
}

// PLAIN and dictionaries are read everywhere; the newer encodings go with the newer pages unless they are asked for.
PageEncoding ColumnWriter::choose(const Block& block) const {
  if (wanted_ != PageEncoding::kAuto && wanted_ != PageEncoding::kDictionary) return wanted_;
  if (!options_.page_v2) return PageEncoding::kPlain;
  switch (leaf_.physical) {
    case Physical::kInt32: case Physical::kInt64: return deltas_pay(leaf_, block) ? PageEncoding::kDelta : PageEncoding::kPlain;
    case Physical::kByteArray: return PageEncoding::kDelta;
    default: return PageEncoding::kPlain;
  }
}

// Whether the block's values go to the chunk's dictionary: it comes from its pool, or may found it.
bool ColumnWriter::takes_dictionary(const Block& block) const {
  if (block.layout != Layout::kPool || (wanted_ != PageEncoding::kAuto && wanted_ != PageEncoding::kDictionary)) return false;
  if (pool_) return in_dictionary_ && block.pool == pool_;
  return !plain_begun_ && block.pool->size <= kLargestDictionary && block.pool->offsets[block.pool->size] <= kDictionaryBytes;
}

Status ColumnWriter::add(const Block& column, uint32_t rows) {
  if (!leaf_.flat() || column.layout != Layout::kText) return add_rows(column, 0, rows);
  // Long texts: no more rows at a time than make a page.
  uint32_t first = 0;
  while (first < rows) {
    uint32_t n = rows - first;
    while (n > 1 && column.offsets[first + n] - column.offsets[first] > kPageBytes) n /= 2;
    MOCKDATA_CHECK(add_rows(column, first, n));
    first += n;
  }
  return {};
}

void ColumnWriter::begin_page(const Block& block) {
  page_open_ = true;
  if (in_dictionary_) return;
  const PageEncoding encoding = plain_begun_ ? values_encoding_ : choose(block);
  if (!values_ || encoding != values_encoding_) {
    values_ = make_value_writer(leaf_, encoding);
    values_encoding_ = encoding;
  }
  plain_begun_ = true;
  pages_.begin(chunk_, leaf_.max_definition ? kPageValues / 8 + 64 : 0);
}

Status ColumnWriter::add_rows(const Block& column, uint32_t first, uint32_t rows) {
  const Block& block = leaf_.block_of(column);
  const bool dictionary = takes_dictionary(block);
  if (in_dictionary_ && !dictionary) {
    MOCKDATA_CHECK(end_page());
    MOCKDATA_CHECK(end_dictionary());
  }
  in_dictionary_ = dictionary;
  if (dictionary) pool_ = block.pool;
  if (!page_open_) begin_page(block);
  Selection selected;
  levels_.add(column, first, rows, selected);
  if (dictionary) {
    const std::size_t before = indices_.size();
    indices_.resize(before + selected.count);
    uint32_t* to = indices_.data() + before;
    if (selected.rows) {
      for (uint32_t i = 0; i < selected.count; ++i) to[i] = block.index[selected.rows[i]];
    } else if (selected.count) {
      std::memcpy(to, block.index + selected.first, selected.count * sizeof(uint32_t));
    }
  } else if (selected.count) {
    values_->add(block, selected, chunk_.bytes, bounds_);
    if (values_->waiting() + pages_.values(chunk_).size() >= kPageBytes) return end_page();
  }
  return levels_.count() >= kPageValues ? end_page() : Status();
}

// The codec that was asked for; else snappy where a sample of the first page tells that it saves a sixth at least.
Status ColumnWriter::choose_codec(std::string_view sample) {
  if (std::exchange(codec_chosen_, true)) return {};
  if (forced_codec_) {
    chunk_.codec = *forced_codec_;
    return {};
  }
  sample = sample.substr(0, kSample);
  scratch_.sample.clear();
  MOCKDATA_CHECK(compress(Codec::kSnappy, options_.level, sample, scratch_.sample));
  if (scratch_.sample.size() * 6 <= sample.size() * 5) chunk_.codec = Codec::kSnappy;
  return {};
}

Status ColumnWriter::end_page() {
  if (!std::exchange(page_open_, false)) return {};
  PageInfo info{Encoded::kPlain, levels_.count(), levels_.nulls(), levels_.rows(), {}, {}};
  levels_.end_page(repetition_, definition_);
  if (in_dictionary_) {
    const std::size_t begin = index_pages_.empty() ? 0 : index_pages_.back().end;
    index_pages_.push_back({begin, indices_.size(), info.count, info.nulls, info.rows, std::string(repetition_.view()), std::string(definition_.view())});
    return {};
  }
  values_->end_page(chunk_.bytes);
  MOCKDATA_CHECK(choose_codec(pages_.values(chunk_)));
  info.encoding = values_->encoding();
  info.repetition = repetition_.view();
  info.definition = definition_.view();
  return put_page(info);
}

Status ColumnWriter::put_page(const PageInfo& info) {
  MOCKDATA_CHECK(pages_.end(chunk_, info));
  chunk_.pages.back().low = bounds_.low(leaf_);
  chunk_.pages.back().high = bounds_.high(leaf_);
  chunk_bounds_.merge(bounds_);
  bounds_ = {};
  auto& encodings = chunk_.encodings;
  if (std::find(encodings.begin(), encodings.end(), info.encoding) == encodings.end()) encodings.push_back(info.encoding);
  return {};
}

// Writes the values in use, in the pool's order, and then the pages of indices among them.
Status ColumnWriter::end_dictionary() {
  const uint32_t size = pool_->size;
  std::vector<Bounds> page_bounds(index_pages_.size());
  used_.assign(size, 0);
  for (std::size_t p = 0; p < index_pages_.size(); ++p) {
    used_in_page_.assign(size, 0);
    for (std::size_t i = index_pages_[p].begin; i < index_pages_[p].end; ++i) used_in_page_[indices_[i]] = 1;
    for (uint32_t i = 0; i < size; ++i) {
      if (!used_in_page_[i]) continue;
      used_[i] = 1;
      page_bounds[p].texts.add(pool_->text(i));
    }
  }
  place_.resize(size);
  uint32_t entries = 0;
  for (uint32_t i = 0; i < size; ++i) {
    place_[i] = entries;
    entries += used_[i];
  }
  if (entries < size) {
    uint32_t* indices = indices_.data();
    const uint32_t* place = place_.data();
    const std::size_t count = indices_.size();
    on_cpu([=] {
      for (std::size_t i = 0; i < count; ++i) indices[i] = place[indices[i]];
    });
  }
  const uint32_t width = entries ? bit_width(entries - 1) : 0;
  scratch_.indices.clear();
  append_packed(scratch_.indices, indices_.data(), std::min(indices_.size(), kSample), width);
  MOCKDATA_CHECK(choose_codec(scratch_.indices.view()));
  pages_.begin(chunk_, 0);
  for (uint32_t i = 0; i < size; ++i)
    if (used_[i]) append_plain_text(pool_->text(i), chunk_.bytes);
  MOCKDATA_CHECK(pages_.end_dictionary(chunk_, entries));
  for (std::size_t p = 0; p < index_pages_.size(); ++p) {
    const IndexPage& page = index_pages_[p];
    pages_.begin(chunk_, page.definition.size() + page.repetition.size() + 8);
    chunk_.bytes.push(static_cast<char>(width));
    append_one_run(chunk_.bytes, indices_.data() + page.begin, page.end - page.begin, width);
    bounds_ = page_bounds[p];
    MOCKDATA_CHECK(put_page({Encoded::kRleDictionary, page.count, page.nulls, page.rows, page.repetition, page.definition}));
  }
  index_pages_.clear();
  indices_.clear();
  return {};
}

Status ColumnWriter::finish(ColumnChunk& out) {
  MOCKDATA_CHECK(end_page());
  if (!index_pages_.empty()) MOCKDATA_CHECK(end_dictionary());
  chunk_.low = chunk_bounds_.low(leaf_);
  chunk_.high = chunk_bounds_.high(leaf_);
  chunk_bounds_ = {};
  codec_chosen_ = in_dictionary_ = plain_begun_ = false;
  pool_ = nullptr;
  std::swap(out, chunk_);
  return {};
}

void ColumnWriter::begin(ColumnChunk& spent) {
  std::swap(chunk_, spent);
  chunk_.clear();
}

std::size_t ColumnWriter::size() const {
  std::size_t bytes = static_cast<std::size_t>(chunk_.compressed) + indices_.size() * sizeof(uint32_t);
  if (page_open_ && !in_dictionary_) bytes += pages_.values(chunk_).size() + values_->waiting();
  return bytes + (leaf_.max_repetition ? levels_.count() * 4 : leaf_.max_definition ? levels_.count() / 8 : 0);
}

}  // namespace mockdata::parquet
