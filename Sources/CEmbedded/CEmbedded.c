#include "CEmbedded.h"

// Not SwiftPM's `.embedInCode`: it writes a Swift array literal, and the compiler needs 20 seconds for these files.
// `#embed` is C23; the compiler of the Swift toolchain knows it in every dialect.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char matchmaking_phrases[] = {
#embed "../SyntheticAudit/Phrases/matchmaking.txt"
  , 0
};

static const unsigned char subscription_phrases[] = {
#embed "../SyntheticAudit/Phrases/subscription.txt"
  , 0
};

static const unsigned char receipt_schema[] = {
#embed "../Receipt/receipt.schema.json"
  , 0
};

static const unsigned char english_words[] = {
#embed "../Conduct/Words/English.txt"
  , 0
};

static const unsigned char chinese_words[] = {
#embed "../Conduct/Words/Chinese.txt"
  , 0
};

static const unsigned char traditional_characters[] = {
#embed "../Conduct/Words/Traditional.txt"
  , 0
};

static const unsigned char harness_words[] = {
#embed "../Conduct/Words/Marks.txt"
  , 0
};

static const unsigned char fault_guide[] = {
#embed "../Conduct/Faults.md"
  , 0
};

static const unsigned char guide_start[] = {
#embed "../Guide/Guide.docc/Start.md"
  , 0
};

static const unsigned char guide_data[] = {
#embed "../Guide/Guide.docc/Data.md"
  , 0
};

static const unsigned char guide_filter[] = {
#embed "../Guide/Guide.docc/Filter.md"
  , 0
};

static const unsigned char guide_bundle[] = {
#embed "../Guide/Guide.docc/Bundle.md"
  , 0
};

static const unsigned char guide_method[] = {
#embed "../Guide/Guide.docc/Method.md"
  , 0
};

static const unsigned char guide_probing[] = {
#embed "../Guide/Guide.docc/Probing.md"
  , 0
};

static const unsigned char guide_conversations[] = {
#embed "../Guide/Guide.docc/Conversations.md"
  , 0
};

static const unsigned char guide_receipt[] = {
#embed "../Guide/Guide.docc/Receipt.md"
  , 0
};

static const unsigned char guide_report[] = {
#embed "../Guide/Guide.docc/Report.md"
  , 0
};

static const unsigned char guide_review[] = {
#embed "../Guide/Guide.docc/Review.md"
  , 0
};

static const unsigned char guide_privacy[] = {
#embed "../Guide/Guide.docc/Privacy.md"
  , 0
};

static const unsigned char guide_scale[] = {
#embed "../Guide/Guide.docc/Scale.md"
  , 0
};

static const unsigned char guide_programs[] = {
#embed "../Guide/Guide.docc/Programs.md"
  , 0
};

static const unsigned char guide_decisions[] = {
#embed "../Guide/Guide.docc/Decisions.md"
  , 0
};

static const unsigned char schema_cases[] = {
#embed "../Guide/Schemas/cases.json"
  , 0
};

static const unsigned char schema_stats[] = {
#embed "../Guide/Schemas/stats.json"
  , 0
};

static const unsigned char schema_import[] = {
#embed "../Guide/Schemas/import.json"
  , 0
};

static const unsigned char schema_plan[] = {
#embed "../Guide/Schemas/plan.json"
  , 0
};

static const unsigned char schema_probes[] = {
#embed "../Guide/Schemas/probes.json"
  , 0
};

static const unsigned char schema_simulate[] = {
#embed "../Guide/Schemas/simulate.json"
  , 0
};

static const unsigned char schema_label[] = {
#embed "../Guide/Schemas/label.json"
  , 0
};

static const unsigned char schema_lint[] = {
#embed "../Guide/Schemas/lint.json"
  , 0
};

static const unsigned char schema_review[] = {
#embed "../Guide/Schemas/review.json"
  , 0
};

static const unsigned char schema_looks[] = {
#embed "../Guide/Schemas/looks.json"
  , 0
};

