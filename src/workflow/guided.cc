#include "workflow/guided.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "base/date.h"
#include "base/nearest.h"
#include "discover/rest/extract.h"
#include "land/bronze.h"
#include "land/sink.h"
#include "providers/provider.h"
#include "semantics/template_judge.h"
#include "template/merge.h"
#include "workflow/corrections.h"
#include "workflow/described.h"
#include "workflow/findings.h"
#include "workflow/project.h"
#include "workflow/row_counts.h"
#include "workflow/script.h"

namespace fs = std::filesystem;

namespace mockdata {

namespace {

using discover::SourceDocument;
using discover::SourceKind;

class Guide {
 public:
  Guide(GuidedOptions& options, Terminal& terminal) : o_(options), t_(terminal) {}

  Result<int> run() {
    MOCKDATA_CHECK(find_project());
    MOCKDATA_CHECK(read_document());
    MOCKDATA_ASSIGN(bool extract, choose_workflow());
    MOCKDATA_ASSIGN(environment_, resolve_environment(o_.environment, &project_, t_));
    MOCKDATA_CHECK(check_environment(environment_));
    if (extract) {
      MOCKDATA_CHECK(this->extract());
      MOCKDATA_CHECK(confirm());
      MOCKDATA_CHECK(row_counts());
      MOCKDATA_CHECK(save());
    } else {
      MOCKDATA_CHECK(use_template());
    }
    return generate();
  }

 private:
  bool ask() const { return t_.can_ask() && !o_.yes; }
  Error needs(const std::string& what, const std::string& flag) { return usage_error(what, "give " + flag + ", or run it on a terminal to be asked"); }

  Status find_project() {
    if (o_.source.ends_with(".md")) return usage_error("\"" + o_.source + "\" is the path of a source document", "give its name: " + fs::path(o_.source).stem().string());
    if (!o_.source.empty() && !valid_source_name(o_.source)) return usage_error("\"" + o_.source + "\" cannot be the name of a source", "letters, digits, _, - and . are allowed");
    std::vector<std::string> looked;
    std::vector<Project> projects = find_projects(fs::current_path().string(), looked);
    if (projects.empty()) {
      std::string where;
      for (const std::string& l : looked) where += "\n    " + l;
      return usage_error("no project was found: no folder docs/sources and no projects/<project>/docs here or above. Looked in:" + where,
                         "go to the repository's folder, or make projects/<project>/docs/sources/" + (o_.source.empty() ? "<source>" : o_.source) + ".md");
    }
    if (!o_.project.empty()) {
      std::vector<std::string> names;
      for (const Project& p : projects) {
        names.push_back(p.name);
        if (p.name == o_.project) project_ = p;
      }
      if (project_.name.empty()) {
        const std::string near = nearest(o_.project, names);
        return usage_error("there is no project \"" + o_.project + "\"", near.empty() ? "" : "did you mean \"" + near + "\"?");
      }
    } else if (projects.size() == 1) {
      project_ = projects[0];
    } else {
      std::vector<Project> with;
      for (const Project& p : projects)
        if (!o_.source.empty() && fs::exists(p.source_document(o_.source))) with.push_back(p);
      if (with.size() == 1) {
        project_ = with[0];
      } else {
        std::string names;
        for (std::size_t i = 0; i < projects.size(); ++i) names += "\n  " + std::to_string(i + 1) + ". " + projects[i].name;
        if (!ask()) return needs("there are several projects:" + names, "--project NAME");
        t_.line("Several projects:" + names);
        while (project_.name.empty()) {
          MOCKDATA_ASSIGN(const std::string answer, t_.ask("Which project? (name or number)"));
          for (std::size_t i = 0; i < projects.size(); ++i)
            if (answer == projects[i].name || answer == std::to_string(i + 1)) project_ = projects[i];
        }
      }
    }
    t_.line(t_.bold("Project: ") + project_.name);
    return name_source();
  }

  // Where the command line names no source: one of the project's documents.
  Status name_source() {
    if (!o_.source.empty()) return {};
    const std::vector<std::string> known = project_.sources();
    std::string all;
    for (const std::string& k : known) all += (all.empty() ? "" : ", ") + k;
    if (!ask()) return usage_error("which source?", all.empty() ? "generate-mock-data NAME; the project has no source documents yet" : "generate-mock-data NAME; documents are there of: " + all);
    while (!valid_source_name(o_.source)) {
      MOCKDATA_ASSIGN(o_.source, t_.ask("Which source?" + (all.empty() ? "" : " (documents: " + all + ")")));
    }
    return {};
  }

