internal import Figures

extension StageMark {
  /// The class that gives it its colour.
  var style: String { step.map { "s\($0)" } ?? "s-none" }
}
