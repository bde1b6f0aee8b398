public import Cases
import Text

/// How a stage looks everywhere: a letter, a glyph of its depth, and its place on the diverging scale.
public struct StageMark: Sendable, Hashable {
  public var name: String
  /// One cell; unique among the stages of a schema.
  public var letter: Character
  /// A block as high as the stage is deep, so that depth is seen without colour.
  public var glyph: Character
  /// 0 (resistance) … ``StageMarks/lastStep`` (commitment); `nil` where nothing was labelled.
  public var step: Int?

  public static let noReply = StageMark(name: "no reply", letter: "∅", glyph: " ", step: 0)
  public static let missing = StageMark(name: "not labelled", letter: "·", glyph: " ", step: nil)
}

/// The marks of every stage code of an audit.
public struct StageMarks: Sendable, Hashable {
  /// The last step of the diverging scale.
  public static let lastStep = 8

  /// In the schema's order.
  public let marks: [StageMark]
  /// Depths, and what is a miss.
  public let scale: StageScale

  public init(schema: StateSchema) {
    let stages = schema.stages
    scale = StageScale(schema)
    let byDepth = stages.indices.sorted { (stages[$0].depth, $0) < (stages[$1].depth, $1) }
    let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    var marks = zip(stages, StageLetters.letters(for: stages.map(\.id))).map { stage, letter in
      StageMark(name: stage.id, letter: letter, glyph: blocks[0], step: StageMarks.lastStep / 2)
    }
    let last = max(stages.count - 1, 1)
    for (rank, stage) in byDepth.enumerated() where stages.count > 1 {
      marks[stage].step = (rank * StageMarks.lastStep + last / 2) / last
      marks[stage].glyph = blocks[rank * (blocks.count - 1) / last]
    }
    self.marks = marks
  }

  public func mark(of code: UInt8) -> StageMark {
    if code == Code.noReply { return .noReply }
    return Int(code) < marks.count ? marks[Int(code)] : .missing
  }

  public func name(of code: UInt8) -> String { mark(of: code).name }

  /// Of the stage with this id; `nil` where the schema does not know it.
  public func mark(named id: String) -> StageMark? {
    id == FilterValue.noReply ? .noReply : marks.first { $0.name == id }
  }

  /// The code of a stage's id; missing where the schema does not know it.
  public func code(of id: String?) -> UInt8 {
    guard let id, let index = marks.firstIndex(where: { $0.name == id }), index < Code.maximumValues else {
      return Code.missing
    }
    return UInt8(index)
  }
}