  Status read_document() {
    while (!fs::exists(project_.source_document(o_.source))) {
      const std::string path = project_.source_document(o_.source);
      const std::vector<std::string> known = project_.sources();
      const std::string near = nearest(o_.source, known);
      std::string all;
      for (const std::string& k : known) all += (all.empty() ? "" : ", ") + k;
      const std::string said = "There is no source document " + shown_path(path) + (near.empty() ? "" : ". Did you mean \"" + near + "\"?") + (all.empty() ? "; the project has no source documents yet" : " (documents: " + all + ")");
      const bool described = !o_.source_type.empty() || !o_.base_url.empty() || !o_.endpoints.empty() || !o_.template_path.empty() || fs::exists(project_.template_path(o_.source));
      if (!described && !ask()) return Error{ErrorKind::kUsage, said, {}, "correct the name, or describe the source by --source-type rest --base-url URL --endpoint /path"};
      t_.line(said);
      if (described) break;
      MOCKDATA_ASSIGN(const std::string answer, t_.ask("Name of the source (Enter goes on with \"" + o_.source + "\", without a document):"));
      if (answer.empty() || answer == o_.source) {
        MOCKDATA_CHECK(ask_type());
        break;
      }
      if (valid_source_name(answer)) o_.source = answer;
      else t_.line("\"" + answer + "\" cannot be the name of a source: letters, digits, _, - and . are allowed.");
    }
    const std::string path = project_.source_document(o_.source);
    if (fs::exists(path)) {
      auto document = discover::load_source_document(path);
      if (!document.ok()) return document.error();
      document_ = std::move(*document);
      has_document_ = true;
      t_.line(t_.bold("Source:  ") + o_.source + " (" + shown_path(path) + ")");
    } else {
      t_.line(t_.bold("Source:  ") + o_.source);
    }
    kind_ = document_.kind;
    if (!o_.source_type.empty() && !kind_from(o_.source_type, kind_)) return usage_error("no type of source is called \"" + o_.source_type + "\"", "types: rest, sql, saas");
    if (kind_ == SourceKind::kUnknown && (!o_.base_url.empty() || !o_.endpoints.empty())) kind_ = SourceKind::kRest;
    const char* names[] = {"not said", "REST API", "SQL database", "SaaS platform"};
    if (kind_ != SourceKind::kUnknown) t_.line(t_.bold("Type:    ") + names[static_cast<int>(kind_)] + (document_.platform.empty() ? "" : " (" + document_.platform + ")"));
    return {};
  }

  static bool kind_from(const std::string& word, SourceKind& kind) {
    if (word == "rest" || word == "rest_api" || word == "api") kind = SourceKind::kRest;
    else if (word == "sql") kind = SourceKind::kSql;
    else if (word == "saas") kind = SourceKind::kSaas;
    else return false;
    return true;
  }

  Status ask_type() {
    while (true) {
      MOCKDATA_ASSIGN(o_.source_type, t_.ask("Type of the source (rest/sql/saas):"));
      SourceKind kind;
      if (kind_from(o_.source_type, kind)) return {};
      t_.line("Please answer rest, sql or saas.");
    }
  }

  Result<bool> choose_workflow() {
    if (o_.extract && !o_.template_path.empty()) return usage_error("--extract and --template are two ways to begin", "give one: extract the metadata first, or use a template");
    if (!o_.template_path.empty()) return false;
    if (o_.extract) return true;
    const bool saved = fs::exists(project_.template_path(o_.source));
    if (!ask()) {
      if (o_.yes) return !saved;
      return needs("extract the metadata first, or use a saved template?", "--extract or --template PATH");
    }
    t_.line();
    t_.line("1. Extract metadata first");
    t_.line("2. Use existing template");
    while (true) {
      MOCKDATA_ASSIGN(const std::string answer, t_.ask("Enter choice (1 or 2):"));
      if (answer == "1") return true;
      if (answer == "2" && !project_.templates().empty()) return false;
      t_.line(answer == "2" ? "The project has no saved template yet: answer 1, or start again with --template FILE." : "Please answer 1 or 2.");
    }
  }

  Status extract() {
    if (kind_ == SourceKind::kSql || kind_ == SourceKind::kSaas)
      return Error{ErrorKind::kUsage, std::string("extraction from a ") + (kind_ == SourceKind::kSql ? "SQL database" : "SaaS platform") + " is not there yet; this version reads REST APIs", {},
                   "write a template by hand and give --template, or describe a REST endpoint by --source-type rest"};
    auto found = discover_described(o_.source, o_, has_document_ ? &document_ : nullptr, project_.source_document(o_.source), ask(), t_);
    if (!found.ok()) return found.error();
    tmpl_ = std::move(found->tmpl);
    suggested_ = std::move(found->suggested);
    show_lines("Not used of the API document", found->losses, t_);
    show_lines("Documents and records disagree", found->disagreements, t_);
    semantics::name_providers(tmpl_, semantics::Judge::standard(), provides);
    template_path_ = project_.template_path(o_.source);
    if (fs::exists(template_path_)) {
      MOCKDATA_ASSIGN(const Template earlier, load_template(template_path_));
      Merged merged = merge_templates(earlier, tmpl_);
      tmpl_ = std::move(merged.tmpl);
      show_merge(merged.appeared, merged.vanished, t_);
    }
    return {};
  }

