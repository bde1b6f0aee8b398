/// The parts of the screen that can have the keyboard.
public enum Pane: String, Sendable, Hashable, CaseIterable {
  case cases, reader, facets, statistics, receipt, trial, help, messages

  var context: KeyContext {
    switch self {
    case .cases: .cases
    case .reader: .reader
    case .facets: .facets
    case .statistics: .statistics
    case .receipt: .receipt
    case .trial: .trial
    case .help: .help
    case .messages: .messages
    }
  }

  var title: String {
    switch self {
    case .cases: "cases"
    case .reader: "reader"
    case .facets: "facets"
    case .statistics: "statistics"
    case .receipt: "receipt"
    case .trial: "trial"
    case .help: "help"
    case .messages: "messages"
    }
  }
}
