#include "cli/report_json.h"

namespace mockdata::cli {

Value report_json(const verify::Report& report) {
  std::vector<Value> checks;
  for (const verify::Check& c : report.checks) {
    std::vector<Value> offenders;
    for (const std::string& o : c.offenders) offenders.push_back(Value::string(o));
    checks.push_back(Value::object({{"check", Value::string(c.name)}, {"entity", Value::string(c.entity)}, {"wording", Value::string(c.wording)}, {"passed", Value::boolean(c.passed)},
                                    {"checked", Value::number(static_cast<int64_t>(c.checked))}, {"failed", Value::number(static_cast<int64_t>(c.failed))},
                                    {"offenders", Value::array(std::move(offenders))}, {"detail", Value::string(c.detail)}}));
  }
  return Value::object({{"passed", Value::boolean(report.passed())}, {"checks", Value::array(std::move(checks))}});
}

}  // namespace mockdata::cli
