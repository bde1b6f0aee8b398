public import Files
internal import Formats
internal import Foundation

/// Tells files that Walkaway wrote from those of others, by how each of its formats begins: a command that is run again
/// replaces what it wrote, and nothing else without being asked.
public enum OwnFile {
  /// Why the file at `path` should not be replaced without a word; `nil` where it may, or where there is none.
  ///
  /// - Throws: ``OutputError`` where nothing can be written there.
  public static func doubt(about path: String) throws(OutputError) -> String? {
    guard let file = try OutputFile.replaced(by: path) else { return nil }
    guard access(file, W_OK) == 0 else { return "it is there and write-protected" }
    // It may be the store that is open.
    guard let beginning = FileStart.bytes(of: file, count: 1 << 18) else { return "it is there and cannot be read" }
    return beginning.isEmpty || isOwn(Data(beginning)) ? nil : "it is there and not one that Walkaway wrote"
  }

  /// Whether a file that begins so is one of Walkaway's.
  static func isOwn(_ beginning: Data) -> Bool {
    let text = String(decoding: beginning, as: UTF8.self)
    return beginnings.contains { text.hasPrefix($0) } || isCaseLine(text) || isRequestLine(text) || isMarkdown(text)
  }

  private static let beginnings = [
    // Cases as CSV, with and without a byte order mark.
    "conversation,outcome,turn,position,simulator,draw,instrument,",
    "\u{FEFF}conversation,outcome,turn,position,simulator,draw,instrument,",
    // A report.
    "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" "
      + "content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">",
    // A receipt, for programs and for people, and its signature.
    "{\n  \"_type\" : \"https://in-toto.io/Statement/v1\",\n  \"predicate\" : {\n    \"audit\" : {",
    "# Decision-fidelity receipt\n", "-----BEGIN SSH SIGNATURE-----\n",
    MappingText.heading,
    // A shard's kinds.
    "{\"walkaway_kinds\":",
    // A gate.
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"walkaway check\" ",
  ]

  /// A case as JSON says its outcome before its turn; a label or a simulation of a bundle has a turn and no outcome.
  private static func isCaseLine(_ text: String) -> Bool {
    guard text.hasPrefix("{\"conversation\":\""), let outcome = text.range(of: "\",\"outcome\":\""),
      let turn = text.range(of: "\",\"turn\":")
    else { return false }
    return outcome.upperBound < turn.lowerBound
  }

  /// A request of a batch names itself so that its result is known again.
  private static func isRequestLine(_ text: String) -> Bool {
    let line = text.prefix { $0 != "\n" }
    return (line.hasPrefix("{\"body\":{") || line.hasPrefix("{\"custom_id\":"))
      && line.range(of: #""custom_id":"wa-[0-9a-f]{40}""#, options: .regularExpression) != nil
  }

  /// Cases or a report as Markdown: the title of the audit, then what only Walkaway says in this order.
  private static func isMarkdown(_ text: String) -> Bool {
    text.range(
      of:
        #"^# [^\n]*\n\n(Decision fidelity of \*\*|(Synthetic data\.\n\n)?## [^\n]* · turn [0-9]+ \([^\n]* → [^\n]*\n\n- Outcome: )"#,
      options: .regularExpression) != nil
  }
}
