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
}
