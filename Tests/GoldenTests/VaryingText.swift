import Foundation

/// What differs from run to run, from machine to machine and from version to version: the only text that golden files
/// do not hold as it was written.
struct VaryingText: Sendable {
  private let start = VaryingText.now()
  private let version: String
  private let endpoint: String

  /// - Parameters:
  ///   - version: What `walkaway --version` says.
  ///   - endpoint: Host and port of the model.
  init(version: String, endpoint: String) {
    // The commit stands behind it, and in no other output.
    self.version = String(version.prefix { !$0.isWhitespace })
    self.endpoint = endpoint
  }

  private static func now() -> String { Date().formatted(Date.ISO8601FormatStyle(timeZone: .gmt)) }

  /// The text with the time of the run, how long it took, its folder, the endpoint and the program's version taken out,
  /// and the one digest that is made of time and version alone.
  /// Times that were given, such as those of conversations, stay.
  func normalised(_ bytes: [UInt8], folder: String) -> [UInt8] {
    var text = String(decoding: bytes, as: UTF8.self)
    let end = VaryingText.now()
    replace(#"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"#, in: &text) { start <= $0 && $0 <= end ? "<now>" : $0 }
    replace(#"\d+\.\d s, [\d,.]+ requests/(s|min|h)"#, in: &text) { _ in "<seconds> s, <rate> requests/s" }
    replace(#""seconds":[0-9.e-]+"#, in: &text) { _ in #""seconds":<seconds>"# }
    replace(#"(?<![\d.])"# + NSRegularExpression.escapedPattern(for: version) + #"(?![\d.])"#, in: &text) { _ in
      "<version>"
    }
    // A receipt seals its section on the program, which holds version and time.
    replace(#""section" : "program",\s+"sha256" : "[0-9a-f]{64}""#, in: &text) {
      $0.dropLast(65) + "<seal of version and time>\""
    }
    // So does a plan its time.
    replace(#"(?<=plan )[0-9a-f]{12,64}\b"#, in: &text) { _ in "<digest of a time>" }
    // Cases share their stores, and see what was looked at before in them.
    for label in [#"in this store before: \*\*"#, #"<dt>Looked at before</dt><dd dir="auto">"#] {
      replace("(?<=\(label))" + #"[\d,]+ other distinct verdicts?"#, in: &text) { _ in "<looks> other distinct verdicts"
      }
    }
    replace(#"(?<="before" : )\d+"#, in: &text) { _ in "<looks>" }
    replace(#""section" : "looks",\s+"sha256" : "[0-9a-f]{64}""#, in: &text) { $0.dropLast(65) + "<seal of looks>\"" }
    // The store of a bundle is named by a digest of its folder.
    replace(#"(?<=-)[0-9a-f]{12}(?=\.walkaway)"#, in: &text) { _ in "<digits>" }
    replace(NSRegularExpression.escapedPattern(for: folder), in: &text) { _ in "<folder>" }
    replace(NSRegularExpression.escapedPattern(for: endpoint), in: &text) { _ in "<endpoint>" }
    return Array(text.utf8)
  }

  private func replace(_ pattern: String, in text: inout String, _ replacement: (String) -> String) {
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return }
    let matches = expression.matches(in: text, range: NSRange(text.startIndex..., in: text))
    for match in matches.reversed() {
      guard let range = Range(match.range, in: text) else { continue }
      text.replaceSubrange(range, with: replacement(String(text[range])))
    }
  }
}
