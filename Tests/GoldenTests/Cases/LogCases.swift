extension GoldenCase {
  /// `walkaway import` of other programs' files, and `walkaway init`.
  static let logs: [GoldenCase] = [
    GoldenCase(
      "import/log",
      "walkaway import inputs/logs/messages.jsonl --into own.walkaway",
      "walkaway cases own.walkaway",
      "walkaway import inputs/logs/messages.jsonl --into own.walkaway",
      "walkaway import inputs/logs/messages.jsonl --into other.walkaway --outcome metadata.status --committed bought",
      "walkaway import inputs/logs/messages.jsonl --into third.walkaway --outcomes inputs/logs/outcomes.csv --on "
        + "conversation_id --outcome status --committed paid",
      "walkaway cases third.walkaway"),
    GoldenCase(
      "import/log-preview",
      "walkaway import inputs/logs/messages.jsonl --preview 3",
      "walkaway import - --preview 1 --drop system --control-words '###STOP###' --profile metadata.city --id "
        + "metadata.user_id --customer metadata.city --name other < inputs/logs/messages.jsonl",
      "walkaway import inputs/logs/messages.jsonl --preview 1 --map inputs/logs/map.yaml --agent narrator",
      "walkaway import inputs/logs/messages.jsonl --preview 1 --format openai-messages --strict",
      "walkaway import inputs/logs/messages.jsonl --preview 1 --outcome-at metadata.when --audit inputs/small/audit.json",
      "walkaway import inputs/logs/_chat.txt --user Ana --date-order dmy --preview 1",
      "walkaway import inputs/logs/_chat.txt --user Ana --preview 1",
      "walkaway import inputs/logs/chats.csv --columns conversation=B2,role=B4,text=Unit,at=when,note=memo --user 1 "
        + "--separator ';' --encoding utf-8 --preview 2",
      "walkaway import inputs/logs/chats.csv --preview 1"),
    GoldenCase(
      "import/log-map",
      "walkaway import inputs/logs/messages.jsonl --write-map map.yaml --outcome metadata.status --committed bought",
      "cat map.yaml",
      "echo mine > map.yaml",
      "walkaway import inputs/logs/messages.jsonl --write-map map.yaml",
      "walkaway import inputs/logs/messages.jsonl --write-map map.yaml --force --user user,customer",
      "cat map.yaml",
      "walkaway import inputs/logs/messages.jsonl --map inputs/logs/misspelt.yaml --preview 1"),
    GoldenCase(
      "import/log-unknown",
      "walkaway import inputs/logs/unknown.json --into own.walkaway",
      "walkaway cases inputs/logs/unknown.json",
      "walkaway import inputs/logs/messages.jsonl --into own.walkaway --format nonsense",
      "walkaway import inputs/logs/messages.jsonl --into own.walkaway --outcome metadata.status",
      "walkaway import inputs/logs/messages.jsonl --into own.walkaway --outcome metadata.status --committed payed",
      "walkaway import inputs/logs/messages.jsonl --into own.walkaway --outcome metadata.nothing --committed x",
      "walkaway import small.walkaway --into own.walkaway",
      "walkaway import nothing.jsonl --into own.walkaway",
      "printf 'SQLite format 3\\0' > other.db",
      "walkaway import other.db --into own.walkaway --query 'SELECT 1'",
      "test -e own.walkaway"),
    GoldenCase(
      "import/pairs",
      "walkaway import inputs/logs/pairs.csv --as pairs --columns conversation=dialog,context=said_before --outcome "
        + "outcome --committed bought --into own.walkaway",
      "walkaway cases own.walkaway",
      "walkaway import inputs/logs/labels.csv --as labels --into own.walkaway",
      "walkaway import inputs/logs/reviews.csv --as reviews --into own.walkaway",
      "walkaway import inputs/logs/simulations.jsonl --as simulations --simulator mine --columns text=reply --into "
        + "own.walkaway",
      "walkaway import inputs/logs/pairs.csv --as pairs --columns conversation=dialog,turn=none --simulator again "
        + "--instrument mine --preview 2",
      "walkaway import inputs/logs/labels.csv --as labels --into nothing.walkaway",
      "walkaway cases own.walkaway --where flag:yes"),
    GoldenCase(
      "import/packed",
      "mkdir logs && cp inputs/logs/messages.jsonl logs && tar -czf logs.tgz logs && cp -r inputs/small b && tar -cf b.tar b",
      "walkaway cases logs.tgz", "walkaway cases logs.tgz", "walkaway import b.tar --into own.walkaway",
      "walkaway import b.tar --preview 1", "mkdir c && mv b c && walkaway import c --into own.walkaway"),
    GoldenCase(
      "init/folder",
      "walkaway init new", "cat new/audit.json", "walkaway init new --no-input", "walkaway init new --json",
      "walkaway init other --json",
      "sed -i 's/\"resistance\"/\"resistence\"/; s/\"depth\": 1/\"depth\": 0/' new/audit.json",
      "walkaway init new",
      "mkdir logs && cp inputs/logs/messages.jsonl logs && walkaway init logs",
      "walkaway init logs --force --name mine --outcome metadata.status --committed bought",
      "walkaway init logs --force --format openai-messages --map inputs/logs/map.yaml",
      "walkaway init logs", "walkaway cases logs"),
  ]
}
