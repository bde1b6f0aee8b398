import Cases
import Fidelity

/// What can be typed after `:`: the word, what it does, what the help says of it.
struct TypedCommand: Sendable {
  /// Does what is asked for, with what follows the name.
  typealias Deed = @Sendable (inout Explorer, _ argument: String) -> [Effect]

  /// Finds the words that could stand at the end of what follows the name.
  typealias Words = @Sendable (Explorer, _ typed: String) -> Candidates?

  var name: String
  /// What follows the name, for the help; empty where nothing does.
  var argument: String
  var help: String
  /// What it needs before it can do something.
  var when: Availability
  var words: Words
  var deed: Deed

  private init(
    _ name: String, _ argument: String = "", help: String, when: Availability = .audit,
    words: @escaping Words = { _, _ in nil }, does deed: @escaping Deed
  ) {
    self.name = name
    self.argument = argument
    self.help = help
    self.when = when
    self.words = words
    self.deed = deed
  }

  /// One that opens a pane.
  private init(_ name: String, help: String, when: Availability = .audit, opens pane: Pane) {
    self.init(name, help: help, when: when) { explorer, _ in
      explorer.open(pane)
      return []
    }
  }

  static let all: [TypedCommand] = [
    TypedCommand(
      "filter", "EXPRESSION", help: "set the filter; without one, clear it", words: { $0.filterCandidates(before: $1) }
    ) { $0.typedFilter($1) },
    TypedCommand(
      "sort", "[-]FIELD", help: "sort by any field, - the other way round",
      words: { Candidates(for: String($1.drop(while: { $0 == "-" })), among: $0.sortableFields.map(\.name)) }
    ) { $0.typedOrder($1) },
    TypedCommand(
      "view", "[NAME | save NAME | forget NAME]",
      help: "show a view, or save what is shown as one; without a name, choose",
      words: { explorer, typed in
        Candidates(for: typed, among: explorer.views.map(\.name) + ["save ", "forget "])
      }
    ) { $0.typedView($1) },
    TypedCommand("goto", "N", help: "go to the N-th case; also just :N") { $0.goTo(Int($1) ?? 0) },
    TypedCommand("search", "TEXT", help: "search the text of the cases") { $0.search($1) },
    TypedCommand(
      "simulator", "NAME", help: "look at another simulator", words: { Candidates(for: $1, among: $0.simulators) }
    ) { explorer, name in
      explorer.typedName(name, among: explorer.simulators, "simulator") { $0.simulator == $1 }
    },
    TypedCommand(
      "instrument", "NAME", help: "look through another instrument",
      words: { Candidates(for: $1, among: $0.instruments) }
    ) { explorer, name in
      explorer.typedName(name, among: explorer.instruments, "instrument") { $0.instrument == $1 }
    },
    TypedCommand(
      "draw", "N", help: "look at another draw", words: { Candidates(for: $1, among: $0.draws.map(String.init)) }
    ) { explorer, name in
      let simulator = explorer.query?.series.simulator
      return explorer.typedName(name, among: explorer.draws.map(String.init), "draw") {
        $0.simulator == simulator && String($0.draw) == $1
      }
    },
    TypedCommand(
      "set", "reference NAME | excess-margin N | background light",
      help: "what the verdict is taken on, what has to be exceeded, colours; without a value, the usual", when: .always,
      words: { TypedSetting.candidates(for: $1) }
    ) { $0.set($1) },
    TypedCommand(
      "export", "[flagged|shown] [FORMAT] [PATH]", help: "export; without a path, ask",
      words: {
        Candidates(
          for: String($1.suffix(after: " ")), among: ["flagged", "shown"] + ExportFormat.allCases.map(\.rawValue))
      }
    ) { $0.typedExport($1) },
    TypedCommand("list", help: "list whole conversations, or the cases again", when: .otherList) { explorer, _ in
      explorer.turnList()
    },
    TypedCommand("flag", help: "flag the case, or no longer") { explorer, _ in explorer.flag(count: nil) },
    TypedCommand(
      "tag", "TAGS", help: "tag the case, separated by commas", words: { $0.candidates(for: .tags([]), before: $1) }
    ) { explorer, tags in
      explorer.currentKey.map { explorer.takeTags(typed: tags, was: "", of: [$0]) } ?? []
    },
    TypedCommand("note", "TEXT", help: "note on the case") { explorer, text in
      explorer.currentKey.map { explorer.takeNote(text, of: [$0]) } ?? []
    },
    TypedCommand(
      "keep", "[FOLDER]", help: "keep reviews that the store does not take in a folder that walkaway import takes",
      when: .always
    ) { $0.keepReviews(in: $1) },
    TypedCommand("facets", help: "show the facets", opens: .facets),
    TypedCommand("statistics", help: "show the statistics", opens: .statistics),
    TypedCommand("receipt", help: "show the receipt of what is shown", when: .cases, opens: .receipt),
    TypedCommand(
      "try", "INSTRUMENT… [N]",
      help: "label the first N cases of the list with instruments side by side; nothing is stored",
      when: .cases
    ) { $0.tryInstruments($1) },
    TypedCommand("trial", help: "show the last trial of instruments", when: .cases, opens: .trial),
    TypedCommand("messages", help: "show the messages", when: .always, opens: .messages),
    TypedCommand(
      "write", help: "save the session now; reviews are saved as they are made", when: .always
    ) { explorer, _ in
      explorer.say(.good, "session saved")
      return [.saveSession(explorer.session)]
    },
    TypedCommand("help", help: "show every key and command", when: .always, opens: .help),
    TypedCommand("quit", help: "quit", when: .always) { explorer, _ in explorer.quit() },
  ]

  /// The command of a name or of the beginning of exactly one: `q`, `sim`.
  static func named(_ name: String) -> TypedCommand? {
    if let exact = all.first(where: { $0.name == name }) { return exact }
    let candidates = all.filter { $0.name.hasPrefix(name) }
    return candidates.count == 1 || name.count == 1 ? candidates.first : nil
  }
}
