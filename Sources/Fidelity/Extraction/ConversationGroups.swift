import Cases

/// The conversations of the clusters that hold several.
struct ConversationGroups: Sendable {
  private let number: [Int32]
  private let groups: [[UInt32]]
  private let cluster: [UInt32]

  init(_ clusters: Clusters) {
    var size = [Int32](repeating: 0, count: clusters.count)
    for cluster in clusters.column { size[Int(cluster)] += 1 }
    var number = [Int32](repeating: -1, count: clusters.count)
    var groups: [[UInt32]] = []
    for (conversation, cluster) in clusters.column.enumerated() where size[Int(cluster)] > 1 {
      if number[Int(cluster)] < 0 {
        number[Int(cluster)] = Int32(groups.count)
        groups.append([])
      }
      groups[Int(number[Int(cluster)])].append(UInt32(conversation))
    }
    self.number = number
    self.groups = groups
    cluster = clusters.column
  }

  /// `nil` for a conversation that is alone in its cluster.
  func members(of conversation: Int) -> [UInt32]? {
    let number = number[Int(cluster[conversation])]
    return number >= 0 ? groups[Int(number)] : nil
  }
}
