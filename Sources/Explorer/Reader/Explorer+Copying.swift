import Cases
import Text

// What goes on the terminal's clipboard.

extension Explorer {
  /// The longest text that common terminals take as a clipboard, in bytes before it is encoded.
  private static let longestCopy = 50_000

  private static let notYetRead = "the case is still being read"

  /// `AUDIT#conversation:turn:simulator:draw` of the current case; `nil` where its conversation is not known yet.
  var currentLink: String? {
    guard let key = currentKey, let reviewed = reviewed(key) else { return nil }
    return options.path + String(CaseLink.separator) + CaseLink(conversation: reviewed.conversation, key: key).text
  }

  mutating func copyLink() -> [Effect] {
    guard let link = currentLink else {
      say(.note, Explorer.notYetRead)
      return []
    }
    return copy(VisibleText.line(link), "copied \(link)")
  }

  /// Both turns, or those of a whole conversation, as text.
  mutating func copyText() -> [Effect] {
    guard let key = currentKey, let detail = details[key] else {
      say(.note, Explorer.notYetRead)
      return []
    }
    let id = detail.conversation.id
    var lines: [String] = []
    if key.isOfConversation {
      lines = [id] + detail.conversation.turns.map { "\($0.role.rawValue): \($0.text)" }
    } else {
      let turns = detail.conversation.turns
      let real = turns.indices.contains(key.turn) ? turns[key.turn].text : nil
      let answer = detail.answers.first { $0.simulator == key.simulator && $0.draw == key.draw }
      lines = [
        "\(id) · turn \(key.turn)", "real: \(real ?? "(no reply)")",
        "\(key.simulator)\(key.draw > 0 ? " · draw \(key.draw)" : ""): \(answer?.text ?? "(no reply)")",
      ]
    }
    let what = key.isOfConversation ? "the conversation" : "both turns"
    return copy(VisibleText.lines(lines.joined(separator: "\n")) + "\n", "copied \(what) of \(id)")
  }

  private mutating func copy(_ text: String, _ words: String) -> [Effect] {
    guard text.utf8.count <= Explorer.longestCopy else {
      let (size, limit) = (NumberText.grouped(text.utf8.count), NumberText.grouped(Explorer.longestCopy))
      say(.error, "\(size) bytes are more than terminals take (\(limit)); e exports the text")
      return []
    }
    say(.good, words)
    return [.copy(text)]
  }
}
