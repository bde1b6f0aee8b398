public import Cases

/// How the stages of a schema look: a letter each, and a place on the scale from resistance (orange) to commitment (blue).
public struct StageLooks: Sendable, Hashable {
  public struct Look: Sendable, Hashable {
    public var name: String
    public var letter: String
    /// 0 … 8; `nil` where nothing was labelled.
    public var step: Int?

    /// The class that gives it its colour.
    var style: String { step.map { "s\($0)" } ?? "s-none" }
  }

  public let stages: [Look]
  public static let noReply = Look(name: "no reply", letter: "∅", step: 0)
  public static let missing = Look(name: "not labelled", letter: "·", step: nil)

  public init(_ schema: StateSchema) {
    let stages = schema.stages
    let byDepth = stages.indices.sorted { (stages[$0].depth, $0) < (stages[$1].depth, $1) }
    var steps = [Int](repeating: 4, count: stages.count)
    let last = max(stages.count - 1, 1)
    for (rank, stage) in byDepth.enumerated() where stages.count > 1 { steps[stage] = (rank * 8 + last / 2) / last }
    let letters = StageLooks.letters(for: stages.map(\.id))
    self.stages = stages.indices.map { Look(name: stages[$0].id, letter: letters[$0], step: steps[$0]) }
  }

  /// Of a code of the case table.
  public func look(of code: UInt8) -> Look {
    if code == Code.noReply { return .init(name: "no reply", letter: "∅", step: 0) }
    return Int(code) < stages.count ? stages[Int(code)] : StageLooks.missing
  }

  /// Of the stage with this id.
  public func look(named id: String) -> Look? { stages.first { $0.name == id } }

  /// One letter a name: its first, else a rarer one that is free, so that "engaging" beside "exploring" is G.
  private static func letters(for names: [String]) -> [String] {
    var taken: Set<Character> = []
    return names.enumerated().map { number, name in
      let letters = name.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
      let rare = letters.filter { !"EAIOUTNRSL".contains($0) }
      let candidates = Array(letters.prefix(1)) + Array(rare) + Array(letters)
      guard let letter = candidates.first(where: { !taken.contains($0) }) else { return "\(number + 1)" }
      taken.insert(letter)
      return String(letter)
    }
  }
}
