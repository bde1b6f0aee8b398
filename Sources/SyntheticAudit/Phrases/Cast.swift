/// What is known of the people in a conversation: traits that fill the slots of phrases and the profile.
struct Cast: Sendable {
  /// One thing that is drawn, and what follows from it in words.
  struct Trait: Sendable {
    /// The profile field, and what it says for each value.
    var field: (name: String, values: [String])?
    /// For each slot, the words for each value.
    var slots: [(name: String, values: [String])]
    /// Whether it is drawn again at each use, as a weekday is.
    var isFresh = false

    var count: Int { field?.values.count ?? slots.first?.values.count ?? 0 }
  }

  /// What stands behind a slot.
  struct Slot: Sendable {
    var trait: Int
    var isFresh: Bool
    var values: [[UInt8]]
  }

  let traits: [Trait]
  let slots: [Slot]
  /// The numbers of the slots, by name. One more than there are is "signal": the words that an instrument quotes.
  let slotNumbers: [String: Int]
  /// The profile's fields: name and value as JSON text, by trait.
  let profile: [(trait: Int, entries: [[UInt8]])]

  init(_ traits: [Trait]) {
    self.traits = traits
    var slots: [Slot] = []
    var numbers: [String: Int] = [:]
    var profile: [(trait: Int, entries: [[UInt8]])] = []
    for (index, trait) in traits.enumerated() {
      for slot in trait.slots {
        numbers[slot.name] = slots.count
        slots.append(Slot(trait: index, isFresh: trait.isFresh, values: slot.values.map { Array($0.utf8) }))
      }
      if let field = trait.field {
        profile.append((index, field.values.map { Array("\"\(field.name)\":\"\($0)\"".utf8) }))
      }
    }
    numbers["signal"] = slots.count
    self.slots = slots
    self.profile = profile
    slotNumbers = numbers
  }

  /// A person: the value of each trait.
  func draw(_ random: inout Xoshiro256) -> [Int] { traits.map { random.index(below: max($0.count, 1)) } }

  /// The names of the profile's fields.
  var fieldNames: [String] { traits.compactMap { $0.field?.name } }
}
