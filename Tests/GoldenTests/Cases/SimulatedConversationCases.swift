extension GoldenCase {
  private static let rowsOfConversations = "b/conversations.jsonl"

  /// Whole simulated conversations in a bundle of version 2.
  static let simulatedConversations: [GoldenCase] = [
    GoldenCase(
      "import/whole",
      "walkaway import inputs/whole --into own.walkaway",
      "walkaway import inputs/whole --into own.walkaway",
      "walkaway import inputs/whole --into other.walkaway --json | tr ',' '\\n' | grep -A 7 simulatedConversations",
      "walkaway cases own.walkaway",
      "walkaway export own.walkaway --format bundle --output copy",
      "diff -r inputs/whole copy",
      "walkaway export own.walkaway --format bundle --where outcome:bought --output some && cat some/conversations.jsonl",
      "walkaway export own.walkaway --format bundle --redact --output masked && cat masked/conversations.jsonl",
      "walkaway receipt own.walkaway --json --output receipt.json && grep -A 7 simulated-conversations receipt.json",
      "walkaway verify receipt.json own.walkaway | grep digest",
      "walkaway cases inputs/whole --limit 0",
      "walkaway stores | head -2 | sed 's/; [0-9.]* MB//'",
      "walkaway stores --json | grep -E '\"(simulated_)?conversations\"'"),
    GoldenCase(
      "import/whole-refused",
      "mkdir b && cp inputs/whole/* b && sed -i 's#audit/2#audit/1#' b/audit.json",
      "walkaway import b --into own.walkaway",
      "cp inputs/whole/* b && (sed 's/\"c-1\"/\"c-9\"/; s/\"user\",\"end/\"nobody\",\"end/; s/\"agent\",\"cus/[],\"cus/' "
        + "inputs/whole/conversations.jsonl; sed -n 3p inputs/whole/conversations.jsonl) > \(rowsOfConversations)",
      "walkaway import b --into other.walkaway"),
    GoldenCase(
      "import/whole-changed",
      "mkdir b && cp inputs/whole/* b && walkaway import b --into own.walkaway",
      "sed -i 's/Lovely/Fine/; /s-3/d' \(rowsOfConversations)", "walkaway import b --into own.walkaway",
      "walkaway import b --into own.walkaway --keep", "walkaway import b --into own.walkaway --replace",
      "sed -i '/\"id\":\"c-2\"/d' \(rowsOfConversations)", "walkaway import b --into own.walkaway --replace"),
  ]
}
