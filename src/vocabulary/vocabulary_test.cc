#include "vocabulary/vocabulary.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace mockdata {
namespace {

std::vector<ListText> lists_of(const std::string& text) {
  auto lists = read_lists(text, "test.txt");
  EXPECT_TRUE(lists.ok()) << lists.error().to_string();
  return lists.ok() ? std::move(*lists) : std::vector<ListText>();
}

TEST(ListFile, ReadsColumnsWeightsAndEscapes) {
  const auto lists = lists_of("# note\n[a] columns=2 weighted source=x+y\none\ttwo\t3\n\\#x\t\\\\\t0.5\n[b]\n\\\n\\[y\\t\n");
  ASSERT_EQ(lists.size(), 2u);
  EXPECT_EQ(lists[0].cells, (std::vector<std::string>{"one", "two", "#x", "\\"}));
  EXPECT_EQ(lists[0].weights, (std::vector<double>{3, 0.5}));
  EXPECT_EQ(lists[1].cells, (std::vector<std::string>{"", "[y\t"}));
}

TEST(ListFile, ErrorsNameTheLine) {
  const auto error = [](const char* text) { return read_lists(text, "f.txt").error().to_string(); };
  EXPECT_NE(error("[a] columns=2\none\n").find("f.txt:2"), std::string::npos);
  EXPECT_NE(error("[a] weighted\none\tmany\n").find("a weight is a number"), std::string::npos);
  EXPECT_NE(error("one\n").find("under a [heading]"), std::string::npos);
}

// A folder of its own with packs made of the given sections.
class Folder {
 public:
  explicit Folder(std::vector<NamedSection> sections) {
    char name[] = "/tmp/vocabulary_test.XXXXXX";
    path = ::mkdtemp(name);
    bytes = *write_pack(std::move(sections));
    write(bytes);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  void write(const std::string& content) const { std::ofstream(path + "/default.pack", std::ios::binary) << content; }
  std::string path, bytes;
};

std::vector<NamedSection> small() {
  return {{"world", lists_of("[world.countries] columns=10\nFI\tFIN\t246\tFinland\tEUR\t358\tfi,sv\tfi_FI\tEU\tHelsinki\n"
                             "[world.locales] columns=5\nroot\t\t\t\tdefault\nen_US\troot\tUS\tmain\tdefault\nfi_FI\ten_US\tFI\tmain\tdefault\nsv_FI\tfi_FI\tFI\t\tdefault\n")},
          {"root", lists_of("[person.formats]\n{{first_name}}\n[color.names]\nred\n")},
          {"en_US", lists_of("[person.prefixes]\nMs.\n[job.jobs]\nBaker\n")},
          {"fi_FI", lists_of("[person.last_names] weighted\nKorhonen\t3\nVirtanen\t1\n")},
          {"places/FI", lists_of("[places] columns=7 weighted\nOulu\tPohjanmaa\t\t90100\t65.01236\t25.46816\tEurope/Helsinki\t2\n"
                                 "Turku\tVarsinais-Suomi\t\t20100\t60.4515\t-22.2\tEurope/Helsinki\t1\n")}};
}

TEST(Vocabulary, ChainsThroughTheRootAndTheParents) {
  const Folder folder(small());
  const auto vocabulary = Vocabulary::open(folder.path);
  ASSERT_TRUE(vocabulary.ok()) << vocabulary.error().to_string();
  const Locale* fi = *(*vocabulary)->locale("fi-FI");
  EXPECT_EQ(*(*vocabulary)->locale("fi"), fi);
  EXPECT_EQ(fi->find("person.last_names").list->rows, 2u);
  EXPECT_FALSE(fi->find("person.last_names").fallback);
  // The root fills the holes of a provider that the locale owns …
  EXPECT_EQ(fi->find("person.formats").from->name(), "root");
  EXPECT_FALSE(fi->find("person.formats").fallback);
  // … a parent those of one that it lacks, and says so.
  const Found jobs = fi->find("job.jobs");
  EXPECT_TRUE(jobs.fallback);
  EXPECT_EQ(jobs.note(), "fi_FI has no job.jobs: taken from en_US");
  EXPECT_FALSE(fi->find("color.names").fallback);
  EXPECT_FALSE(fi->find("nothing.at_all"));
  // A locale without any list of its own stands on its parent's.
  EXPECT_EQ((*(*vocabulary)->locale("sv_FI"))->find("person.last_names").note(), "sv_FI has no person.last_names: taken from fi_FI");
  EXPECT_NE((*vocabulary)->locale("fi_Fi").error().hint.find("fi_FI"), std::string::npos);
}

TEST(Vocabulary, PicksByWeight) {
  const Folder folder(small());
  const Locale* fi = *(*Vocabulary::open(folder.path))->locale("fi_FI");
  const TextList& names = *fi->find("person.last_names").list;
  uint32_t first = 0;
  for (uint64_t i = 0; i < 40000; ++i) first += names.pick(bits(7, i)) == 0;
  EXPECT_NEAR(first, 30000, 500);
}

TEST(Vocabulary, PlacesAndCountries) {
  const Folder folder(small());
  const Vocabulary& vocabulary = **Vocabulary::open(folder.path);
  const Places& places = **vocabulary.places("FI");
  EXPECT_EQ(places.size, 2u);
  EXPECT_EQ(places.text(1, Places::kCity), "Turku");
  EXPECT_EQ(places.text(1, Places::kTimeZone), "Europe/Helsinki");
  EXPECT_EQ(places.latitude[0], 6501236);
  EXPECT_EQ(places.longitude[1], -2220000);
  EXPECT_EQ(vocabulary.country("fin")->currency, "EUR");
  EXPECT_EQ(vocabulary.country("Finland")->code, "FI");
  EXPECT_EQ(vocabulary.locale_of_country("FI"), "fi_FI");
  EXPECT_FALSE(vocabulary.places("SE").ok());
}

TEST(Vocabulary, RefusesDamagedPacks) {
  const Folder folder(small());
  folder.write(folder.bytes.substr(0, folder.bytes.size() - 8));
  EXPECT_NE(Vocabulary::open(folder.path).error().message.find("cut short"), std::string::npos);
  std::string damaged = folder.bytes;
  damaged[sizeof(PackHeader)] ^= 1;
  folder.write(damaged);
  EXPECT_NE(Vocabulary::open(folder.path).error().message.find("damaged"), std::string::npos);
  damaged = folder.bytes;
  damaged[damaged.find("Korhonen")] = 'k';
  folder.write(damaged);
  const auto opened = Vocabulary::open(folder.path);
  ASSERT_TRUE(opened.ok());
  EXPECT_NE((*opened)->locale("fi_FI").error().message.find("damaged"), std::string::npos);
  folder.write("mock");
  EXPECT_FALSE(Pack::map(folder.path + "/default.pack").ok());
}

}  // namespace
}  // namespace mockdata
