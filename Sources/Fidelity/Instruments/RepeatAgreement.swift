internal import Statistics

/// How far an instrument agrees with itself, asked several times about the same turns.
public struct RepeatAgreement: Sendable, Hashable {
  /// Turns that were labelled every time.
  public private(set) var turns = 0
  /// Turns whose labels were all the same.
  public private(set) var alike = 0
  /// Krippendorff's α of the labels as names; `nil` where there is none to compute.
  public private(set) var alpha: Double?

  /// - Parameters:
  ///   - readings: The codes that each asking gave, by turn.
  ///   - values: How many codes have a meaning; others are passed over.
  public init<Turn: Hashable>(readings: [[Turn: UInt8]], values: Int) {
    guard let first = readings.first, readings.count > 1, values > 0 else { return }
    var coefficient = try? KrippendorffsAlpha(values: (0..<values).map(Double.init))
    for (turn, code) in first {
      let codes = [Int(code)] + readings.dropFirst().compactMap { $0[turn].map(Int.init) }
      guard codes.count == readings.count, codes.allSatisfy({ $0 < values }) else { continue }
      turns += 1
      if Set(codes).count == 1 { alike += 1 }
      try? coefficient?.addUnit(codes)
    }
    alpha = turns == 0 ? nil : try? coefficient?.alpha(.nominal)
  }
}
