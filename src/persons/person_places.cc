// Where a person lives: a place of the country by population, an invented street and number in the country's order.
#include <algorithm>
#include <cstring>

#include "block/text_of.h"
#include "persons/person_columns.h"

namespace mockdata {

namespace {

using Part = PersonPart;
using Names = PersonDomain::Names;

DataType simple(TypeId id) { return {id, 0, 0, {}}; }

// What depends on the household's address: the place, the street, the number.
template <class T, class F>
class AddressDraw final : public Column {
 public:
  AddressDraw(DataType type, const PersonDomain& domain, const char* what, const Column* names, const TextPool* pool, F value)
      : Column(std::move(type)), rule_(domain.options()), key_(domain.options().key.with(what).value()), names_(names), pool_(pool), value_(std::move(value)) {}
  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    const Names* names = scope.get(*names_).values<Names>();
    T* v = pool_ ? reinterpret_cast<T*>(out.own_pool(rows.count, pool_)) : out.own_fixed<T>(rows.count);
    for (uint32_t i = 0; i < rows.count; ++i) v[i] = value_(names[i], bits(key_, rule_.address(rows[i])));
  }
  std::vector<const Column*> reads() const override { return {names_}; }

 private:
  HouseholdRule rule_;
  uint64_t key_;
  const Column* names_;
  const TextPool* pool_;
  F value_;
};
template <class T, class F>
std::unique_ptr<Column> drawn(TypeId type, const PersonDomain& domain, const char* what, const Column* names, const TextPool* pool, F value) {
  return std::make_unique<AddressDraw<T, F>>(simple(type), domain, what, names, pool, std::move(value));
}

// A text of the place. One country lends its own pool; several are joined into one.
class PlaceText final : public Column {
 public:
  PlaceText(const PersonDomain& domain, Places::Column column, const Column* names, const Column* place) : Column(simple(TypeId::kText)), names_(names), place_(place) {
    std::vector<std::string> texts;
    for (const PersonDomain::Home& home : domain.homes()) {
      const TextColumn& c = home.places->list->columns[column];
      index_.push_back(c.index);
      base_.push_back(static_cast<uint32_t>(texts.size()));
      if (domain.homes().size() == 1) {
        pool_ = &c.pool;
      } else {
        for (uint32_t i = 0; i < c.pool.size; ++i) texts.emplace_back(c.pool.text(i));
      }
    }
    if (pool_) return;
    owned_ = std::make_unique<OwnedPool>(texts);
    pool_ = owned_->view();
  }
  void fill(Scope& scope, Block& out) const override {
    const Names* names = scope.get(*names_).values<Names>();
    const Block& places = scope.get(*place_);
    const int64_t* place = places.values<int64_t>();
    uint32_t* v = out.own_pool(places.size, pool_);
    for (uint32_t i = 0; i < places.size; ++i) {
      const uint32_t home = names[i].home, row = static_cast<uint32_t>(place[i]);
      v[i] = base_[home] + (index_[home] ? index_[home][row] : row);
    }
  }
  std::vector<const Column*> reads() const override { return {names_, place_}; }

 private:
  const Column *names_, *place_;
  std::vector<const uint32_t*> index_;
  std::vector<uint32_t> base_;
  std::unique_ptr<OwnedPool> owned_;
  const TextPool* pool_ = nullptr;
};

class PlaceDegrees final : public Column {
 public:
  PlaceDegrees(const PersonDomain& domain, bool latitude, const Column* names, const Column* place)
      : Column(simple(TypeId::kDouble)), domain_(domain), latitude_(latitude), names_(names), place_(place) {}
  void fill(Scope& scope, Block& out) const override {
    const Names* names = scope.get(*names_).values<Names>();
    const Block& places = scope.get(*place_);
    double* v = out.own_fixed<double>(places.size);
    for (uint32_t i = 0; i < places.size; ++i) {
      const Places& country = *domain_.homes()[names[i].home].places;
      v[i] = (latitude_ ? country.latitude : country.longitude)[static_cast<std::size_t>(places.values<int64_t>()[i])] / 1e5;
    }
  }
  std::vector<const Column*> reads() const override { return {names_, place_}; }

