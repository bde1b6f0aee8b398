internal import Cases

/// The model speaks of itself, or refuses to play.
enum ModelRefusal {
  static let rule = FaultRule(
    fault: .refusal, look: .turn { $0.finding(.refusal, of: .modelRefusal, "the model speaks of itself") })
}
