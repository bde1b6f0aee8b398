/// All phrases of all lists, found in one pass over the bytes of a text.
///
/// > A. V. Aho, M. J. Corasick. "Efficient String Matching: An Aid to Bibliographic Search." 1975,
/// > doi:10.1145/360825.360855
struct PhraseAutomaton: Sendable {
  static let shipped = PhraseAutomaton(PhraseNotation.shipped)

  private let places: [PhrasePlace]
  /// Bytes that no phrase has are of class 0.
  private let classes: [UInt8]
  private let width: Int
  /// Of the states nearest to the start, by class, the next one; ``ends`` is set where phrases end in it. Few bytes of a
  /// text lead farther, and a table of all states would be of megabytes.
  private let near: [UInt32]
  private let nearCount: Int
  /// Of each state its edges, and the state of its text's longest suffix.
  private let edgesOf: [UInt32]
  private let edgeClasses: [UInt8]
  private let edgeStates: [UInt32]
  private let fails: [UInt32]
  /// Of each state the places of its phrases in ``endings``.
  private let endingsOf: [Range<Int32>]
  private let endings: [Int32]

  private static let ends: UInt32 = 0x8000_0000
  /// In bytes from the start.
  private static let nearest = 2

  init(_ phrases: [Phrase]) {
    places = phrases.map(\.place)
    var classes = [UInt8](repeating: 0, count: 256)
    var width = 1
    for byte in Set(phrases.flatMap(\.bytes)).sorted() {
      // Both cases are one class, so that the text need not be folded first.
      for other in 0..<256 where Folding.folded[other] == byte { classes[other] = UInt8(width) }
      width += 1
    }
    let trie = PhraseTrie(phrases, classes)
    let count = trie.states.count
    var fails = [UInt32](repeating: 0, count: count)
    var own = trie.states.map(\.phrases)
    let nearCount = trie.states.prefix { $0.depth <= PhraseAutomaton.nearest }.count
    var near = [UInt32](repeating: 0, count: nearCount * width)
    // States are in the order of their depth: what the longest suffix leads to is known before it is needed.
    for (state, entry) in trie.states.enumerated() {
      if state < nearCount, state > 0 {
        for column in 0..<width { near[state * width + column] = near[Int(fails[state]) * width + column] }
      }
      for edge in entry.edges {
        if state > 0 {
          var suffix = fails[state]
          while suffix > 0, trie.next(Int(suffix), edge.byteClass) == nil { suffix = fails[Int(suffix)] }
          fails[edge.state] = UInt32(trie.next(Int(suffix), edge.byteClass) ?? 0)
        }
        own[edge.state] += own[Int(fails[edge.state])]
        if state < nearCount { near[state * width + Int(edge.byteClass)] = UInt32(edge.state) }
      }
    }
    let marked = own.indices.map { UInt32($0) | (own[$0].isEmpty ? 0 : PhraseAutomaton.ends) }
    self.near = near.map { marked[Int($0)] }
    self.nearCount = nearCount
    self.fails = fails
    edgesOf = trie.states.reduce(into: [0]) { $0.append($0[$0.count - 1] + UInt32($1.edges.count)) }
    edgeClasses = trie.states.flatMap { $0.edges.map(\.byteClass) }
    edgeStates = trie.states.flatMap { $0.edges.map { marked[$0.state] } }
    var endings: [Int32] = []
    endingsOf = own.map { numbers in
      let start = Int32(endings.count)
      endings += numbers
      return start..<Int32(endings.count)
    }
    self.endings = endings
    self.classes = classes
    self.width = width
  }

  /// Gives each phrase and where it ends, in the order of the ends, whatever stands around it.
  @inline(__always)
  func scan(_ text: UnsafeRawBufferPointer, _ found: (_ phrase: PhrasePlace, _ end: Int) -> Void) {
    classes.withUnsafeBufferPointer { classes in
      near.withUnsafeBufferPointer { near in
        var state = 0
        for place in 0..<text.count {
          let byteClass = classes[Int(text[place])]
          let step =
            state < nearCount ? near[state &* width &+ Int(byteClass)] : far(&state, byteClass, near)
          state = Int(step & ~PhraseAutomaton.ends)
          if step & PhraseAutomaton.ends != 0 {
            for ending in endingsOf[state] { found(places[Int(endings[Int(ending)])], place &+ 1) }
          }
        }
      }
    }
  }

  /// The next state of one that is not near.
  private func far(_ state: inout Int, _ byteClass: UInt8, _ near: UnsafeBufferPointer<UInt32>) -> UInt32 {
    while state >= nearCount {
      for edge in Int(edgesOf[state])..<Int(edgesOf[state &+ 1]) where edgeClasses[edge] == byteClass {
        return edgeStates[edge]
      }
      state = Int(fails[state])
    }
    return near[state &* width &+ Int(byteClass)]
  }
}

/// The phrases as a tree of the classes of their bytes, its states numbered by depth.
private struct PhraseTrie {
  struct State {
    var depth: Int
    var phrases: [Int32] = []
    var edges: [(byteClass: UInt8, state: Int)] = []
  }

  private(set) var states = [State(depth: 0)]

  init(_ phrases: [Phrase], _ classes: [UInt8]) {
    let words = phrases.map { $0.bytes.map { classes[Int($0)] } }
    // Of every phrase the state that its first bytes lead to, one byte longer each round.
    var reached = words.indices.filter { !words[$0].isEmpty }.map { (phrase: $0, state: 0) }
    var depth = 0
    while !reached.isEmpty {
      reached = reached.compactMap { phrase, state in
        let byteClass = words[phrase][depth]
        let child = next(state, byteClass) ?? add(byteClass, to: state, depth + 1)
        guard words[phrase].count > depth + 1 else {
          states[child].phrases.append(Int32(phrase))
          return nil
        }
        return (phrase, child)
      }
      depth += 1
    }
  }

  func next(_ state: Int, _ byteClass: UInt8) -> Int? {
    states[state].edges.first { $0.byteClass == byteClass }?.state
  }

  private mutating func add(_ byteClass: UInt8, to state: Int, _ depth: Int) -> Int {
    states[state].edges.append((byteClass, states.count))
    states.append(State(depth: depth))
    return states.count - 1
  }
}
