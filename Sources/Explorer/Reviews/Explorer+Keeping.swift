import Cases
import CellGrid
import Text

// What becomes of reviews that the store does not take at once.

extension Explorer {
  /// Says it when the store has every review: what is not kept was not noted.
  mutating func sayWhenSaved(_ kind: Message.Kind, _ text: String) {
    unsaid.append(Message(kind: kind, text: text))
    isUnsaidCurrent = true
  }

  mutating func sayWhatIsSaved() {
    guard reviews.unsavedCount == 0 else { return }
    for message in unsaid { log.add(message) }
    if isUnsaidCurrent, let last = unsaid.last { message = last }
    unsaid = []
  }

  /// Whether reviews are kept at all; says why where they are not.
  mutating func mayReview() -> Bool {
    guard let whyNotKept else { return true }
    say(.error, whyNotKept)
    return false
  }

  /// Says that reviews wait, and offers another place where waiting will not do.
  mutating func take(_ obstacle: ReviewObstacle) {
    say(obstacle.isLasting ? .error : .note, obstacle.words)
    guard obstacle.isLasting, prompt == nil, blind == nil, !isPlaceOffered else { return }
    isPlaceOffered = true
    openPlace(obstacle.words)
  }

  /// Runs `:keep`.
  mutating func keepReviews(in path: String) -> [Effect] {
    guard reviews.unsavedCount > 0 else {
      say(.note, "every review is in the store")
      return []
    }
    guard path.isEmpty else { return [.keepReviews(path: path)] }
    openPlace("\(NumberText.counted(reviews.unsavedCount, "review")) not kept yet")
    return []
  }

  private mutating func openPlace(_ why: String) {
    openLine(.keepReviews(why), text: "\(options.title)-reviews")
  }

  mutating func takeKept(_ kept: [Review], path: String) {
    for review in kept { reviews.confirm(review, of: review) }
    unsaid = []
    isPlaceOffered = false
    let taking = kept.count == 1 ? "it" : "them"
    say(.good, "\(NumberText.counted(kept.count, "review")) kept in \(path); walkaway import takes \(taking)")
  }
}
