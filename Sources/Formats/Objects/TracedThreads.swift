/// Puts the calls of one conversation together by the messages that they share, and by nothing else.
///
/// Each call repeats what was said before, all of it or the end of it: it extends the thread whose end it begins with. A
/// call that repeats the beginning and goes on otherwise is a branch of it; one that shares nothing is a thread of its
/// own. The conversation is the thread that its calls repeat.
struct TracedThreads {
  struct Call {
    /// Its messages, as numbers that are equal where role and text are.
    var body: [Int]
    /// How many of them went into the model.
    var inputCount: Int
    /// Whether what went in holds an answer: then the application sends the history.
    var hasHistory: Bool
    /// Equal where system prompt and name are.
    var key: Int
  }

  /// A part of a call's messages.
  struct Piece {
    var call: Int
    var range: Range<Int>
  }

  /// What became of a call.
  enum Fate: Hashable {
    /// The conversation begins or ends with it, and nothing of it is lost.
    case whole
    /// All that it holds stands in the last call as well.
    case repeated
    /// It holds a part that the last call does not.
    case joined
    /// It repeats nothing, and was put behind what came before.
    case appended
    /// It is none of the conversation's, but all of its words stand there.
    case held
    /// It shares words with the conversation, and ends otherwise.
    case branch
    case apart
  }

  private struct Thread {
    var body: [Int] = []
    /// The key of the call that answered so; `nil` for what went in.
    var answerers: [Int?] = []
    var pieces: [Piece] = []
    var key: Int
    /// The thread that it is a branch of, or itself.
    var family: Int
    var firstCall: Int
    var lastCall: Int
    var hasHistory: Bool
  }

  private enum Match {
    /// All of the call stands in the thread.
    case repeats
    /// The thread's last messages are the call's first.
    case extends
    /// The call repeats a part of the thread from `start`, and goes on otherwise.
    case branches(start: Int)
    /// The whole thread stands in the call, behind what was not known yet.
    case includes
  }

  private let calls: [Call]
  private var threads: [Thread] = []
  /// The threads that hold a message, and those that begin with one.
  private var holders: [Int: [Int]] = [:]
  private var beginners: [Int: [Int]] = [:]
  /// Keys of calls whose answer a later call holds as history.
  private var confirmed: Set<Int> = []

  /// - Parameter calls: In the order in which they were made; none of them empty.
  init(_ calls: [Call]) {
    self.calls = calls
    for number in calls.indices { place(number) }
  }

  private mutating func place(_ number: Int) {
    let call = calls[number]
    var best: (thread: Int, match: Match, length: Int)?
    // The latest threads are enough: without a limit, calls that all begin alike would take the square of their number.
    let candidates = Set((holders[call.body[0]] ?? []).suffix(64))
      .union(call.body.flatMap { (beginners[$0] ?? []).suffix(4) })
    for thread in candidates.sorted(by: >) {
      guard let (match, length) = match(call, threads[thread]), length > best?.length ?? 0 else { continue }
      best = (thread, match, length)
    }
    let answerers = call.body.indices.map { $0 < call.inputCount ? nil : call.key }
    let whole = Piece(call: number, range: call.body.indices)
    guard let best else {
      threads.append(
        Thread(
          body: call.body, answerers: answerers, pieces: [whole], key: call.key, family: threads.count,
          firstCall: number, lastCall: number, hasHistory: call.hasHistory))
      note(threads.count - 1, from: 0)
      return
    }
    var thread = threads[best.thread]
    thread.lastCall = number
    thread.hasHistory = thread.hasHistory || call.hasHistory
    switch best.match {
    case .repeats:
      threads[best.thread].hasHistory = thread.hasHistory
    case .extends:
      confirm(thread.answerers[(thread.body.count - best.length)...].prefix(call.inputCount))
      let old = thread.body.count
      thread.body += call.body[best.length...]
      thread.answerers += answerers[best.length...]
      thread.pieces.append(Piece(call: number, range: best.length..<call.body.count))
      thread.key = call.key
      threads[best.thread] = thread
      note(best.thread, from: old)
    case .includes:
      confirm(thread.answerers[...])
      (thread.body, thread.answerers, thread.pieces, thread.key) = (call.body, answerers, [whole], call.key)
      threads[best.thread] = thread
      note(best.thread, from: 0)
    case .branches(let start):
      confirm(thread.answerers[start..<start + best.length].prefix(call.inputCount))
      thread.body = thread.body[..<start] + call.body
      thread.answerers = thread.answerers[..<start] + answerers
      thread.pieces = TracedThreads.first(start, of: thread.pieces) + [whole]
      thread.key = call.key
      threads.append(thread)
      note(threads.count - 1, from: 0)
    }
  }

  private mutating func confirm(_ answerers: ArraySlice<Int?>) { confirmed.formUnion(answerers.compactMap(\.self)) }