static const unsigned char schema_config[] = {
#embed "../Guide/Schemas/config.json"
  , 0
};
static const unsigned char schema_stores[] = {
#embed "../Guide/Schemas/stores.json"
  , 0
};

static const unsigned char schema_verify[] = {
#embed "../Guide/Schemas/verify.json"
  , 0
};

static const unsigned char schema_generate[] = {
#embed "../Guide/Schemas/generate.json"
  , 0
};

static const unsigned char schema_init[] = {
#embed "../Guide/Schemas/init.json"
  , 0
};

static const unsigned char schema_export[] = {
#embed "../Guide/Schemas/export.json"
  , 0
};

static const unsigned char schema_merge[] = {
#embed "../Guide/Schemas/merge.json"
  , 0
};

static const unsigned char schema_check[] = {
#embed "../Guide/Schemas/check.json"
  , 0
};

const unsigned char *cembedded_matchmaking_phrases(void) { return matchmaking_phrases; }
const unsigned char *cembedded_subscription_phrases(void) { return subscription_phrases; }
const unsigned char *cembedded_receipt_schema(void) { return receipt_schema; }
const unsigned char *cembedded_english_words(void) { return english_words; }
const unsigned char *cembedded_chinese_words(void) { return chinese_words; }
const unsigned char *cembedded_traditional_characters(void) { return traditional_characters; }
const unsigned char *cembedded_harness_words(void) { return harness_words; }
const unsigned char *cembedded_fault_guide(void) { return fault_guide; }
const unsigned char *cembedded_guide_start(void) { return guide_start; }
const unsigned char *cembedded_guide_data(void) { return guide_data; }
const unsigned char *cembedded_guide_filter(void) { return guide_filter; }
const unsigned char *cembedded_guide_bundle(void) { return guide_bundle; }
const unsigned char *cembedded_guide_method(void) { return guide_method; }
const unsigned char *cembedded_guide_probing(void) { return guide_probing; }
const unsigned char *cembedded_guide_conversations(void) { return guide_conversations; }
const unsigned char *cembedded_guide_receipt(void) { return guide_receipt; }
const unsigned char *cembedded_guide_report(void) { return guide_report; }
const unsigned char *cembedded_guide_review(void) { return guide_review; }
const unsigned char *cembedded_guide_privacy(void) { return guide_privacy; }
const unsigned char *cembedded_guide_scale(void) { return guide_scale; }
const unsigned char *cembedded_guide_programs(void) { return guide_programs; }
const unsigned char *cembedded_guide_decisions(void) { return guide_decisions; }
const unsigned char *cembedded_schema_cases(void) { return schema_cases; }
const unsigned char *cembedded_schema_stats(void) { return schema_stats; }
const unsigned char *cembedded_schema_import(void) { return schema_import; }
const unsigned char *cembedded_schema_plan(void) { return schema_plan; }
const unsigned char *cembedded_schema_probes(void) { return schema_probes; }
const unsigned char *cembedded_schema_simulate(void) { return schema_simulate; }
const unsigned char *cembedded_schema_label(void) { return schema_label; }
const unsigned char *cembedded_schema_lint(void) { return schema_lint; }
const unsigned char *cembedded_schema_review(void) { return schema_review; }
const unsigned char *cembedded_schema_looks(void) { return schema_looks; }
const unsigned char *cembedded_schema_config(void) { return schema_config; }
const unsigned char *cembedded_schema_stores(void) { return schema_stores; }
const unsigned char *cembedded_schema_verify(void) { return schema_verify; }
const unsigned char *cembedded_schema_generate(void) { return schema_generate; }
const unsigned char *cembedded_schema_init(void) { return schema_init; }
const unsigned char *cembedded_schema_export(void) { return schema_export; }
const unsigned char *cembedded_schema_merge(void) { return schema_merge; }
const unsigned char *cembedded_schema_check(void) { return schema_check; }
