import JSON

extension JSONValue {
  /// `{"reason": …}`, which stands where a number would.
  static func reason(_ text: String) -> JSONValue { ["reason": .string(text)] }

  static let notComputed = reason("not computed")
}
