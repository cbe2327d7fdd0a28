#include "cli/flags.h"

#include "base/date.h"

namespace mockdata::cli {

void PlanFlags::add_to(Options& app) {
  app.topic("What is generated");
  app.add_option("--seed N", seed, "seed of all values (default: the template's, else 0)");
  app.add_option("--as-of DATE", as_of, "what \"today\" means, YYYY-MM-DD (default: the day of extraction)");
  app.add_option("--rows ENTITY=N|xN", rows, "rows of an entity, such as employees=1000, or x10 for ten times every count");
  app.add_option("--crosswalk FILE", crosswalk, "template of another source that shares an identity: a crosswalk with the keys of both");
  app.add_option("--locale LOCALE", locale, "locale where no entity or field names one, e.g. fi_FI");
}

Result<PlanOptions> PlanFlags::options() const {
  PlanOptions options;
  if (!seed.empty()) {
    char* end = nullptr;
    options.seed = std::strtoull(seed.c_str(), &end, 10);
    if (*end || seed[0] == '-') return usage_error("--seed takes a whole number of 0 or more, found \"" + seed + "\"");
  }
  if (!as_of.empty()) {
    options.as_of = parse_date(as_of);
    if (!options.as_of) return usage_error("--as-of takes a date such as 2026-11-24, found \"" + as_of + "\"");
  }
  for (const std::string& r : rows) MOCKDATA_CHECK(apply_rows(r, options));
  for (const std::string& path : crosswalk) {
    MOCKDATA_ASSIGN(Template other, load_template(path));
    options.others.push_back(std::make_shared<const Template>(std::move(other)));
  }
  options.locale = locale;
  return options;
}

void LandFlags::add_to(Options& app, LandOptions& o, const std::string& place) {
  app.topic("Where and how it lands");
  const Option output = app.add_option("--output,-o PLACE", o.output, "a folder, a file, - for standard output, null: for nowhere" + (place.empty() ? "" : " (default: " + place + ")"));
  if (place.empty()) output.required();
  app.add_option("--format,-f FORMAT", o.format,
                 "delta, parquet, csv, ndjson, json, arrow, arrows (the stream format); csv.gz, csv.zst … compressed (default: what the output's ending says, else Delta tables and data.json)");
  app.add_option("--environment NAME", environment, "must be dev (or MOCKDATA_ENVIRONMENT=dev); nothing is written elsewhere");
  app.add_option("--ingested-at TIME", o.ingested_at, "pins _ingested_at, e.g. 2026-11-24T00:00:00Z");
  app.add_option("--threads", o.threads, "threads (default: all)");
  app.add_flag("--replace-foreign", o.replace_foreign, "overwrite data that this program did not make");
}

void add_template(Options& app, std::string& path) { app.add_option("template", path, "a template: metadata.json").required(); }

void add_json(Options& app, bool& json) { app.add_flag("--json", json, "answer as JSON"); }

}  // namespace mockdata::cli
