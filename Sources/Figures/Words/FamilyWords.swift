public import Fidelity
internal import Text

extension ConcentrationVerdict {
  /// The word that holds over the family; a verdict alone keeps its own.
  public var familyWord: String { isLostInFamily ? Finding.undecided.word : finding.word }

  /// What is said of a verdict that is given together with others.
  var familySentence: String? {
    guard let family, let own = p.number, let adjusted = family.p.number else { return nil }
    let style = NumberStyle.probability
    let first =
      "One of \(NumberText.counted(family.size, "verdict")) given together: p of the excess \(style.text(own)), Holm’s "
      + "\(style.text(adjusted))."
    return isLostInFamily ? first + " Over the family it is not shown." : first
  }

  /// Whether a fault that is shown alone is not shown over the family.
  private var isLostInFamily: Bool {
    guard let family else { return false }
    return (finding.glyph == "✗" || finding == .sideUnknown) && !family.isShown
  }
}
