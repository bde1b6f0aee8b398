internal import Foundation

/// Why nothing could be written.
public struct OutputError: Error, Sendable, Hashable, CustomStringConvertible {
  public var path: String
  public var explanation: String

  public init(path: String, explanation: String) {
    self.path = path
    self.explanation = explanation
  }

  /// What the last call of the system said.
  init(errnoAt path: String) {
    let advice = errno == ENOSPC || errno == EDQUOT ? "; make room, or name a file elsewhere" : ""
    self.init(path: path, explanation: String(cString: strerror(errno)) + advice)
  }

  public var description: String { "\(path): cannot be written: \(explanation)" }
}
