internal import Cases
internal import Interchange
internal import JSON

/// One conversation from its calls: which messages of which call it is made of, and what became of the calls.
struct TracedAssembly {
  private let contents: [TracedContent]
  private let pieces: [TracedThreads.Piece]
  private let fates: [(call: TracedCall, fate: TracedThreads.Fate)]
  private let fatesBeside: [(call: TracedCall, fate: TracedThreads.Fate)]

  /// - Parameters:
  ///   - calls: Those of the conversation, in their order.
  ///   - isLeading: Whether it is made of this call; others only repeat what these hold.
  init(_ calls: [TracedCall], isLeading: (TracedCall) -> Bool) {
    let all = calls.map(TracedContent.init)
    let leading = all.filter { isLeading($0.call) && !$0.said.isEmpty }
    let beside = all.filter { !isLeading($0.call) }
    var numbers = TextNumbers()
    let threads = TracedThreads(
      leading.map { content in
        TracedThreads.Call(
          body: content.said.map { numbers[content.messages[$0].identity] },
          inputCount: content.said.count { $0 < content.inputCount },
          hasHistory: content.said.contains { $0 < content.inputCount && content.messages[$0].isAnswer },
          key: numbers["\u{1}\(content.call.name ?? "")\n\(content.head.joined(separator: "\n"))"])
      })
    let words = beside.map { content in content.said.map { numbers[content.messages[$0].identity] } }
    let fates = threads.fates(others: words)
    contents = leading
    pieces = threads.pieces
    self.fates = Array(zip(leading.map(\.call), fates.calls))
    fatesBeside = Array(zip(beside.map(\.call), fates.others))
  }

  /// Makes the conversation, and tells `sink` what became of the calls.
  func fill(_ conversation: inout LogConversation, _ sink: LogSink) {
    guard let last = pieces.last.map({ contents[$0.call].call }) ?? contents.last?.call else { return }
    conversation.begin(last.file, line: last.line)
    conversation.id = last.conversation
    var sides: [JSONValue.Member] = []
    var (head, heads): ([String], Set<[String]>) = ([], [])
    for piece in pieces {
      let content = contents[piece.call]
      conversation.customer = content.call.customer ?? conversation.customer
      // What the later call says of itself is how things stand.
      for side in content.call.sides {
        sides.removeAll { $0.key == side.key }
        sides.append(side)
      }
      if content.head.isEmpty { continue }
      if head.isEmpty { head = content.head }
      heads.insert(content.head)
    }
    for side in sides { conversation.side(side.key, side.value) }
    for prompt in head { conversation.add(Role.system.rawValue, prompt.utf8) }
    sink.leaveOut("system prompts after the first of a conversation", max(0, heads.count - 1))
    for piece in pieces { contents[piece.call].add(piece.range, to: &conversation, sink) }
    tell(sink)
  }

  private func tell(_ sink: LogSink) {
    for (call, fate) in fates {
      switch fate {
      case .whole: break
      case .repeated: sink.leaveOut("calls whose words the last one of the conversation repeats")
      case .joined: sink.note("calls that hold a part of a conversation, joined by the words that they share", call)
      case .appended: sink.note("calls that repeat nothing of their conversation, appended to it", call)
      case .held: sink.leaveOut("calls whose words the conversation holds")
      case .branch: sink.leaveOut("calls that share words with their conversation and go on otherwise", call)
      case .apart: sink.leaveOut("calls that share no word with their conversation", call)
      }
    }
    for (call, fate) in fatesBeside {
      switch fate {
      case .held: sink.leaveOut("calls beside those with the words of the conversation")
      case .branch: sink.leaveOut("calls beside those of the conversation that say something else as well", call)
      default: sink.leaveOut("calls beside those of the conversation that share no word with it", call)
      }
    }
  }
}

/// Numbers that are equal where texts are.
private struct TextNumbers {
  private var numbers: [String: Int] = [:]

  subscript(text: String) -> Int {
    mutating get {
      if let number = numbers[text] { return number }
      numbers[text] = numbers.count
      return numbers.count - 1
    }
  }
}

extension LogSink {
  fileprivate func leaveOut(_ what: String, _ call: TracedCall) { leaveOut(what, of: call.file, line: call.line) }
  fileprivate func note(_ what: String, _ call: TracedCall) { note(what, of: call.file, line: call.line) }
}
