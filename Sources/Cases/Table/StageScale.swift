/// What the codes of stage columns mean: depth, and what counts as a miss.
///
/// "No reply" stands at the depth that the schema gives it, else one below the lowest depth. A code that is missing, or no stage of the schema, has no depth.
public struct StageScale: Sendable, Hashable {
  /// Depths by stage code.
  private let depths: [Double]
  private let depthOfNoReply: Double
  private let resistance: Set<UInt8>
  /// Whether anybody's leaving can be told.
  private let knowsResistance: Bool

  public init(_ schema: StateSchema) {
    depths = schema.stages.prefix(Code.maximumValues).map(\.depth)
    depthOfNoReply = schema.depthOfNoReply ?? (depths.min() ?? 0) - 1
    var resistance: Set<UInt8> = [Code.noReply]
    for (code, stage) in schema.stages.prefix(Code.maximumValues).enumerated()
    where schema.resistance.contains(stage.id) {
      resistance.insert(UInt8(code))
    }
    self.resistance = resistance
    knowsResistance = schema.leavingProblem == nil
  }

  /// The codes that have a depth.
  public var codes: [UInt8] { depths.indices.map { UInt8($0) } + [Code.noReply] }

  public func depth(of code: UInt8) -> Double? {
    code == Code.noReply ? depthOfNoReply : Int(code) < depths.count ? depths[Int(code)] : nil
  }

  /// Simulated depth − real depth.
  public func shift(real: UInt8, simulated: UInt8) -> Double? {
    guard let real = depth(of: real), let simulated = depth(of: simulated) else { return nil }
    return simulated - real
  }

  /// |simulated depth − real depth|
  public func severity(real: UInt8, simulated: UInt8) -> Double? {
    shift(real: real, simulated: simulated).map(abs)
  }

  /// Whether both are labelled, and differently; `nil` where one is not labelled.
  public func isMiss(real: UInt8, simulated: UInt8) -> Bool? {
    depth(of: real) == nil || depth(of: simulated) == nil ? nil : real != simulated
  }

  /// Whether the real turn resists or is missing from the record, and the simulated one neither; `nil` where one is
  /// not labelled, or where the schema names no stage of resistance.
  public func isDisengagementMiss(real: UInt8, simulated: UInt8) -> Bool? {
    !knowsResistance || depth(of: real) == nil || depth(of: simulated) == nil
      ? nil : resistance.contains(real) && !resistance.contains(simulated)
  }
}

/// Which pairs of a real and a simulated stage are meant, as rectangles of codes.
struct StagePairs: Sendable, Hashable {
  struct Rectangle: Sendable, Hashable {
    var real: CodeSet
    var simulated: CodeSet
  }

  /// They do not overlap.
  private(set) var rectangles: [Rectangle] = []

  /// The pairs of labelled stages for which `holds` is true.
  init(of scale: StageScale, where holds: (_ real: UInt8, _ simulated: UInt8) -> Bool) {
    for real in scale.codes {
      let simulated = CodeSet(scale.codes.filter { holds(real, $0) })
      if simulated.isEmpty { continue }
      if let index = rectangles.firstIndex(where: { $0.simulated == simulated }) {
        rectangles[index].real.insert(real)
      } else {
        rectangles.append(Rectangle(real: CodeSet([real]), simulated: simulated))
      }
    }
  }

  func contains(real: UInt8, simulated: UInt8) -> Bool {
    rectangles.contains { $0.real.contains(real) && $0.simulated.contains(simulated) }
  }
}
