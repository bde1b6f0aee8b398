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

static const unsigned char bundle_guide[] = {
#embed "../Interchange/Bundle.txt"
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

const unsigned char *cembedded_matchmaking_phrases(void) { return matchmaking_phrases; }
const unsigned char *cembedded_subscription_phrases(void) { return subscription_phrases; }
const unsigned char *cembedded_receipt_schema(void) { return receipt_schema; }
const unsigned char *cembedded_bundle_guide(void) { return bundle_guide; }
const unsigned char *cembedded_english_words(void) { return english_words; }
const unsigned char *cembedded_chinese_words(void) { return chinese_words; }
const unsigned char *cembedded_traditional_characters(void) { return traditional_characters; }
const unsigned char *cembedded_harness_words(void) { return harness_words; }
const unsigned char *cembedded_fault_guide(void) { return fault_guide; }
