import Cases
import CellGrid
import Fidelity

/// What `:set` sets: a name, and a value that may be left out.
enum TypedSetting {
  /// Colours for a background.
  static let background = "background"

  static var names: [String] { VerdictSetting.allCases.map(\.rawValue) + [background] }

  /// The values of a setting that can be listed.
  private static func values(of name: Substring) -> [String] {
    switch name {
    case VerdictSetting.reference.rawValue: FloorReport.Reference.ofVerdicts.map(\.rawValue)
    case background: BackgroundChoice.allCases.map(\.rawValue)
    default: []
    }
  }

  static func candidates(for typed: String) -> Candidates? {
    let parts = typed.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return parts.count < 2 ? Candidates(for: typed, among: names) : nil }
    let values = values(of: parts[0])
    return values.isEmpty ? nil : Candidates(for: String(parts[1]), among: values)
  }
}

extension Explorer {
  mutating func set(_ typed: String) -> [Effect] {
    let name = typed.prefix { !$0.isWhitespace }
    let value = typed.dropFirst(name.count).trimmingBlanks
    if let setting = VerdictSetting(rawValue: String(name)) { return set(setting, to: value) }
    guard name == TypedSetting.background else {
      say(.error, "set one of " + TypedSetting.names.joined(separator: ", "))
      return []
    }
    guard let choice = value.isEmpty ? .auto : BackgroundChoice(rawValue: value) else {
      say(.error, "the background is one of " + BackgroundChoice.allCases.map(\.rawValue).joined(separator: ", "))
      return []
    }
    say(.note, choice == .auto ? "colours for what the terminal says" : "colours for a \(choice.rawValue) background")
    return [.setBackground(choice)]
  }
}
