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
  /// Of each state, by class, the next one; ``ends`` is set where phrases end in it.
  private let next: [UInt16]
  /// Of each state the places of its phrases in ``endings``.
  private let endingsOf: [Range<Int32>]
  private let endings: [Int32]

  private static let ends: UInt16 = 0x8000

  init(_ phrases: [Phrase]) {
    places = phrases.map(\.place)
    var classes = [UInt8](repeating: 0, count: 256)
    var width = 1
    for byte in Set(phrases.flatMap(\.bytes)).sorted() {
      // Both cases are one class, so that the text need not be folded first.
      for other in 0..<256 where Folding.folded[other] == byte { classes[other] = UInt8(width) }
      width += 1
    }
    self.classes = classes
    self.width = width

    var next = [UInt16](repeating: 0, count: width)
    var own: [[Int32]] = [[]]
    for (number, phrase) in phrases.enumerated() where !phrase.bytes.isEmpty {
      var state = 0
      for byte in phrase.bytes {
        let edge = state * width + Int(classes[Int(byte)])
        if next[edge] == 0 {
          next[edge] = UInt16(own.count)
          own.append([])
          next.append(contentsOf: repeatElement(0, count: width))
        }
        state = Int(next[edge])
      }
      own[state].append(Int32(number))
    }
    precondition(own.count < Int(PhraseAutomaton.ends), "the shipped lists have too many letters")

    // Breadth first: the state of a text's longest suffix is known before the states that need it.
    var fails = [Int](repeating: 0, count: own.count)
    var queue = (0..<width).map { Int(next[$0]) }.filter { $0 > 0 }
    var reached = 0
    while reached < queue.count {
      let state = queue[reached]
      reached += 1
      own[state] += own[fails[state]]
      for byteClass in 0..<width {
        let edge = state * width + byteClass
        let suffix = next[fails[state] * width + byteClass]
        if next[edge] == 0 {
          next[edge] = suffix
        } else {
          fails[Int(next[edge])] = Int(suffix)
          queue.append(Int(next[edge]))
        }
      }
    }
    var endings: [Int32] = []
    endingsOf = own.map { numbers in
      let start = Int32(endings.count)
      endings += numbers
      return start..<Int32(endings.count)
    }
    self.endings = endings
    self.next = next.map { own[Int($0)].isEmpty ? $0 : $0 | PhraseAutomaton.ends }
  }

  /// Gives each phrase and where it ends, in the order of the ends, whatever stands around it.
  @inline(__always)
  func scan(_ text: UnsafeRawBufferPointer, _ found: (_ phrase: PhrasePlace, _ end: Int) -> Void) {
    classes.withUnsafeBufferPointer { classes in
      next.withUnsafeBufferPointer { next in
        var state = 0
        for place in 0..<text.count {
          let step = next[state &* width &+ Int(classes[Int(text[place])])]
          state = Int(step & ~PhraseAutomaton.ends)
          if step & PhraseAutomaton.ends != 0 {
            for ending in endingsOf[state] { found(places[Int(endings[Int(ending)])], place &+ 1) }
          }
        }
      }
    }
  }
}
