/// All phrases of all lists, found in one pass over the bytes of a text.
///
/// > A. V. Aho, M. J. Corasick. "Efficient String Matching: An Aid to Bibliographic Search." 1975,
/// > doi:10.1145/360825.360855
struct PhraseAutomaton: Sendable {
  static let shipped = PhraseAutomaton(PhraseNotation.shipped)

  private let places: [PhrasePlace]
  /// Of each byte, and of each behind a letter or digit of ASCII from ``behindWord`` on; bytes that no phrase has are of
  /// class 0. Letters within a word are of other classes than those that begin one, so that no phrase begins within a word
  /// unless it says so.
  private let classes: [UInt8]
  private let width: Int
  /// Of the states nearest to the start, by class, the next one; ``ends`` is set where phrases end in it. Few bytes of a
  /// text lead farther, and a table of all states would be of megabytes.
  private let near: [UInt32]
  private let nearCount: Int
  /// Of each state where its edges begin, and the state of its text's longest suffix; one more at the end.
  private let steps: [(edges: UInt32, fail: UInt32)]
  private let edges: [(state: UInt32, byteClass: UInt8)]
  /// Of each state the places of its phrases in ``endings``.
  private let endingsOf: [Range<Int32>]
  private let endings: [Int32]

  private static let ends: UInt32 = 0x8000_0000
  /// In bytes from the start.
  private static let nearest = 2

  init(_ phrases: [Phrase]) {
    places = phrases.map(\.place)
    var classes = [UInt8](repeating: 0, count: 2 * PhraseAutomaton.behindWord)
    var width = 1
    for byte in Set(phrases.flatMap(\.bytes)).sorted() {
      let isOfWord = TextReading.isLetterOrDigit(byte)
      // Both cases are one class, so that the text need not be folded first.
      for other in 0..<256 where Folding.folded[other] == byte {
        classes[other] = UInt8(width)
        classes[other + PhraseAutomaton.behindWord] = UInt8(isOfWord ? width + 1 : width)
      }
      width += isOfWord ? 2 : 1
    }
    let paths = phrases.enumerated().flatMap { number, phrase in
      PhraseAutomaton.paths(of: phrase, classes).map { PhraseTrie.Path(phrase: Int32(number), classes: $0) }
    }
    let trie = PhraseTrie(paths)
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
    edges = trie.states.flatMap { $0.edges.map { (marked[$0.state], $0.byteClass) } }
    var first: UInt32 = 0
    steps =
      zip(trie.states, fails).map { state, fail in
        defer { first += UInt32(state.edges.count) }
        return (first, fail)
      } + [(UInt32(edges.count), 0)]
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

  private static let behindWord = 256

  /// The classes of a phrase's bytes; a second time behind a word where it may begin within one.
  private static func paths(of phrase: Phrase, _ classes: [UInt8]) -> [[UInt8]] {
    func path(behindWord: Bool) -> [UInt8] {
      var isBehind = behindWord
      return phrase.bytes.map { byte in
        defer { isBehind = TextReading.isLetterOrDigit(byte) }
        return classes[Int(byte) + (isBehind ? PhraseAutomaton.behindWord : 0)]
      }
    }
    let first = path(behindWord: false)
    let within = path(behindWord: true)
    return phrase.place.opensBefore && within != first ? [first, within] : [first]
  }

  /// Gives each phrase and where it ends, in the order of the ends, whatever stands around it.
  @inline(__always)
  func scan(_ text: UnsafeRawBufferPointer, _ found: (_ phrase: PhrasePlace, _ end: Int) -> Void) {
    classes.withUnsafeBufferPointer { classes in
      near.withUnsafeBufferPointer { near in
        steps.withUnsafeBufferPointer { steps in
          edges.withUnsafeBufferPointer { edges in
            var state = 0
            var behind = 0
            for place in 0..<text.count {
              let byte = text[place]
              let byteClass = classes[Int(byte) | behind]
              behind = TextReading.isLetterOrDigit(byte) ? PhraseAutomaton.behindWord : 0
              var step: UInt32 = 0
              walk: while true {
                if state < nearCount {
                  step = near[state &* width &+ Int(byteClass)]
                  break
                }
                for edge in Int(steps[state].edges)..<Int(steps[state &+ 1].edges)
                where edges[edge].byteClass == byteClass {
                  step = edges[edge].state
                  break walk
                }
                state = Int(steps[state].fail)
              }
              state = Int(step & ~PhraseAutomaton.ends)
              if step & PhraseAutomaton.ends != 0 {
                for ending in endingsOf[state] { found(places[Int(endings[Int(ending)])], place &+ 1) }
              }
            }
          }
        }
      }
    }
  }
}

/// The phrases as a tree of the classes of their bytes, its states numbered by depth.
private struct PhraseTrie {
  struct State {
    var depth: Int
    var phrases: [Int32] = []
    var edges: [(byteClass: UInt8, state: Int)] = []
  }

  struct Path {
    var phrase: Int32
    var classes: [UInt8]
  }

  private(set) var states = [State(depth: 0)]

  init(_ paths: [Path]) {
    // Of every path the state that its first bytes lead to, one byte longer each round.
    var reached = paths.indices.filter { !paths[$0].classes.isEmpty }.map { (path: $0, state: 0) }
    var depth = 0
    while !reached.isEmpty {
      reached = reached.compactMap { path, state in
        let byteClass = paths[path].classes[depth]
        let child = next(state, byteClass) ?? add(byteClass, to: state, depth + 1)
        guard paths[path].classes.count > depth + 1 else {
          states[child].phrases.append(paths[path].phrase)
          return nil
        }
        return (path, child)
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
