import Cases
import Statistics

/// The moments of one ratio over user turns, or over words, of all conversations and of every stratum, in one pass.
struct TurnMoments {
  /// All conversations first, then the strata.
  private var moments: [TwoRatioMoments]

  /// - Parameters:
  ///   - totals: What is counted, one number a conversation in the order of ``ConductColumns``.
  ///   - weights: What that is divided by; a conversation with 0 does not count.
  /// - Complexity: O(conversations), and a step a stratum for every cluster of several.
  init(_ kinds: WholeKinds, totals: [UInt32], weights: [UInt32]) {
    let (sides, strata) = (kinds.sides, kinds.strata)
    var own = [TwoRatioMoments](repeating: TwoRatioMoments(), count: strata + 1)
    // What the cluster at hand has of every stratum, the unknown one last.
    var parts = [SIMD4<Double>](repeating: .zero, count: strata + 1)
    let (places, totals, weights) = (sides.places.span, totals.span, weights.span)
    let stratum = kinds.stratum.span
    sides.forEachCluster { cluster in
      if cluster.count == 1 {
        let index = Int(cluster[0])
        let place = Int(places[index])
        let value = SIMD2(Double(totals[place]), Double(weights[place]))
        let addend =
          index < sides.realCount ? SIMD4(lowHalf: value, highHalf: .zero) : SIMD4(lowHalf: .zero, highHalf: value)
        own[0].add(addend)
        if stratum[place] < strata { own[Int(stratum[place]) + 1].add(addend) }
        return
      }
      var all = SIMD4<Double>()
      for position in cluster.indices {
        let index = Int(cluster[position])
        let place = Int(places[index])
        let value = SIMD2(Double(totals[place]), Double(weights[place]))
        let addend =
          index < sides.realCount ? SIMD4(lowHalf: value, highHalf: .zero) : SIMD4(lowHalf: .zero, highHalf: value)
        all += addend
        parts[Int(stratum[place])] += addend
      }
      own[0].add(all)
      for stratum in 0..<strata { own[stratum + 1].add(parts[stratum]) }
      for stratum in 0...strata { parts[stratum] = .zero }
    }
    moments = own
  }

  /// - Parameter stratum: `nil` for all conversations.
  func callAsFunction(stratum: Int?) -> TwoRatioMoments { moments[stratum.map { $0 + 1 } ?? 0] }
}
