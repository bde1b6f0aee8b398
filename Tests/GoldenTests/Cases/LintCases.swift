extension GoldenCase {
  /// `walkaway lint`.
  static let lint: [GoldenCase] = [
    GoldenCase(
      "lint/audit",
      "walkaway lint small.walkaway",
      "walkaway lint small.walkaway --strict --limit 0", "walkaway lint alone.walkaway --strict",
      "walkaway lint en.walkaway --limit 3 --all-rules",
      "walkaway lint small.walkaway --simulator persona --fault repetition --fault echo --json --limit 1",
      "walkaway lint small.walkaway --csv --csv-bom",
      "walkaway lint small.walkaway --csv --csv-guard none --limit 1"),
    GoldenCase(
      "lint/whole",
      "walkaway lint inputs/whole",
      "mkdir many && cp inputs/whole/* many",
      "for n in $(seq 20); do sed -n \"s/\\\"s-2\\\"/\\\"m-$n\\\"/p\" inputs/whole/conversations.jsonl; done "
        + ">> many/conversations.jsonl",
      "walkaway lint many --simulator persona --fault impossible-exit",
      "sed -i '/\"s-1\"/d' many/conversations.jsonl",
      "cp -r many never && walkaway lint never --simulator persona --json"),
    GoldenCase(
      "lint/log",
      "walkaway lint inputs/logs/faulty.jsonl",
      "walkaway lint inputs/logs/faulty.jsonl --format openai-messages --fault control-word --strict",
      "walkaway lint inputs/logs/messages.jsonl --map inputs/logs/map.yaml",
      "walkaway lint inputs/logs/talks.jsonl --limit 2",
      "walkaway lint inputs/logs/talks.jsonl --simulator play-b --limit 0",
      "walkaway lint inputs/logs/talks.jsonl --simulated-by metadata.agent --limit 1"),
    GoldenCase(
      "lint/fields",
      "walkaway lint inputs/logs/chats.csv --columns conversation=B2,role=B4,text=Unit,at=when,note=memo --user 1 "
        + "--separator ';' --encoding utf-8",
      "walkaway lint inputs/logs/_chat.txt --user Ana --agent Shop --date-order dmy",
      "walkaway lint inputs/logs/messages.jsonl --id metadata.user_id --control-words thanks --drop system,tool",
      "printf 'SQLite format 3\\0' > other.db",
      "walkaway lint other.db --query 'SELECT 1'"),
    GoldenCase(
      "refusals/lint",
      "walkaway lint small.walkaway --fault rudeness", "walkaway lint small.walkaway --simulator nobody",
      "walkaway lint inputs/logs/messages.jsonl --simulator persona", "walkaway lint small.walkaway --format sharegpt",
      "walkaway lint nothing.jsonl", "walkaway lint small.walkaway --json --csv",
      "walkaway lint small.walkaway --limit -1", "walkaway lint small.walkaway --csv-bom",
      "walkaway lint small.walkaway --columns conversation=B2 --user 1",
      "walkaway lint inputs/logs/chats.csv --columns nonsense=B2",
      "walkaway lint inputs/logs/chats.csv --separator ab"),
  ]
}
