#include "persons/person_columns.h"

#include <algorithm>
#include <cstring>

#include "base/date.h"
#include "block/text_of.h"
#include "random/alias.h"

namespace mockdata {

namespace {

using Part = PersonPart;
using Names = PersonDomain::Names;

DataType simple(TypeId id) { return {id, 0, 0, {}}; }

// Which locale, sex and names a person has; see name_space.h for how they are drawn and numbered.
class NamesColumn final : public Column {
 public:
  NamesColumn(const PersonDomain& domain, const Column* country)
      : Column(simple(TypeId::kBinary)), domain_(domain), country_(country), rule_(domain.options()), female_(threshold32(domain.options().female)),
        same_(threshold32(domain.options().same_surname)) {
    std::vector<double> weights;
    for (const auto& [name, weight] : domain.options().locales) weights.push_back(weight);
    homes_ = AliasTable(weights);
    const Key key = domain.options().key;
    home_key_ = key.with("home").value();
    sex_key_ = key.with("sex").value();
    first_key_ = key.with("first").value();
    last_key_ = key.with("last").value();
    same_key_ = key.with("same surname").value();
    for (const PersonDomain::Home& home : domain.homes())
      if (home.first.size() > 1 && !births_) births_ = std::make_unique<BirthRule>(domain.options());
  }
  std::vector<const Column*> reads() const override { return country_ ? std::vector<const Column*>{country_} : std::vector<const Column*>{}; }

  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    Names* names = out.own_fixed<Names>(rows.count);
    const Block* countries = country_ ? &scope.get(*country_) : nullptr;
    for (uint32_t i = 0; i < rows.count; ++i) {
      const uint32_t drawn = domain_.homes().size() == 1 ? 0 : homes_.pick(bits(home_key_, rule_.unit(rows[i])));
      names[i].home = static_cast<uint16_t>(countries && countries->valid(i) ? home_of(countries->text(i), drawn) : drawn);
    }
    for (uint32_t from = 0; from < rows.count; from += kBatch) {
      const uint32_t count = std::min(kBatch, rows.count - from);
      if (rule_.size == 1) draw<false>(rows, from, count, names + from);
      else draw<true>(rows, from, count, names + from);
    }
  }

 private:
  uint32_t home_of(std::string_view country, uint32_t otherwise) const {
    for (uint32_t h = 0; h < domain_.homes().size(); ++h) {
      const Country& c = *domain_.homes()[h].country;
      if (country == c.code || country == c.code3 || country == c.name || country == domain_.homes()[h].locale->name()) return h;
    }
    return otherwise;
  }
  bool is_female(uint64_t person) const { return (bits(sex_key_, person) >> 32) < female_; }

