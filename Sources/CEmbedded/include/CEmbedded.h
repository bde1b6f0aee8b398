#pragma once

/// Texts that ship inside the program, byte for byte the files beside the Swift code that reads them: UTF-8, closed by a
/// zero. They live as long as the program.
const unsigned char *_Nonnull cembedded_matchmaking_phrases(void);
const unsigned char *_Nonnull cembedded_subscription_phrases(void);
const unsigned char *_Nonnull cembedded_receipt_schema(void);
const unsigned char *_Nonnull cembedded_english_words(void);
const unsigned char *_Nonnull cembedded_chinese_words(void);
const unsigned char *_Nonnull cembedded_traditional_characters(void);
const unsigned char *_Nonnull cembedded_harness_words(void);
const unsigned char *_Nonnull cembedded_fault_guide(void);
const unsigned char *_Nonnull cembedded_guide_start(void);
const unsigned char *_Nonnull cembedded_guide_data(void);
const unsigned char *_Nonnull cembedded_guide_filter(void);
const unsigned char *_Nonnull cembedded_guide_bundle(void);
const unsigned char *_Nonnull cembedded_guide_method(void);
const unsigned char *_Nonnull cembedded_guide_probing(void);
const unsigned char *_Nonnull cembedded_guide_conversations(void);
const unsigned char *_Nonnull cembedded_guide_receipt(void);
const unsigned char *_Nonnull cembedded_guide_report(void);
const unsigned char *_Nonnull cembedded_guide_review(void);
const unsigned char *_Nonnull cembedded_guide_privacy(void);
const unsigned char *_Nonnull cembedded_guide_scale(void);
const unsigned char *_Nonnull cembedded_guide_programs(void);
const unsigned char *_Nonnull cembedded_guide_decisions(void);
const unsigned char *_Nonnull cembedded_schema_cases(void);
const unsigned char *_Nonnull cembedded_schema_stats(void);
const unsigned char *_Nonnull cembedded_schema_import(void);
const unsigned char *_Nonnull cembedded_schema_plan(void);
const unsigned char *_Nonnull cembedded_schema_probes(void);
const unsigned char *_Nonnull cembedded_schema_simulate(void);
const unsigned char *_Nonnull cembedded_schema_label(void);
const unsigned char *_Nonnull cembedded_schema_lint(void);
const unsigned char *_Nonnull cembedded_schema_review(void);
const unsigned char *_Nonnull cembedded_schema_looks(void);
const unsigned char *_Nonnull cembedded_schema_config(void);
const unsigned char *_Nonnull cembedded_schema_stores(void);
const unsigned char *_Nonnull cembedded_schema_verify(void);
const unsigned char *_Nonnull cembedded_schema_generate(void);
const unsigned char *_Nonnull cembedded_schema_init(void);
const unsigned char *_Nonnull cembedded_schema_export(void);
const unsigned char *_Nonnull cembedded_schema_merge(void);
const unsigned char *_Nonnull cembedded_schema_check(void);
