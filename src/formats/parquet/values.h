// The values of one leaf in one encoding, page by page: bytes for the page, and bounds for the statistics.
#pragma once

#include <memory>

#include "base/byte_buffer.h"
#include "block/block.h"
#include "formats/encoding.h"
#include "formats/parquet/levels.h"
#include "formats/parquet/statistics.h"

namespace mockdata::parquet {

// Encodings, as numbered by parquet.thrift.
enum class Encoded : int32_t { kPlain = 0, kRle = 3, kDeltaBinaryPacked = 5, kDeltaLengthByteArray = 6, kRleDictionary = 8, kByteStreamSplit = 9 };

class ValueWriter {
 public:
  virtual ~ValueWriter() = default;
  virtual Encoded encoding() const = 0;
  // Appends to the page under way, or keeps what has to wait for its end. REQUIRES s.count > 0.
  virtual void add(const Block& block, const Selection& s, ByteBuffer& page, Bounds& bounds) = 0;
  // Appends what waited.
  virtual void end_page(ByteBuffer&) {}
  // Bytes that wait, about.
  virtual std::size_t waiting() const { return 0; }
};

// Every encoding but the dictionary's. An encoding that the leaf's type does not have gives PLAIN.
std::unique_ptr<ValueWriter> make_value_writer(const Leaf& leaf, PageEncoding encoding);

// The texts of a block that is uuids or text, as BYTE_ARRAY values: a length of four bytes before each.
void append_plain_text(std::string_view text, ByteBuffer& page);

}  // namespace mockdata::parquet
