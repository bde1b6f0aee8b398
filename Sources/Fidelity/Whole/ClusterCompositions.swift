import Statistics

/// Clusters by the kinds of the conversations in them: what a figure needs of an audit of any size.
struct ClusterCompositions {
  /// Each kind of cluster is an ascending list of kinds of conversations.
  let table: KindTable

  /// The moments of a ratio of real conversations and of one of simulated ones.
  ///
  /// - Parameter addends: What a kind of conversation adds: total and weight of the real side, total and weight of the
  ///   simulated side.
  /// - Complexity: O(kinds of clusters × conversations in one).
  func moments(_ addends: [SIMD4<Double>]) -> TwoRatioMoments {
    var moments = TwoRatioMoments()
    for cluster in 0..<table.count {
      var sum = SIMD4<Double>()
      for place in table.start[cluster]..<table.start[cluster + 1] { sum += addends[Int(table.codes[place])] }
      moments.add(sum, times: table.counts[cluster])
    }
    return moments
  }

  /// How many conversations there are of each kind.
  func counts(kinds: Int) -> [Double] {
    var counts = [Double](repeating: 0, count: kinds)
    for cluster in 0..<table.count {
      for place in table.start[cluster]..<table.start[cluster + 1] {
        counts[Int(table.codes[place])] += Double(table.counts[cluster])
      }
    }
    return counts
  }

  /// What clusters add to two estimates, one entry a kind of cluster that has observations of either.
  ///
  /// - Parameter addends: What a kind of conversation adds to the real estimate, and 1 where it is one of its observations;
  ///   the same of the simulated one.
  func contributions(_ addends: [SIMD4<Double>]) -> [TwoSides.Contribution] {
    var contributions: [TwoSides.Contribution] = []
    contributions.reserveCapacity(table.count)
    for cluster in 0..<table.count {
      var sum = SIMD4<Double>()
      for place in table.start[cluster]..<table.start[cluster + 1] { sum += addends[Int(table.codes[place])] }
      guard sum.y > 0 || sum.w > 0 else { continue }
      contributions.append(
        TwoSides.Contribution(
          first: sum.y > 0 ? sum.x : nil, second: sum.w > 0 ? sum.z : nil, multiplicity: table.counts[cluster]))
    }
    return contributions
  }
}
