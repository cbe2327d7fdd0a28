#include "land/bronze.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <cstdio>
#include <cstring>

#include "block/owned_pool.h"

namespace mockdata {
namespace {

constexpr std::array<const char*, 4> kNames = {"_ingested_at", "_source_system", "_environment", kSyntheticColumn};

// The same values for every row: made once, for a whole block, and given out at the size asked for.
class BronzeReader final : public RowReader {
 public:
  BronzeReader(int64_t ingested_at, const TextPool* source_system, const TextPool* environment, std::unique_ptr<RowReader> inner) : inner_(std::move(inner)) {
    std::fill_n(made_[0].own_fixed<int64_t>(kBlockRows), kBlockRows, ingested_at);
    std::fill_n(made_[1].own_pool(kBlockRows, source_system), kBlockRows, 0u);
    std::fill_n(made_[2].own_pool(kBlockRows, environment), kBlockRows, 0u);
    std::fill_n(made_[3].own_fixed<uint8_t>(kBlockRows), kBlockRows, uint8_t{1});
  }

  std::span<const Block* const> read(uint64_t first, uint32_t count) override {
    const auto own = inner_->read(first, count);
    blocks_.assign(own.begin(), own.end());
    for (Block& block : made_) {
      block.size = count;
      blocks_.push_back(&block);
    }
    return blocks_;
  }

 private:
  std::unique_ptr<RowReader> inner_;
  std::array<Block, 4> made_;
  std::vector<const Block*> blocks_;
};

class BronzeRows final : public RowSource {
 public:
  BronzeRows(const RowSource& source, const BronzeColumns& columns)
      : source_(source), ingested_at_(columns.ingested_at), source_system_({columns.source_system}), environment_({columns.environment}), schema_(source.schema()) {
    schema_.push_back({kNames[0], {TypeId::kTimestamp, 0, 0, {}}, false});
    schema_.push_back({kNames[1], {TypeId::kText, 0, 0, {}}, false});
    schema_.push_back({kNames[2], {TypeId::kText, 0, 0, {}}, false});
    schema_.push_back({kNames[3], {TypeId::kBool, 0, 0, {}}, false});
  }
  const Schema& schema() const override { return schema_; }
  uint64_t rows() const override { return source_.rows(); }
  std::unique_ptr<RowReader> reader() const override { return std::make_unique<BronzeReader>(ingested_at_, source_system_.view(), environment_.view(), source_.reader()); }

 private:
  const RowSource& source_;
  int64_t ingested_at_;
  OwnedPool source_system_, environment_;
  Schema schema_;
};

// Days since 1970-01-01 of a proleptic Gregorian date, and back (Howard Hinnant's formulas, through <chrono>).
int64_t days_of(int year, unsigned month, unsigned day) {
  return std::chrono::sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)).time_since_epoch().count();
}

}  // namespace

Result<std::unique_ptr<RowSource>> bronze_rows(const RowSource& source, const BronzeColumns& columns, const std::string& entity) {
  for (const ColumnType& column : source.schema()) {
    for (const char* name : kNames) {
      if (column.name.size() == std::strlen(name) &&
          std::equal(column.name.begin(), column.name.end(), name, [](unsigned char a, unsigned char b) { return std::tolower(a) == b; }))
        return invalid_error("the field " + column.name + " has the name of a column that landing adds itself", entity,
                             "remove the field from the template: every landed table gets it");
    }
  }
  return std::unique_ptr<RowSource>(new BronzeRows(source, columns));
}

Result<int64_t> parse_timestamp(const std::string& text) {
  const Error bad = invalid_error("\"" + text + "\" is not a moment", {}, "write it as 2026-11-24T02:15:00Z or 2026-11-24");
  const char* at = text.c_str();
  const char* const end = at + text.size();
  const auto number = [&](int digits, int& value) {
    value = 0;
    for (int i = 0; i < digits; ++i, ++at) {
      if (at == end || !std::isdigit(static_cast<unsigned char>(*at))) return false;
      value = value * 10 + (*at - '0');
    }
    return true;
  };
  const auto is = [&](char c) { return at != end && *at == c && (++at, true); };
  int year, month, day, hour = 0, minute = 0, second = 0;
  int64_t micros = 0, offset = 0;
  if (!number(4, year) || !is('-') || !number(2, month) || !is('-') || !number(2, day)) return bad;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return bad;
  if (at != end) {
    if (!is('T') && !is('t') && !is(' ')) return bad;
    if (!number(2, hour) || !is(':') || !number(2, minute)) return bad;
    if (is(':') && !number(2, second)) return bad;
    if (is('.')) {
      int64_t unit = 100000;
      const char* const start = at;
      for (; at != end && std::isdigit(static_cast<unsigned char>(*at)); ++at, unit /= 10) micros += (*at - '0') * unit;
      if (at == start) return bad;
    }
    if (!is('Z') && !is('z') && at != end) {
      const int sign = *at == '+' ? 1 : *at == '-' ? -1 : 0;
      int hours = 0, minutes = 0;
      ++at;
      if (sign == 0 || !number(2, hours)) return bad;
      is(':');
      if (!number(2, minutes)) return bad;
      offset = sign * (hours * 60 + minutes) * int64_t{60};
    }
    if (at != end || hour > 23 || minute > 59 || second > 59) return bad;
  }
  const int64_t seconds = days_of(year, static_cast<unsigned>(month), static_cast<unsigned>(day)) * 86400 + hour * 3600 + minute * 60 + second;
  return (seconds - offset) * 1000000 + micros;
}

std::string timestamp_text(int64_t micros) {
  int64_t seconds = micros / 1000000, part = micros % 1000000;
  if (part < 0) part += 1000000, --seconds;
  int64_t days = seconds / 86400, rest = seconds % 86400;
  if (rest < 0) rest += 86400, --days;
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days))};
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(rest / 3600), static_cast<int>(rest / 60 % 60), static_cast<int>(rest % 60));
  std::string result = text;
  if (part != 0) {
    std::snprintf(text, sizeof text, part % 1000 == 0 ? ".%03d" : ".%06d", static_cast<int>(part % 1000 == 0 ? part / 1000 : part));
    result += text;
  }
  return result + "Z";
}

int64_t now_micros() {
  using namespace std::chrono;
  return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace mockdata
