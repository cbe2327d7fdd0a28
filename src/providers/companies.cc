// Companies and jobs, from the locale's lists and formats.
#include "providers/families.h"
#include "providers/lists.h"
#include "providers/locale_methods.h"

namespace mockdata {

namespace {

MadeColumn company(const Arguments&, MakeContext& c) { return locale_format_column(c, "company", "company.formats"); }

// One word of each group of a list whose first column numbers the groups, joined by spaces.
MadeColumn joined_groups(MakeContext& c, const char* what, std::string_view list) {
  MOCKDATA_ASSIGN(const Found found, find_list(c, list));
  std::vector<std::vector<std::string>> groups;
  std::string last;
  for (uint32_t i = 0; i < found.list->rows; ++i) {
    if (groups.empty() || found.list->text(i) != last) groups.emplace_back();
    last = found.list->text(i);
    groups.back().emplace_back(found.list->text(i, 1));
  }
  std::vector<Words> words;
  std::size_t most = 16;
  for (const auto& group : groups) {
    words.emplace_back(group);
    most += words.back().longest() + 17;
  }
  // A word with a space in it could make two rows alike, so unique columns take those without.
  std::vector<Words> plain;
  uint64_t plain_space = 1;
  for (const auto& group : groups) {
    std::vector<std::string> single;
    for (const std::string& w : group)
      if (w.find(' ') == std::string::npos) single.push_back(w);
    plain_space = space_of({plain_space, single.size()});
    if (!single.empty()) plain.emplace_back(single);
  }
  return written(c, what, most, plain_space, [words, plain](char* out, auto& draws) {
    const std::vector<Words>& lists = std::is_same_v<decltype(draws), RankDigits&> ? plain : words;
    for (std::size_t g = 0; g < lists.size(); ++g) {
      if (g) *out++ = ' ';
      out = lists[g].write(out, draws);
    }
    return out;
  });
}
MadeColumn catch_phrase(const Arguments&, MakeContext& c) {
  const auto locale = locale_of(c);
  if (locale.ok() && (*locale)->own("company.catch_phrase_formats")) return locale_format_column(c, "catch_phrase", "company.catch_phrase_formats");
  return joined_groups(c, "catch_phrase", "company.catch_phrase_words");
}
MadeColumn bs(const Arguments&, MakeContext& c) { return joined_groups(c, "bs", "company.bsWords"); }

MadeColumn job_of(MakeContext& c, const char* what, const char* own) {
  MOCKDATA_ASSIGN(const Locale* locale, locale_of(c));
  MOCKDATA_ASSIGN(Words words, listed(c, locale->own(own) ? own : "job.jobs"));
  return word_column(c, what, std::move(words));
}
MadeColumn job(const Arguments&, MakeContext& c) { return job_of(c, "job", "job.jobs"); }
MadeColumn job_male(const Arguments&, MakeContext& c) { return job_of(c, "job_male", "job.jobs_male"); }
MadeColumn job_female(const Arguments&, MakeContext& c) { return job_of(c, "job_female", "job.jobs_female"); }

constexpr char kSuffixes[] = "company.company_suffixes";
constexpr Provider kRows[] = {
    {"company", {}, TypeId::kText, "the name of a company", "{}", company},
    {"company_suffix", {}, TypeId::kText, "the legal form behind a company's name", "{}", one_of_list<kSuffixes>},
    {"catch_phrase", {}, TypeId::kText, "the catch phrase of a company", "{}", catch_phrase},
    {"bs", {}, TypeId::kText, "what a company says it does", "{}", bs},
    {"job", {}, TypeId::kText, "a job", "{}", job},
    {"job_male", {}, TypeId::kText, "a job in the male form", "{}", job_male},
    {"job_female", {}, TypeId::kText, "a job in the female form", "{}", job_female},
};

}  // namespace

const std::span<const Provider> kCompanyProviders = kRows;

}  // namespace mockdata
