#pragma once

/// Texts that ship inside the program, byte for byte the files beside the Swift code that reads them: UTF-8, closed by a
/// zero. They live as long as the program.
const unsigned char *_Nonnull cembedded_matchmaking_phrases(void);
const unsigned char *_Nonnull cembedded_subscription_phrases(void);
const unsigned char *_Nonnull cembedded_receipt_schema(void);
const unsigned char *_Nonnull cembedded_bundle_guide(void);
const unsigned char *_Nonnull cembedded_english_words(void);
const unsigned char *_Nonnull cembedded_chinese_words(void);
const unsigned char *_Nonnull cembedded_traditional_characters(void);
const unsigned char *_Nonnull cembedded_harness_words(void);
const unsigned char *_Nonnull cembedded_fault_guide(void);
