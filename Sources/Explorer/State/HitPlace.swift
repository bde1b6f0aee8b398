import Text

/// Which of the hits of a search was gone to.
struct HitPlace: Sendable, Equatable {
  /// From 1.
  var number: Int
  var count: Int
  /// Whether the way led over the end.
  var isWrapped: Bool

  /// The next of places in ascending order, after (or before) one; over the end where there is none. `nil` for no places.
  init?(among places: [Int], from place: Int, forward: Bool) {
    guard !places.isEmpty else { return nil }
    let next = forward ? places.firstIndex { $0 > place } : places.lastIndex { $0 < place }
    number = (next ?? (forward ? 0 : places.count - 1)) + 1
    count = places.count
    isWrapped = next == nil
  }

  /// A further step, which is over the end where one before it was.
  init(_ step: HitPlace, after before: HitPlace?) {
    self = step
    isWrapped = step.isWrapped || before?.isWrapped == true
  }

  /// "3 of 57 lines with “words”, from the top again".
  func words(of searched: String, _ noun: String, forward: Bool) -> String {
    let again = isWrapped ? ", from the \(forward ? "top" : "end") again" : ""
    return "\(NumberText.grouped(number)) of \(NumberText.counted(count, noun)) with “\(searched)”\(again)"
  }

  /// Where there is none.
  static func none(of searched: String, _ noun: String) -> String { "no \(noun) has “\(searched)”" }
}
