public import Fidelity
internal import Text

/// What somebody chose the verdict to be taken on; by itself nothing, and the program’s own rule holds.
public struct VerdictChoice: Sendable, Hashable {
  /// The reference; `nil` for the most knowing one that stands up.
  public var reference: FloorReport.Reference?
  /// The excess over it that has to be exceeded, in depth steps.
  public var excessMargin: Double?

  public init() {}

  /// "over position, margin 0.25"; empty where nothing was chosen.
  var words: String {
    [reference.map { "over \($0.rawValue)" }, excessMargin.map { "margin \(NumberText.brief($0))" }]
      .compactMap(\.self).joined(separator: ", ")
  }
}

/// What `:set` sets of the verdict.
enum VerdictSetting: String, CaseIterable {
  case reference
  case excessMargin = "excess-margin"

  /// Sets it to what was typed, or back to the program’s own where nothing was.
  ///
  /// - Throws: What can be typed.
  func set(_ text: String, in choice: inout VerdictChoice) throws(VerdictSettingProblem) {
    switch self {
    case .reference:
      let known = FloorReport.Reference.ofVerdicts
      let reference = known.first { $0.rawValue == text }
      guard text.isEmpty || reference != nil else {
        throw VerdictSettingProblem(
          words: "the reference is one of \(known.map(\.rawValue).joined(separator: ", ")); without one, the usual one")
      }
      choice.reference = reference
    case .excessMargin:
      let margin = Double(text)
      guard text.isEmpty || margin.map({ $0 > 0 && $0.isFinite }) == true else {
        throw VerdictSettingProblem(
          words: "the excess margin is a positive number of depth steps, such as 0.25; without one, none")
      }
      choice.excessMargin = margin
    }
  }
}

struct VerdictSettingProblem: Error {
  var words: String
}
