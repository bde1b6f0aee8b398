/// Which customer a conversation belongs to: customers have 1, 2, … `most` conversations in turn.
struct Customers: Sendable {
  let most: Int

  /// The customer of a conversation, and the conversation's place among that customer's.
  func of(conversation index: Int) -> (customer: Int, ordinal: Int) {
    let round = most * (most + 1) / 2
    var rest = index % round
    var size = 1
    while rest >= size {
      rest -= size
      size += 1
    }
    return (index / round * most + size - 1, rest)
  }

  /// How many conversations a customer has.
  func size(of customer: Int) -> Int { customer % most + 1 }

  /// The share of conversations that commit where customers with several have both outcomes with probability
  /// `bothSides`, one of each at least, and every other outcome is a commitment with probability `share`.
  func committedShare(_ share: Double, _ bothSides: Double) -> Double {
    var (committed, all) = (0.0, 0.0)
    for size in (1...most).map(Double.init) {
      let mixed = size > 1 ? bothSides : 0
      committed += (1 - mixed) * size * share + mixed * (1 + (size - 2) * share)
      all += size
    }
    return committed / all
  }
}
