#include "verify/thrift.h"

namespace mockdata::verify {

uint64_t ThriftReader::list_header(Type& type) {
  const uint8_t head = bytes_.fixed<uint8_t>();
  type = static_cast<Type>(head & 15);
  const uint64_t count = (head >> 4) == 15 ? bytes_.varint() : head >> 4;
  // Every element takes a byte at least, whatever its type.
  if (count > bytes_.left()) bytes_.fail();
  return failed() ? 0 : count;
}

int64_t ThriftReader::integer(Type type) {
  switch (type) {
    case kByte: return bytes_.fixed<int8_t>();
    case kI16: case kI32: case kI64: return bytes_.zigzag();
    default: skip(type); return 0;
  }
}

bool ThriftReader::boolean(Field field) {
  if (field.type == kTrue) return true;
  if (field.type != kFalse) skip(field.type);
  return false;
}

std::string ThriftReader::text(Type type) {
  if (type != kBinary) {
    skip(type);
    return {};
  }
  return std::string(bytes_.take(bytes_.varint()));
}

void ThriftReader::skip(Type type) {
  if (failed()) return;
  switch (type) {
    case kTrue: case kFalse: return;
    case kByte: bytes_.take(1); return;
    case kI16: case kI32: case kI64: bytes_.varint(); return;
    case kDouble: bytes_.take(8); return;
    case kUuid: bytes_.take(16); return;
    case kBinary: bytes_.take(bytes_.varint()); return;
    case kStruct: structure([this](Field field) { skip(field.type); }); return;
    case kList: case kSet: case kMap: break;
    default: bytes_.fail(); return;
  }
  if (++depth_ > kMaxDepth) bytes_.fail();
  const auto skip_element = [this](Type element) {
    if (element == kTrue || element == kFalse) bytes_.take(1);
    else skip(element);
  };
  if (type == kMap) {
    const uint64_t count = bytes_.varint();
    const uint8_t types = count ? bytes_.fixed<uint8_t>() : 0;
    for (uint64_t i = 0; i < count && !failed(); ++i) skip_element(static_cast<Type>(types >> 4)), skip_element(static_cast<Type>(types & 15));
  } else {
    Type element = kStop;
    const uint64_t count = list_header(element);
    for (uint64_t i = 0; i < count && !failed(); ++i) skip_element(element);
  }
  --depth_;
}

}  // namespace mockdata::verify
