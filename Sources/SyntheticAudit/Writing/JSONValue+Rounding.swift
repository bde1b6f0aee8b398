internal import JSON

extension JSONValue {
  /// A number with at most six decimals: more would differ between machines.
  static func rounded(_ value: Double) -> JSONValue { .number((value * 1_000_000).rounded() / 1_000_000) }
}
