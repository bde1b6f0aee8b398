import Text

/// Why reviews are not in the store yet.
public struct ReviewObstacle: Sendable, Hashable {
  /// The reviews that wait.
  public var count: Int
  /// A sentence with a remedy.
  public var why: String
  /// Whether waiting alone will not do, as it does where another process writes.
  public var isLasting: Bool

  public init(count: Int, why: String, isLasting: Bool) {
    self.count = count
    self.why = why
    self.isLasting = isLasting
  }

  var words: String { "\(NumberText.counted(count, "review")) not kept yet: \(why)" }
}
