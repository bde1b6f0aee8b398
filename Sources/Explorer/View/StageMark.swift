public import Cases
public import CellGrid

/// How a stage is written everywhere: a letter, a glyph of its depth, and its place on the diverging scale.
public struct StageMark: Sendable, Hashable {
  /// One cell; unique among the stages of a schema.
  public var letter: Character
  /// A block as high as the stage is deep, so that depth is seen without colour.
  public var glyph: Character
  public var role: StyleRole

  /// Nobody replied.
  public static let noReply = StageMark(letter: "∅", glyph: " ", role: .scale(0))
  /// Nothing was labelled.
  public static let missing = StageMark(letter: "·", glyph: " ", role: .dim)

  var style: Style { Style(role, .bold) }
}

/// The marks and words of every stage code of an audit.
public struct StageMarks: Sendable, Hashable {
  /// In the schema's order.
  public let marks: [StageMark]
  public let names: [String]
  /// Depths, and what is a miss.
  let scale: StageScale

  public init(schema: StateSchema) {
    let stages = schema.stages
    names = stages.map(\.id)
    scale = StageScale(schema)
    let byDepth = stages.indices.sorted { (stages[$0].depth, $0) < (stages[$1].depth, $1) }
    let letters = StageMarks.letters(for: names)
    let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    var marks = letters.map { StageMark(letter: $0, glyph: "▁", role: .scale(4)) }
    for (rank, stage) in byDepth.enumerated() {
      let last = max(stages.count - 1, 1)
      marks[stage].role = .scale(index: rank, of: stages.count)
      marks[stage].glyph = blocks[rank * (blocks.count - 1) / last]
    }
    self.marks = marks
  }

  public func mark(of code: UInt8) -> StageMark {
    if code == Code.noReply { return .noReply }
    return Int(code) < marks.count ? marks[Int(code)] : .missing
  }

  public func name(of code: UInt8) -> String {
    if code == Code.noReply { return "no reply" }
    return Int(code) < names.count ? names[Int(code)] : "not labelled"
  }

  /// The code of a stage's id; missing where the schema does not know it.
  public func code(of id: String?) -> UInt8 {
    guard let id, let index = names.firstIndex(of: id), index < Code.maximumValues else { return Code.missing }
    return UInt8(index)
  }

  /// One letter a name: its first, else the first of its rarer letters that is free, else any that is free.
  ///
  /// Letters that most words hold tell little apart, so that "engaging" beside "exploring" is G, not N.
  static func letters(for names: [String]) -> [Character] {
    var taken: Set<Character> = []
    return names.map { name in
      let letters = name.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
      let rare = letters.filter { !"EAIOUTNRSL".contains($0) }
      let candidates = Array(letters.prefix(1)) + Array(rare) + Array(letters) + spareLetters
      let letter = candidates.first { !taken.contains($0) } ?? "?"
      taken.insert(letter)
      return letter
    }
  }

  private static let spareLetters: [Character] = {
    let ranges: [ClosedRange<UInt32>] = [0x31...0x39, 0x41...0x5A, 0x61...0x7A, 0x0100...0x0137, 0x0180...0x0240]
    return ranges.flatMap { $0.compactMap(Unicode.Scalar.init) }.filter(DisplayWidth.isShowable).map(Character.init)
  }()
}