  // The rest of `count` persons whose homes are known, in passes: each waits for a look-up or two, so that those of many
  // rows are under way together.
  static constexpr uint32_t kBatch = 256;
  template <bool kHouseholds>
  void draw(const Rows& rows, uint32_t from, uint32_t count, Names* names) const {
    struct Slots {
      uint64_t turn;      // of the ring of last names; then the round of the ring of first names
      uint32_t last, first;
      bool shared;        // the surname of the one who leads the household
    } slots[kBatch];
    const NameSpace &firsts = domain_.firsts(), &lasts = domain_.lasts();
    const uint64_t size = kHouseholds ? rule_.size : 1;
    for (uint32_t i = 0; i < count; ++i) {
      const uint64_t p = rows[from + i], u = kHouseholds ? rule_.unit(p) : p, m = p - u * size;
      const PersonDomain::Home& home = domain_.homes()[names[i].home];
      const bool female = kHouseholds && m == 1 && rule_.shares(u) ? !is_female(u * size) : is_female(p);  // the first two are a couple
      const bool shared = kHouseholds && m > 0 && home.last[0] == home.last[1] && rule_.shares(u) && (bits(same_key_, p) >> 32) < same_;
      const NameList& last = lasts.list(home.last[female]);
      const uint64_t turn = last.by_slots(u);
      names[i].female = female;
      names[i].took_name = shared && m == 1;
      names[i].decade = home.first.size() > 1 ? births_->decade(p) : 0;
      slots[i] = {turn, last.ring(static_cast<uint32_t>(u - turn * last.slots), turn * size + (shared ? 0 : m)), 0, shared};
    }
    for (uint32_t i = 0; i < count; ++i) {
      const PersonDomain::Home& home = domain_.homes()[names[i].home];
      const NameList &last = lasts.list(home.last[names[i].female]), &first = firsts.list(home.first[names[i].decade][names[i].female]);
      const uint64_t turn = slots[i].turn, round = first.by_slots(turn), m = kHouseholds ? rule_.member(rows[from + i]) : 0;
      slots[i].first = first.ring(static_cast<uint32_t>(turn - round * first.slots), (round * last.slots + slots[i].last) * size + m);
      slots[i].turn = round;
    }
    for (uint32_t i = 0; i < count; ++i) {
      const PersonDomain::Home& home = domain_.homes()[names[i].home];
      const uint64_t p = rows[from + i], leader = kHouseholds && slots[i].shared ? rule_.unit(p) * size : p;
      const NameSpace::Slot &f = firsts.slot(firsts.list(home.first[names[i].decade][names[i].female]), slots[i].first), &l = lasts.slot(lasts.list(home.last[names[i].female]), slots[i].last);
      const NameSpace::Outcome &first = f.outcome(bits(first_key_, p)), &last = l.outcome(bits(last_key_, leader));
      names[i].first = first.name;
      names[i].last = last.name;
      slots[i].first = first.rank;
      slots[i].last = last.rank;
    }
    for (uint32_t i = 0; i < count; ++i) {
      const NameSpace::Name &f = firsts.name(names[i].first), &l = lasts.name(names[i].last);
      const uint64_t ordinal = ((slots[i].turn * f.slots + slots[i].first) * l.slots + slots[i].last) * f.lists + f.list_rank;
      names[i].ordinal = kHouseholds ? ordinal * size + rule_.member(rows[from + i]) : ordinal;
    }
  }

  const PersonDomain& domain_;
  const Column* country_;
  HouseholdRule rule_;
  AliasTable homes_;
  uint64_t female_, same_;
  uint64_t home_key_, sex_key_, first_key_, last_key_, same_key_;
  std::unique_ptr<BirthRule> births_;   // where first names follow them
};

// One number of each person's names: fixed columns.
template <class T, class F>
class FixedColumn final : public Column {
 public:
  FixedColumn(TypeId type, const Column* names, F value) : Column(simple(type)), names_(names), value_(std::move(value)) {}
  void fill(Scope& scope, Block& out) const override {
    const Names* names = scope.get(*names_).values<Names>();
    const Rows& rows = scope.rows();
    T* v = out.own_fixed<T>(rows.count);
    for (uint32_t i = 0; i < rows.count; ++i) v[i] = value_(names[i], rows[i]);
  }
  std::vector<const Column*> reads() const override { return {names_}; }

 private:
  const Column* names_;
  F value_;
};
template <class T, class F>
std::unique_ptr<Column> fixed(TypeId type, const Column* names, F value) {
  return std::make_unique<FixedColumn<T, F>>(type, names, std::move(value));
}

// A text of a pool, by index.
template <class F>
class IndexColumn final : public Column {
 public:
  IndexColumn(const TextPool* pool, std::unique_ptr<OwnedPool> owned, const Column* names, F index)
      : Column(simple(TypeId::kText)), owned_(std::move(owned)), pool_(owned_ ? owned_->view() : pool), names_(names), index_(std::move(index)) {}
  void fill(Scope& scope, Block& out) const override {
    const Names* names = scope.get(*names_).values<Names>();
    const Rows& rows = scope.rows();
    uint32_t* v = out.own_pool(rows.count, pool_);
    for (uint32_t i = 0; i < rows.count; ++i) v[i] = index_(names[i], rows[i]);
  }
  std::vector<const Column*> reads() const override { return {names_}; }

