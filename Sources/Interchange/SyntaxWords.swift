internal import JSON

extension JSONSyntaxError {
  /// What is wrong, by name where programs often write it.
  func explanation(in bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard !isNul, !isBrokenText, offset < bytes.count else { return explanation }
    let rest = bytes[offset..<min(offset + 16, bytes.count)]
    for (name, remedy) in SyntaxWords.known where rest.starts(with: name.utf8) {
      return "\(name), which JSON does not have (\(remedy)),"
    }
    return explanation
  }
}

private enum SyntaxWords {
  static let known = [
    ("NaN", "write null, or leave the key out"), ("Infinity", "write null, or leave the key out"),
    ("-Infinity", "write null, or leave the key out"), ("nan", "write null, or leave the key out"),
    ("inf", "write null, or leave the key out"), ("-inf", "write null, or leave the key out"),
    ("None", "write null"), ("True", "write true"), ("False", "write false"), ("undefined", "write null"),
    ("'", "write double quotes"),
  ]
}
