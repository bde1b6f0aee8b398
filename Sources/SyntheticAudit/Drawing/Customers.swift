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
}