  Status confirm() {
    for (const std::string& c : o_.corrections) MOCKDATA_CHECK(apply_corrections(c, tmpl_));
    show_findings(tmpl_, suggested_, t_);
    if (ask()) {
      while (true) {
        MOCKDATA_ASSIGN(const std::string answer, t_.ask("Corrections (-not.personal +personal a.b=c.d a.b:type), Enter accepts:"));
        if (answer.empty()) break;
        if (const Status s = apply_corrections(answer, tmpl_); !s.ok()) t_.error(s.error());
        else show_findings(tmpl_, suggested_, t_);
      }
      for (const std::string& u : unknown_fields(tmpl_)) {
        while (true) {
          MOCKDATA_ASSIGN(const std::string answer, t_.ask("Type of " + u + " (string, int, date, … ; Enter leaves the field out):"));
          if (answer.empty()) break;
          const Status s = apply_correction(u + ":" + answer, tmpl_);
          if (s.ok()) break;
          t_.error(s.error());
        }
      }
    }
    leave_out_unknown();
    return {};
  }

  // Fields of unknown type cannot be generated; they are left out of the template, and said.
  void leave_out_unknown() {
    std::vector<std::string> gone;
    const auto sweep = [&](auto& self, std::vector<Field>& fields, const std::string& prefix) -> void {
      for (std::size_t i = 0; i < fields.size();) {
        Field& f = fields[i];
        self(self, f.fields, prefix + f.name + ".");
        if (!f.items.empty()) self(self, f.items[0].fields, prefix + f.name + "[].");
        const bool bad = f.type == FieldType::kUnknown || (f.type == FieldType::kArray && (f.items.empty() || f.items[0].type == FieldType::kUnknown ||
                         (f.items[0].type == FieldType::kObject && f.items[0].fields.empty()))) || (f.type == FieldType::kObject && f.fields.empty());
        if (bad) {
          gone.push_back(prefix + f.name);
          fields.erase(fields.begin() + static_cast<long>(i));
        } else {
          ++i;
        }
      }
    };
    for (Entity& e : tmpl_.entities) sweep(sweep, e.fields, e.name + ".");
    if (!gone.empty()) {
      t_.line("Left out, as nothing tells their type (give them one with --correct entity.field:type):");
      for (const std::string& g : gone) t_.line("  " + g);
      const auto lost = [&](const std::string& leg) { return std::find(gone.begin(), gone.end(), leg) != gone.end(); };
      auto& r = tmpl_.relationships;
      r.erase(std::remove_if(r.begin(), r.end(), [&](const Relationship& x) { return std::any_of(x.from.begin(), x.from.end(), lost) || std::any_of(x.to.begin(), x.to.end(), lost); }), r.end());
    }
  }

  Status row_counts() {
    for (Entity& e : tmpl_.entities)
      if (!e.row_count && !e.settings.find("rows")) e.row_count = default_row_count(e.name);
    for (auto it = o_.plan.rows.begin(); it != o_.plan.rows.end(); ++it) {
      const auto entity = std::find_if(tmpl_.entities.begin(), tmpl_.entities.end(), [&](const Entity& e) { return e.name == it->first; });
      if (entity == tmpl_.entities.end()) return usage_error("--rows names \"" + it->first + "\", which is no entity of this source");
      entity->row_count = it->second;
    }
    if (ask() && o_.plan.rows.empty() && o_.plan.scale == 1) {
      t_.line();
      t_.line(t_.bold("Rows:"));
      for (const Entity& e : tmpl_.entities) t_.line("  " + e.name + " " + std::to_string(e.row_count.value_or(0)));
      while (true) {
        MOCKDATA_ASSIGN(const std::string answer, t_.ask("Other row counts (employees=1000 or x10), Enter accepts:"));
        if (answer.empty()) break;
        PlanOptions given;
        Status status;
        std::string word;
        for (const char c : answer + " ") {
          if (c != ' ' && c != ',') word += c;
          else if (!word.empty()) {
            if (status.ok()) status = apply_rows(word, given);
            word.clear();
          }
        }
        for (const auto& [name, n] : given.rows)
          if (!tmpl_.entity(name) && status.ok()) status = usage_error("there is no entity \"" + name + "\"");
        if (!status.ok()) {
          t_.error(status.error());
          continue;
        }
        for (Entity& e : tmpl_.entities) {
          if (given.rows.contains(e.name)) e.row_count = given.rows[e.name];
          else if (given.scale != 1 && e.row_count) e.row_count = static_cast<int64_t>(std::llround(static_cast<double>(*e.row_count) * given.scale));
        }
        for (const Entity& e : tmpl_.entities) t_.line("  " + e.name + " " + std::to_string(e.row_count.value_or(0)));
      }
    }
    return {};
  }