 private:
  const PersonDomain& domain_;
  bool latitude_;
  const Column *names_, *place_;
};

class StreetAddress final : public Column {
 public:
  StreetAddress(const PersonDomain& domain, const Column* names, const Column* street, const Column* number)
      : Column(simple(TypeId::kText)), domain_(domain), names_(names), street_(street), number_(number) {}
  void fill(Scope& scope, Block& out) const override {
    const Names* names = scope.get(*names_).values<Names>();
    const Block &streets = scope.get(*street_), &numbers = scope.get(*number_);
    TextWriter writer(out, streets.size, 32);
    for (uint32_t i = 0; i < streets.size; ++i) {
      const PersonDomain::Home& home = domain_.homes()[names[i].home];
      const std::string_view street = streets.text(i), number = numbers.text(i);
      char* at = copy_over(writer.room(street.size() + number.size() + home.number_gap.size() + 32), home.number_first ? number : street);
      for (const char c : home.number_gap) *at++ = c;
      writer.advance(copy_over(at, home.number_first ? street : number));
      writer.end_row();
    }
  }
  std::vector<const Column*> reads() const override { return {names_, street_, number_}; }

 private:
  const PersonDomain& domain_;
  const Column *names_, *street_, *number_;
};

// The lines of an address as the country writes them.
class AddressLines final : public Column {
 public:
  AddressLines(const PersonDomain& domain, const Column* names, const Column* street, const Column* place)
      : Column(simple(TypeId::kText)), domain_(domain), names_(names), street_(street), place_(place) {}
  void fill(Scope& scope, Block& out) const override {
    const Names* names = scope.get(*names_).values<Names>();
    const Block &streets = scope.get(*street_), &places = scope.get(*place_);
    TextWriter writer(out, streets.size, 64);
    for (uint32_t i = 0; i < streets.size; ++i) {
      const PersonDomain::Home& home = domain_.homes()[names[i].home];
      const uint32_t place = static_cast<uint32_t>(places.values<int64_t>()[i]);
      for (const auto& [mark, literal] : home.address) switch (mark) {
          case 'A': writer.put(streets.text(i)); break;
          case 'C': writer.put(home.places->text(place, Places::kCity)); break;
          case 'Z': writer.put(home.places->text(place, Places::kPostcode)); break;
          case 'S': {
            const std::string_view code = home.places->text(place, Places::kRegionCode);
            writer.put(code.empty() ? home.places->text(place, Places::kRegion) : code);
            break;
          }
          default: writer.put(literal);
        }
      writer.end_row();
    }
  }
  std::vector<const Column*> reads() const override { return {names_, street_, place_}; }

 private:
  const PersonDomain& domain_;
  const Column *names_, *street_, *place_;
};

// House numbers 1 to 199, low ones more often.
const TextPool* house_numbers() {
  static const OwnedPool* pool = [] {
    std::vector<std::string> texts;
    for (int i = 1; i <= 199; ++i) texts.push_back(std::to_string(i));
    return new OwnedPool(texts);
  }();
  return pool->view();
}

}  // namespace

std::unique_ptr<Column> make_place_column(const PersonDomain& domain, PersonPart part, const PersonInputs& inputs) {
  const Column *names = inputs.names, *place = inputs[Part::kPlace];
  const bool former = inputs.former;
  const auto text = [&](Places::Column column) { return std::make_unique<PlaceText>(domain, column, names, place); };
  switch (part) {
    case Part::kPlace:
      return drawn<int64_t>(TypeId::kInt64, domain, former ? "former place" : "place", names, nullptr,
                            [&domain](const Names& n, uint64_t h) { return static_cast<int64_t>(domain.homes()[n.home].places->pick(h)); });
    case Part::kStreetName:
      return drawn<uint32_t>(TypeId::kText, domain, former ? "former street" : "street", names, domain.streets(), [&domain](const Names& n, uint64_t h) {
        const PersonDomain::Home& home = domain.homes()[n.home];
        return home.first_street + below(h, home.streets);
      });
    case Part::kHouseNumber:
      return drawn<uint32_t>(TypeId::kText, domain, "number", names, house_numbers(), [](const Names&, uint64_t h) {
        return static_cast<uint32_t>(((h >> 32) * (h & 0xFFFFFFFFu) >> 32) * 199 >> 32);  // product of two uniform numbers
      });
    case Part::kStreetAddress: return std::make_unique<StreetAddress>(domain, names, inputs[Part::kStreetName], inputs[Part::kHouseNumber]);
    case Part::kAddress: return std::make_unique<AddressLines>(domain, names, inputs[Part::kStreetAddress], place);
    case Part::kCity: return text(Places::kCity);
    case Part::kRegion: return text(Places::kRegion);
    case Part::kRegionCode: return text(Places::kRegionCode);
    case Part::kPostcode: return text(Places::kPostcode);
    case Part::kTimeZone: return text(Places::kTimeZone);
    case Part::kLatitude: case Part::kLongitude: return std::make_unique<PlaceDegrees>(domain, part == Part::kLatitude, names, place);
    default: return nullptr;
  }
}

}  // namespace mockdata