  /// Notes where a thread's messages from a place on can be found.
  private mutating func note(_ thread: Int, from start: Int) {
    let body = threads[thread].body
    for message in body[start...] where holders[message]?.last != thread {
      holders[message, default: []].append(thread)
    }
    if start == 0 { beginners[body[0], default: []].append(thread) }
  }

  /// How a call continues a thread, and how many messages they share; `nil` where it does not, or where what they share
  /// is a single message that others may say as well.
  private func match(_ call: Call, _ thread: Thread) -> (Match, Int)? {
    let isSameKey = call.key == thread.key
    var best: (start: Int, length: Int) = (0, 0)
    for (start, length) in TracedThreads.overlaps(of: call.body, in: thread.body).enumerated()
    where length > 0 && length >= best.length { best = (start, length) }
    if best.length == call.body.count { return (.repeats, best.length) }
    let includes = TracedThreads.overlaps(of: thread.body, in: call.body).dropFirst().contains(thread.body.count)
    if includes, thread.body.count > 1 || isSameKey, thread.body.count > best.length {
      return (.includes, thread.body.count)
    }
    guard best.length > 1 || best.length == 1 && isSameKey else { return nil }
    if best.start + best.length == thread.body.count { return (.extends, best.length) }
    return best.length > 1 || best.start == 0 ? (.branches(start: best.start), best.length) : nil
  }

  /// For every place of `text`, how many messages from there on are the first of `pattern` (Gusfield 1997, the Z
  /// algorithm).
  private static func overlaps(of pattern: [Int], in text: [Int]) -> [Int] {
    let all = pattern + [-1] + text
    var lengths = [Int](repeating: 0, count: all.count)
    var (left, right) = (0, 0)
    for place in 1..<all.count {
      if place < right { lengths[place] = min(right - place, lengths[place - left]) }
      while place + lengths[place] < all.count, all[lengths[place]] == all[place + lengths[place]] {
        lengths[place] += 1
      }
      if place + lengths[place] > right { (left, right) = (place, place + lengths[place]) }
    }
    return Array(lengths[(pattern.count + 1)...])
  }

  private static func first(_ count: Int, of pieces: [Piece]) -> [Piece] {
    var (left, result) = (count, [Piece]())
    for piece in pieces where left > 0 {
      result.append(Piece(call: piece.call, range: piece.range.prefix(left)))
      left -= piece.range.count
    }
    return result
  }

  /// The threads that are the conversation, in their order.
  private var chosen: [Thread] {
    if !threads.contains(where: \.hasHistory) {
      // Every call has a question and its answer alone: those under one prompt are the turns.
      let sizes = Dictionary(grouping: threads, by: \.key).mapValues { $0.reduce(0) { $0 + $1.body.count } }
      let most = sizes.values.max() ?? 0
      guard let key = threads.first(where: { sizes[$0.key] == most })?.key else { return [] }
      return threads.filter { $0.key == key }
    }
    let families = Dictionary(grouping: threads.filter { threads[$0.family].hasHistory || $0.hasHistory }, by: \.family)
    let leaders = families.values.map { family in
      // Of branches the last, but none that no later call went on from where there is another.
      family.filter { confirmed.contains($0.key) }.max { $0.lastCall < $1.lastCall }
        ?? family.max { $0.lastCall < $1.lastCall } ?? family[0]
    }.sorted { $0.firstCall < $1.firstCall }
    let longest = leaders.map(\.body.count).max() ?? 0
    guard let main = leaders.first(where: { $0.body.count == longest }) else { return [] }
    // A chat that begins anew under the same prompt, before or after this one.
    return leaders.filter {
      $0.family == main.family || $0.key == main.key && ($0.lastCall < main.firstCall || $0.firstCall > main.lastCall)
    }
  }

  /// The conversation.
  var pieces: [Piece] { chosen.flatMap(\.pieces) }

  /// What became of every call, and of `others`, which the conversation is not made of.
  func fates(others: [[Int]]) -> (calls: [Fate], others: [Fate]) {
    let chosen = chosen
    let pieces = chosen.flatMap(\.pieces)
    let body = chosen.flatMap(\.body)
    let (said, taken) = (Set(body), Set(pieces.map(\.call)))
    let appended = Set(chosen.dropFirst().compactMap(\.pieces.first?.call))
    let last = pieces.last.map { calls[$0.call].body } ?? []
    func isHeld(_ own: [Int], _ all: [Int]) -> Bool {
      own.isEmpty || TracedThreads.overlaps(of: own, in: all).contains(own.count)
    }
    func outside(_ own: [Int]) -> Fate {
      isHeld(own, body) ? .held : own.contains(where: said.contains) ? .branch : .apart
    }
    let fates = calls.indices.map { number -> Fate in
      if appended.contains(number) { return .appended }
      if number == pieces.last?.call { return .whole }
      if isHeld(calls[number].body, last) { return .repeated }
      if number == pieces.first?.call { return .whole }
      return taken.contains(number) ? .joined : outside(calls[number].body)
    }
    return (fates, others.map(outside))
  }
}