  Status save() {
    MOCKDATA_CHECK(make_folders(fs::path(template_path_).parent_path().string()));
    MOCKDATA_CHECK(save_template(tmpl_, template_path_));
    t_.line();
    t_.line("✓ Template saved: " + shown_path(template_path_));
    return {};
  }

  Status use_template() {
    if (!o_.template_path.empty()) {
      template_path_ = o_.template_path;
    } else if (!ask()) {
      template_path_ = project_.template_path(o_.source);
    } else {
      const std::vector<std::string> saved = project_.templates();
      t_.line("Templates:");
      for (std::size_t i = 0; i < saved.size(); ++i) {
        auto tmpl = load_template(project_.template_path(saved[i]));
        t_.line("  " + std::to_string(i + 1) + ". " + saved[i] + "  " + (tmpl.ok() ? "extracted " + tmpl->extracted_at : "cannot be read"));
      }
      while (template_path_.empty()) {
        MOCKDATA_ASSIGN(const std::string answer, t_.ask("Which template? (name or number)"));
        for (std::size_t i = 0; i < saved.size(); ++i)
          if (answer == saved[i] || answer == std::to_string(i + 1)) template_path_ = project_.template_path(saved[i]);
        if (template_path_.empty()) t_.line("There is no template \"" + answer + "\".");
      }
    }
    MOCKDATA_ASSIGN(tmpl_, load_template(template_path_));
    t_.line();
    t_.line(t_.bold("Template: ") + shown_path(template_path_) + " (extracted " + tmpl_.extracted_at + ")");
    for (const Entity& e : tmpl_.entities) {
      const auto asked = o_.plan.rows.find(e.name);
      const int64_t rows = asked != o_.plan.rows.end() ? asked->second : std::llround(static_cast<double>(e.row_count.value_or(0)) * o_.plan.scale);
      t_.line("  " + e.name + ": " + std::to_string(rows) + " rows, " + std::to_string(e.fields.size()) + " fields");
    }
    if (ask()) {
      MOCKDATA_ASSIGN(const bool go, t_.ask_yes("Proceed with data generation? (yes/no)"));
      if (!go) return Error{ErrorKind::kInterrupted, "nothing was generated", {}, {}};
    }
    return {};
  }

  Result<int> generate() {
    RunOptions run;
    static_cast<LandOptions&>(run) = o_;
    run.template_path = fs::absolute(template_path_).string();
    run.plan = o_.plan;
    run.output = o_.output.empty() ? project_.output(o_.source) : fs::absolute(o_.output).lexically_normal().string();
    run.environment = environment_;
    MOCKDATA_ASSIGN(const Prepared prepared, prepare(template_path_, run.plan));
    for (const Issue& issue : prepared.planned.issues)
      if (!issue.error) t_.line("! " + prepared.tmpl.where(issue.path, issue.line) + ": " + issue.message);
    const Plan& plan = *prepared.planned.plan;
    const std::string script = project_.script_path(o_.source);
    MOCKDATA_CHECK(write_script(script, o_.source, run, plan));
    t_.line("✓ Generation script saved: " + shown_path(script));
    t_.line();
    MOCKDATA_ASSIGN(const RunReport report, generate_run(prepared, run, t_));
    t_.line();
    t_.line(t_.bold("Tables:"));
    for (const PlannedEntity& e : plan.entities) {
      const std::string table = e.bronze_table.empty() ? "bronze_" + plan.source + "_" + e.name : e.bronze_table;
      t_.line("- " + table + " (" + std::to_string(e.rows()) + " rows)");
    }
    t_.line();
    if (report.checks && !report.checks->passed()) {
      t_.line("Some checks failed; see ✗ above. The data is in " + shown_path(report.landed.place.root));
      return 1;
    }
    t_.line(t_.bold("Next steps"));
    t_.line("  1. Build your pipeline against " + shown_path(report.landed.place.root));
    t_.line("  2. Adjust the template and run again: " + shown_path(template_path_));
    t_.line("  3. Repeat exactly this generation: python3 " + shown_path(script));
    return 0;
  }

  GuidedOptions& o_;
  Terminal& t_;
  Project project_;
  SourceDocument document_;
  bool has_document_ = false;
  SourceKind kind_ = SourceKind::kUnknown;
  Environment environment_;
  Template tmpl_;
  std::string template_path_;
  std::vector<discover::RelationGuess> suggested_;
};

}  // namespace

Result<int> run_guided(GuidedOptions options, Terminal& terminal) { return Guide(options, terminal).run(); }

}  // namespace mockdata
