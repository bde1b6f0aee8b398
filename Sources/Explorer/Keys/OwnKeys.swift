public import CellGrid

/// The keys that a person has set: tags of digits, and other keys for commands.
public struct OwnKeys: Sendable, Hashable {
  /// By digit, 1 to 9.
  public var tags: [Int: String]
  /// The keys that commands of panes have instead of their own.
  public var keys: [Command: [Key]]

  public init(tags: [Int: String] = [:], keys: [Command: [Key]] = [:]) {
    self.tags = tags
    self.keys = keys
  }

  /// The key maps that hold in a context.
  func keymaps(of context: KeyContext) -> [Keymap] {
    var keymaps = context.keymaps
    guard Pane.allCases.contains(where: { $0.context == context }) else { return keymaps }
    if !keys.isEmpty {
      let taken = Set(keys.values.joined())
      for map in keymaps.indices {
        for place in keymaps[map].bindings.indices {
          let own = keys[keymaps[map].bindings[place].command]
          if let own {
            keymaps[map].bindings[place].keys = own
          } else {
            keymaps[map].bindings[place].keys.removeAll(where: taken.contains)
          }
        }
        keymaps[map].bindings.removeAll(where: \.keys.isEmpty)
      }
    }
    if context == .cases || context == .reader, !tags.isEmpty { keymaps.insert(ofTags, at: 1) }
    return keymaps
  }

  /// Commands that have no key left, since others have taken it, in the place of which a person has to give them one.
  public var keyless: [Command] {
    let all = Pane.allCases.map(\.context)
    let left = Set(all.flatMap { keymaps(of: $0) }.flatMap(\.bindings).map(\.command))
    let had = Set(all.flatMap(\.keymaps).flatMap(\.bindings).map(\.command))
    return Command.allCases.filter { had.contains($0) && !left.contains($0) }
  }

  private var ofTags: Keymap {
    Keymap(
      "Tags of config.yaml",
      tags.sorted { $0.key < $1.key }.map { digit, tag in
        KeyBinding(
          .character(Character("\(digit % 10)")), does: .tagByDigit, "tag \(tag), read, and on to the next unread case",
          short: tag, when: .currentCase)
      })
  }
}

extension Command {
  /// As `keys` of the configuration calls it: `next-case`.
  public var name: String {
    rawValue.reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
  }

  /// The commands of panes, whose keys can be set.
  public static let ofPanes: [Command] = {
    let bound = Set(Pane.allCases.flatMap(\.context.keymaps).flatMap(\.bindings).map(\.command))
    return allCases.filter { bound.contains($0) && ![.tagByDigit, .viewByDigit, .page].contains($0) }
  }()

  private var binding: KeyBinding? {
    Pane.allCases.flatMap(\.context.keymaps).flatMap(\.bindings).first { $0.command == self }
  }

  /// Its keys as they ship, as the help shows them.
  public var keyLabels: String { binding?.keyLabels ?? "" }

  /// What the help says of it.
  public var help: String { binding?.help ?? "" }
}

extension [Keymap] {
  /// The binding of a key: the first that has something to do, else the first.
  func binding(of key: Key, where isAvailable: (Availability) -> Bool) -> KeyBinding? {
    let bindings = compactMap { $0.binding(of: key) }
    return bindings.first { isAvailable($0.when) } ?? bindings.first
  }
}