 private:
  std::unique_ptr<OwnedPool> owned_;
  const TextPool* pool_;
  const Column* names_;
  F index_;
};
template <class F>
std::unique_ptr<Column> indexed(const TextPool* pool, const Column* names, F index) {
  return std::make_unique<IndexColumn<F>>(pool, nullptr, names, std::move(index));
}
template <class F>
std::unique_ptr<Column> indexed(const std::vector<std::string>& texts, const Column* names, F index) {
  return std::make_unique<IndexColumn<F>>(nullptr, std::make_unique<OwnedPool>(texts), names, std::move(index));
}

// A text put together row by row: write(names, person, out) returns its end, and never needs more than `most` bytes plus
// what stands in the pools.
template <class F>
class WrittenColumn final : public Column {
 public:
  WrittenColumn(std::size_t most, const Column* names, F write) : Column(simple(TypeId::kText)), most_(most), names_(names), write_(std::move(write)) {}
  void fill(Scope& scope, Block& out) const override {
    const Names* names = scope.get(*names_).values<Names>();
    const Rows& rows = scope.rows();
    TextWriter writer(out, rows.count, most_);
    for (uint32_t i = 0; i < rows.count; ++i) {
      char* at = writer.room(most_);
      writer.advance(write_(names[i], rows[i], at));
      writer.end_row();
    }
  }
  std::vector<const Column*> reads() const override { return {names_}; }

 private:
  std::size_t most_;
  const Column* names_;
  F write_;
};
template <class F>
std::unique_ptr<Column> written(std::size_t most, const Column* names, F write) {
  return std::make_unique<WrittenColumn<F>>(most, names, std::move(write));
}

std::size_t longest(const TextPool& pool) {
  std::size_t most = 0;
  for (uint32_t i = 0; i < pool.size; ++i) most = std::max(most, pool.text(i).size());
  return most;
}

// The numbers below 1,000, of which 0 is no text: most ordinals are small, and of any length.
struct SmallOrdinals {
  char text[1000][4]{};  // the fourth is the length
  constexpr SmallOrdinals() {
    for (int n = 1; n < 1000; ++n) {
      int at = 0;
      for (int unit = n < 10 ? 1 : n < 100 ? 10 : 100; unit > 0; unit /= 10) text[n][at++] = static_cast<char>('0' + n / unit % 10);
      text[n][3] = static_cast<char>(at);
    }
  }
};
constexpr SmallOrdinals kSmallOrdinals;

// first.last7: the folded names, and the ordinal where there is one.
char* put_local(char* out, const PersonDomain& domain, const Names& n, char between) {
  out = copy_over(out, domain.firsts().folded()->text(n.first));
  *out++ = between;
  out = copy_over(out, domain.lasts().folded()->text(n.last));
  if (n.ordinal >= 1000) return write_int(out, static_cast<int64_t>(n.ordinal));
  std::memcpy(out, kSmallOrdinals.text[n.ordinal], 4);
  return out + kSmallOrdinals.text[n.ordinal][3];
}

std::size_t first_letter(std::string_view text) {
  std::size_t bytes = text.empty() ? 0 : 1;
  while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) ++bytes;
  return bytes;
}

std::unique_ptr<Column> make_birth(const PersonDomain& domain, const Column* names, bool run) {
  auto rule = std::make_shared<const BirthRule>(domain.options());
  if (run) return fixed<int64_t>(TypeId::kInt64, names, [rule](const Names&, uint64_t p) { return static_cast<int64_t>(rule->run(p)); });
  return fixed<int32_t>(TypeId::kDate, names, [rule](const Names&, uint64_t p) { return rule->day(p); });
}

class AgeColumn final : public Column {
 public:
  AgeColumn(const Column* birth, int32_t today) : Column(simple(TypeId::kInt32)), birth_(birth), today_(today) {}
  void fill(Scope& scope, Block& out) const override {
    const Block& birth = scope.get(*birth_);
    int32_t* v = out.own_fixed<int32_t>(birth.size);
    for (uint32_t i = 0; i < birth.size; ++i) v[i] = years_between(birth.values<int32_t>()[i], today_);
  }
  std::vector<const Column*> reads() const override { return {birth_}; }

