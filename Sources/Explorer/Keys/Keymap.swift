public import CellGrid

/// One row of a key map: the keys, what they ask for, and what the help and the last line say of them.
public struct KeyBinding: Sendable, Hashable {
  public var keys: [Key]
  public var command: Command
  /// A whole phrase, for the help screen.
  public var help: String
  /// One or two words, for the last line; `nil` where the key does not stand there.
  public var short: String?
  /// When the command can do something.
  public var when: Availability

  init(_ keys: Key..., does command: Command, _ help: String, short: String? = nil, when: Availability = .always) {
    self.init(keys, does: command, help, short: short, when: when)
  }

  init(_ keys: [Key], does command: Command, _ help: String, short: String? = nil, when: Availability = .always) {
    self.keys = keys
    self.command = command
    self.help = help
    self.short = short
    self.when = when
  }

  /// The keys as the help shows them: `j ↓`, and of more than three that follow each other the first and the last, `1–9`.
  public var keyLabels: String {
    var runs: [[Key]] = []
    for key in keys {
      if let last = runs.last?.last, key.follows(last) {
        runs[runs.count - 1].append(key)
      } else {
        runs.append([key])
      }
    }
    return runs.map { run in
      run.count > 3 ? run[0].label + "–" + run[run.count - 1].label : run.map(\.label).joined(separator: " ")
    }.joined(separator: " ")
  }
}

extension Key {
  /// Whether it is the character after another one, such as `2` after `1`.
  fileprivate func follows(_ other: Key) -> Bool {
    switch (self, other) {
    case (.character(let own), .character(let before)), (.alt(let own), .alt(let before)):
      return own.asciiValue.flatMap { own in before.asciiValue.map { own == $0 + 1 } } ?? false
    default: return false
    }
  }
}

/// What a command needs before it can do something, and what to say where that is missing.
public enum Availability: String, Sendable, Hashable, CaseIterable {
  case always, audit, cases, currentCase, currentPair, faults, unfolding, receipt, otherList, filter, hits,
    severalSimulators,
    severalInstruments, ownTags, repeatable
  case severalDraws, undo

  /// The sentence for the last line, where the audit has cases and they are listed; see ``Explorer/reason(for:)``.
  var reason: String {
    switch self {
    case .always: ""
    case .audit: "the audit is still being opened"
    case .cases, .receipt: "whole conversations are listed; w lists the cases"
    case .currentCase, .currentPair, .unfolding: "no case is selected"
    case .faults: "faults are looked for in audits with simulated conversations; w lists whole conversations"
    case .otherList: "this audit has no case: no simulated turn is labelled"
    case .filter: "no filter is set; F sets one, f counts what there is"
    case .hits: "nothing was searched; / searches"
    case .severalSimulators: "this audit has one simulator"
    case .severalInstruments: "this audit has one instrument"
    case .severalDraws: "this simulator was drawn once"
    case .undo: "nothing to undo"
    case .ownTags: "no digit has a tag; tags: of config.yaml gives them"
    case .repeatable: "nothing was flagged, tagged or noted yet"
    }
  }
}

/// A named group of key bindings, as the help shows it.
public struct Keymap: Sendable, Hashable {
  public var title: String
  public var bindings: [KeyBinding]

  init(_ title: String, _ bindings: [KeyBinding]) {
    self.title = title
    self.bindings = bindings
  }

  /// The binding of a key, if it has one.
  public func binding(of key: Key) -> KeyBinding? {
    bindings.first { $0.keys.contains(key) }
  }
}

/// Where a key is pressed; decides which key maps are asked, in order.
public enum KeyContext: String, Sendable, Hashable, CaseIterable {
  case cases, reader, facets, statistics, receipt, trial, help, messages
  case filterLine, commandLine, searchLine, tagLine, noteLine
  case sortMenu, exportDialog, exportPath
  case blind

  /// The key maps that hold here. A key that stands in two of them never has something to do in both.
  public var keymaps: [Keymap] {
    switch self {
    case .cases:
      [.cases, .misses, .faults, .reviewing, .everywhere, .helping, .whichCases, .searching, .moving, .paging]
    case .reader:
      [.reader, .misses, .faults, .reviewing, .everywhere, .helping, .whichCases, .searching, .moving, .paging]
    case .facets: [.facets, .everywhere, .helping, .whichCases, .searching, .moving]
    case .statistics: [.statistics, .everywhere, .whichCases, .moving]
    case .receipt: [.everywhere, .helping, .whichCases, .searching, .moving, .paging, .spacing]
    case .help: [.searching, .everywhere, .helping, .moving, .paging, .spacing]
    case .trial, .messages: [.searching, .everywhere, .helping, .moving, .paging, .spacing]
    case .filterLine, .commandLine: [.line, .completion]
    case .searchLine, .noteLine: [.line]
    case .tagLine: [.line, .completion]
    case .sortMenu: [.menu]
    case .exportDialog: [.dialog]
    case .exportPath: [.dialogPath]
    case .blind: [.blind]
    }
  }

  /// The binding of a key here, as it ships.
  public func binding(of key: Key) -> KeyBinding? { keymaps.binding(of: key) { _ in true } }

  /// Whether digits before a movement count it.
  var takesCounts: Bool {
    switch self {
    case .cases, .reader, .facets, .receipt, .trial, .help, .messages: true
    default: false
    }
  }
}
