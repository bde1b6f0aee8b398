internal import JSON

/// Writes lines of `labels.jsonl`.
struct LabelWriter: Sendable {
  /// Whose turn is labelled, and the beginning of the line after the turn number that says so.
  struct Source: Sendable {
    fileprivate let bytes: [UInt8]

    init(_ id: String, draw: Int? = nil, instrument: String) {
      var bytes = Array(",\"source\":\(JSONValue.string(id).json())".utf8)
      if let draw { bytes.append(contentsOf: Array(",\"draw\":\(draw)".utf8)) }
      bytes.append(contentsOf: Array(",\"instrument\":\(JSONValue.string(instrument).json())".utf8))
      self.bytes = bytes
    }
  }

  private let names: RecordNames
  private let isFull: Bool
  private let stages = Stage.allCases.map { Array(",\"stage\":\"\($0.id)\"".utf8) }
  private let emotions = Emotion.allCases.map { Array(",\"emotion\":\"\($0.id)\"".utf8) }
  private let blockers = Blocker.allCases.map { Array(",\"blocker\":\"\($0.id)\"".utf8) }
  private let exits = ExitAct.allCases.map { Array(",\"exit\":\"\($0.id)\"".utf8) }
  private let actions = AgentAction.allCases.map { Array(",\"action\":\"\($0.id)\"".utf8) }

  init(names: RecordNames, detail: GenerationOptions.TextDetail) {
    self.names = names
    isFull = detail == .full
  }

  /// The state that an instrument gave to one user turn; the line stays open.
  ///
  /// - Parameters:
  ///   - before: The stage of the user turn before, which the convergence is measured from.
  ///   - signal: Where in `text` the deciding words are.
  func open(
    _ label: DecisionState, before: Stage?, conversation: Int, turn: Int, source: Source, signal: Range<Int>,
    in text: [UInt8], to bytes: inout [UInt8]
  ) {
    begin(conversation, turn, source, &bytes)
    bytes.append(contentsOf: stages[label.stage.rawValue])
    bytes.append(contentsOf: emotions[label.emotion.rawValue])
    bytes.append(contentsOf: blockers[label.blocker.rawValue])
    bytes.append(contentsOf: exits[label.exit.rawValue])
    if isFull {
      bytes.append(",\"signal\":\"")
      bytes.append(copyOf: signal, in: text)
      bytes.append("\"")
      if let before { appendConvergence(from: before, to: label, &bytes) }
    }
  }

  func close(_ bytes: inout [UInt8]) { bytes.append("}\n") }

  /// The action that an instrument gave to one agent turn.
  func write(_ action: AgentAction, conversation: Int, turn: Int, source: Source, to bytes: inout [UInt8]) {
    begin(conversation, turn, source, &bytes)
    bytes.append(contentsOf: actions[action.rawValue])
    close(&bytes)
  }

  private func begin(_ conversation: Int, _ turn: Int, _ source: Source, _ bytes: inout [UInt8]) {
    bytes.append("{\"conversation\":\"")
    names.appendConversation(conversation, to: &bytes)
    bytes.append("\",\"turn\":")
    bytes.append(number: turn)
    bytes.append(contentsOf: source.bytes)
  }

  /// The change of depth as a number in −1 … 1 with one decimal, lower where the user leaves.
  private func appendConvergence(from before: Stage, to label: DecisionState, _ bytes: inout [UInt8]) {
    var tenths = (label.stage.rawValue - before.rawValue) * 2
    if label.exit == .refusal { tenths -= 2 }
    if label.emotion == .positive { tenths += 1 }
    if label.emotion == .negative { tenths -= 1 }
    tenths = min(max(tenths, -10), 10)
    bytes.append(",\"convergence\":")
    if tenths < 0 { bytes.append("-") }
    bytes.append(number: abs(tenths) / 10)
    bytes.append(".")
    bytes.append(number: abs(tenths) % 10)
  }
}