 private:
  const Column* birth_;
  int32_t today_;
};

}  // namespace

BirthRule::BirthRule(const PersonOptions& o)
    : from(add_months(o.today, -12 * (o.oldest + 1)) + 1), to(add_months(o.today, -12 * o.youngest)), days(static_cast<uint64_t>(to - from) + 1),
      order(static_cast<uint32_t>(days), o.key.with("birth").value()) {
  for (int32_t day = from; day <= to; ++day) decades.push_back(static_cast<uint8_t>((civil_from_days(day).year / 10 * 10 - first_decade()) / 10));
}

int BirthRule::first_decade() const { return civil_from_days(from).year / 10 * 10; }

std::unique_ptr<Column> make_names_column(const PersonDomain& domain, const Column* country) { return std::make_unique<NamesColumn>(domain, country); }

std::span<const PersonPart> needs(PersonPart part) {
  static constexpr Part kBirth[] = {Part::kBirthDate}, kPlace[] = {Part::kPlace}, kStreet[] = {Part::kStreetName, Part::kHouseNumber},
                        kAddress[] = {Part::kPlace, Part::kStreetAddress};
  switch (part) {
    case Part::kAge: return kBirth;
    case Part::kCity: case Part::kRegion: case Part::kRegionCode: case Part::kPostcode: case Part::kLatitude: case Part::kLongitude: case Part::kTimeZone: return kPlace;
    case Part::kStreetAddress: return kStreet;
    case Part::kAddress: return kAddress;
    default: return {};
  }
}

