import Cases

/// Real conversations and those of a simulator as codes that tell them apart by side, stratum and one thing more.
struct WholeKinds {
  let table: CaseTable
  let sides: WholeSides
  /// The number of outcomes; as a stratum it stands for those that are not known.
  let strata: Int
  /// The stratum of every conversation of the audit, in the order of ``ConductColumns``, as is the next.
  let stratum: [UInt8]
  let userTurns: [UInt32]

  init(_ table: CaseTable, _ sides: WholeSides) {
    self.table = table
    self.sides = sides
    let strata = table.description.outcome.strata.count
    self.strata = strata
    let (real, simulated) = (table.conversations, table.whole.simulated)
    stratum = (real.stratum + simulated.stratum).map { UInt8(min(Int($0), strata)) }
    userTurns = (real.userTurns + simulated.userTurns).map(UInt32.init)
  }

  /// Clusters by the kinds of their conversations.
  ///
  /// - Parameters:
  ///   - count: The number of values.
  ///   - values: The value of every conversation of the audit, in `0 ..< count`.
  func compositions(_ values: [UInt32], _ count: Int) -> ClusterCompositions {
    var kinds = [UInt32](repeating: 0, count: sides.places.count)
    let (places, stratum, values) = (sides.places.span, stratum.span, values.span)
    for index in places.indices {
      let place = Int(places[index])
      let side = index < sides.realCount ? 0 : strata + 1
      kinds[index] = UInt32((side + Int(stratum[place])) * count) + values[place]
    }
    return sides.compositions(of: kinds, count: 2 * (strata + 1) * count)
  }

  /// What every kind adds to a ratio of one stratum.
  ///
  /// - Parameters:
  ///   - count: The number of values.
  ///   - stratum: `nil` for all.
  ///   - value: What a conversation of a value adds to the total and to the weight.
  func addends(_ count: Int, stratum: Int?, _ value: (Int) -> SIMD2<Double>) -> [SIMD4<Double>] {
    let own = (0..<count).map(value)
    return (0..<2 * (strata + 1) * count).map { kind in
      let (group, value) = kind.quotientAndRemainder(dividingBy: count)
      guard stratum == nil || group % (strata + 1) == stratum else { return .zero }
      return group <= strata ? SIMD4(lowHalf: own[value], highHalf: .zero) : SIMD4(lowHalf: .zero, highHalf: own[value])
    }
  }

  /// The same for a share of conversations: whether a value counts, `nil` where it is not known.
  func shareAddends(_ count: Int, stratum: Int?, _ counts: (Int) -> Bool?) -> [SIMD4<Double>] {
    addends(count, stratum: stratum) { value in counts(value).map { $0 ? SIMD2(1, 1) : SIMD2(0, 1) } ?? .zero }
  }

  /// What every kind adds to estimates of one stratum, see ``ClusterCompositions/contributions(_:)``.
  ///
  /// - Parameter value: The influence of a conversation of a value; `nil` where it is not observed.
  func influences(
    _ count: Int, stratum: Int?, _ value: (_ value: Int, _ isReal: Bool) -> Double?
  ) -> [SIMD4<Double>] {
    (0..<2 * (strata + 1) * count).map { kind in
      let (group, own) = kind.quotientAndRemainder(dividingBy: count)
      guard stratum == nil || group % (strata + 1) == stratum else { return .zero }
      guard let influence = value(own, group <= strata) else { return .zero }
      return group <= strata ? SIMD4(influence, 1, 0, 0) : SIMD4(0, 0, influence, 1)
    }
  }

  /// All conversations, then the strata of which there are some on both sides.
  func groups() -> [Int?] {
    var (real, simulated) = ([Int](repeating: 0, count: strata + 1), [Int](repeating: 0, count: strata + 1))
    for place in sides.places[..<sides.realCount] { real[Int(stratum[Int(place)])] += 1 }
    for place in sides.places[sides.realCount...] { simulated[Int(stratum[Int(place)])] += 1 }
    return [nil] + (0..<strata).filter { real[$0] > 0 && simulated[$0] > 0 }.map(Optional.init)
  }
}
