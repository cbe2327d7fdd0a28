// Verdicts written into a template: semantic_type, privacy, pii, provider and evidence of every field. What a person or the
// source document has confirmed stays; there only what is empty is filled.
#pragma once

#include <functional>

#include "semantics/semantics.h"
#include "template/template.h"

namespace mockdata::semantics {

// What a reader saw of single values, by the field's dotted path; it never leaves the run.
using ShapeOfField = std::function<ValueShape(const Field& field)>;

// Judges all entities again, whatever earlier rules said: verdicts of rules are never frozen.
void judge_template(Template& tmpl, const Judge& judge, const ShapeOfField& shape_of = {});

Kind kind_of(FieldType type);

}  // namespace mockdata::semantics