std::unique_ptr<Column> make_person_column(const PersonDomain& domain, PersonPart part, const PersonInputs& inputs) {
  const Column* names = inputs.names;
  const PersonOptions& o = domain.options();
  const std::size_t first = longest(*domain.firsts().pool()), last = longest(*domain.lasts().pool());
  const std::size_t local = longest(*domain.firsts().folded()) + longest(*domain.lasts().folded()) + 64;
  switch (part) {
    case Part::kLocale: return fixed<int64_t>(TypeId::kInt64, names, [](const Names& n, uint64_t) { return static_cast<int64_t>(n.home); });
    case Part::kUnit: {
      const HouseholdRule rule(o);
      return fixed<int64_t>(TypeId::kInt64, names, [rule](const Names&, uint64_t p) { return static_cast<int64_t>(rule.address(p)); });
    }
    case Part::kOrdinal: return fixed<int64_t>(TypeId::kInt64, names, [](const Names& n, uint64_t) { return static_cast<int64_t>(n.ordinal); });
    case Part::kFemale: return fixed<uint8_t>(TypeId::kBool, names, [](const Names& n, uint64_t) { return static_cast<uint8_t>(n.female); });
    case Part::kSexLetter: return indexed({"M", "F"}, names, [](const Names& n, uint64_t) { return n.female; });
    case Part::kSexWord: return indexed({"male", "female"}, names, [](const Names& n, uint64_t) { return n.female; });
    case Part::kFirstName: return indexed(domain.firsts().pool(), names, [](const Names& n, uint64_t) { return n.first; });
    case Part::kLastName: return indexed(domain.lasts().pool(), names, [](const Names& n, uint64_t) { return n.last; });
    case Part::kMiddleName: {
      const uint64_t key = o.key.with("middle").value();
      return indexed(domain.firsts().pool(), names, [&domain, key](const Names& n, uint64_t p) {
        const NameSpace& firsts = domain.firsts();
        const NameList& list = firsts.list(domain.homes()[n.home].first[n.decade][n.female]);
        const uint64_t h = bits(key, p);
        return firsts.slot(list, below(h, list.slots)).outcome(h).name;
      });
    }
    case Part::kPrefix: {
      const uint64_t key = o.key.with("prefix").value();
      const uint32_t none = domain.prefixes()->size - 1;
      return indexed(domain.prefixes(), names, [&domain, key, none](const Names& n, uint64_t p) {
        const PersonDomain::Home& home = domain.homes()[n.home];
        const uint32_t count = home.prefixes[n.female];
        return count ? home.first_prefix[n.female] + below(bits(key, p), count) : none;
      });
    }
    case Part::kFullName:
      return written(first + last + 64, names, [&domain](const Names& n, uint64_t, char* out) {
        const PersonDomain::Home& home = domain.homes()[n.home];
        const std::string_view f = domain.firsts().pool()->text(n.first), l = domain.lasts().pool()->text(n.last);
        out = copy_over(out, home.family_first ? l : f);
        for (const char c : home.name_gap) *out++ = c;
        return copy_over(out, home.family_first ? f : l);
      });
    case Part::kInitials:
      return written(64, names, [&domain](const Names& n, uint64_t, char* out) {
        for (const std::string_view text : {domain.firsts().pool()->text(n.first), domain.lasts().pool()->text(n.last)}) {
          const std::size_t bytes = first_letter(text);
          std::memcpy(out, text.data(), bytes);
          out += bytes;
        }
        return out;
      });
    case Part::kBirthDate: return make_birth(domain, names, false);
    case Part::kDayOrdinal: return make_birth(domain, names, true);
    case Part::kAge: return std::make_unique<AgeColumn>(inputs[Part::kBirthDate], o.today);
    case Part::kEmail: {
      static constexpr std::string_view kDomains[] = {"@example.com             ", "@example.org             ", "@example.net             ", "@mail.example            ",
                                                      "@post.example            "};
      static constexpr uint32_t kSizes[] = {12, 12, 12, 13, 13};
      const uint64_t key = o.key.with("mail domain").value();
      return written(local, names, [&domain, key](const Names& n, uint64_t p, char* out) {
        out = put_local(out, domain, n, '.');
        const uint32_t d = below(bits(key, p), 5);
        std::memcpy(out, kDomains[d].data(), 16);
        return out + kSizes[d];
      });
    }
    case Part::kCompanyEmail:
      return written(local + o.company_domain.size(), names, [&domain, at = "@" + o.company_domain](const Names& n, uint64_t, char* out) {
        out = put_local(out, domain, n, '.');
        std::memcpy(out, at.data(), at.size());
        return out + at.size();
      });
    case Part::kUserName: {
      const uint64_t key = o.key.with("user name").value();
      return written(local, names, [&domain, key](const Names& n, uint64_t p, char* out) { return put_local(out, domain, n, bits(key, p) >> 63 ? '.' : '_'); });
    }
    case Part::kPhotoUrl: {
      const uint64_t key = o.key.with("photo").value();
      return written(96, names, [key](const Names&, uint64_t p, char* out) {
        out = copy_over(out, std::string_view("https://photos.example/                ", 23));
        const uint64_t id = mix13(p ^ key);  // a bijection: no photo twice
        for (int shift = 60; shift >= 0; shift -= 4) *out++ = "0123456789abcdef"[id >> shift & 15];
        std::memcpy(out, ".jpg", 4);
        return out + 4;
      });
    }
    case Part::kPhone: {
      const uint64_t key = o.key.with("phone").value();
      return written(identifiers::Pattern::kMaxSize, names, [&domain, key](const Names& n, uint64_t p, char* out) {
        const identifiers::Pattern& pattern = domain.homes()[n.home].phone->pattern;
        return out + pattern.write(below64(bits(key, p), pattern.capacity()), out);
      });
    }
    case Part::kCountryCode: case Part::kCountryCode3: case Part::kCountry: {
      std::vector<std::string> texts;
      for (const PersonDomain::Home& home : domain.homes())
        texts.emplace_back(part == Part::kCountry ? std::string_view(home.country_name) : part == Part::kCountryCode ? home.country->code : home.country->code3);
      return indexed(texts, names, [](const Names& n, uint64_t) { return n.home; });
    }
    default: return make_place_column(domain, part, inputs);
  }
}

}  // namespace mockdata
